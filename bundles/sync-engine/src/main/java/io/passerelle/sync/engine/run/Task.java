// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.sync.engine.plan.Action;

/**
 * An action on its way.
 *
 * @param action what is to be done
 * @param attempt how often it was decided again because an item had changed meanwhile
 * @param generation how many creation keys were found to be spent
 */
record Task(Action action, int attempt, int generation) {
    static Task first(Action action) {
        return new Task(action, 0, 0);
    }

    Task again(Action decided) {
        return new Task(decided, attempt + 1, generation);
    }

    Task withNextKey() {
        return new Task(action, attempt, generation + 1);
    }
}
