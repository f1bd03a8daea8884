// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.time.Duration;
import java.util.Objects;

/**
 * A reminder (RFC 5545 VALARM) relative to the start.
 *
 * @param before how long before the start; negative for after it
 * @param action how it reminds
 */
public record Alarm(Duration before, Action action) implements Comparable<Alarm> {
    /** How an alarm makes itself known. */
    public enum Action {
        DISPLAY,
        EMAIL
    }

    public Alarm {
        Objects.requireNonNull(before);
        Objects.requireNonNull(action);
    }

    /** Key within an event, canonical: {@code DISPLAY-PT15M}. */
    public String key() {
        return action + "-" + before;
    }

    @Override
    public int compareTo(Alarm other) {
        int byTime = before.compareTo(other.before);
        return byTime != 0 ? byTime : action.compareTo(other.action);
    }
}
