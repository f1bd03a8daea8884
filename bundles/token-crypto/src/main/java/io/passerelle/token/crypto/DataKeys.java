// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a scope's keys.
 *
 * @param opened the versions that opened, oldest first
 * @param highest the highest version stored, whether it opened or not; 0 for none
 * @param seenAt {@link System#nanoTime} of the look into the store
 */
record DataKeys(List<DataKey> opened, int highest, long seenAt) {
    DataKeys {
        opened = List.copyOf(opened);
    }

    /** The key to seal with; empty when there is none or when the highest version does not open. */
    Optional<DataKey> newest() {
        return version(highest);
    }

    Optional<DataKey> oldest() {
        return opened.stream().findFirst();
    }

    Optional<DataKey> version(int version) {
        return opened.stream().filter(key -> key.version() == version).findFirst();
    }
}
