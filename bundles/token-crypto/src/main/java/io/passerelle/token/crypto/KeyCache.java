// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.store.spi.SealScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys used last. What was read before a removal is not put back after it. */
final class KeyCache {
    private final int capacity;
    private final Map<SealScope, DataKeys> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long removals;

    KeyCache(int capacity) {
        this.capacity = capacity;
    }

    synchronized Optional<DataKeys> get(SealScope scope) {
        return Optional.ofNullable(entries.get(scope));
    }

    /** To be asked before reading from the store and handed to {@link #put}. */
    synchronized long removals() {
        return removals;
    }

    synchronized void put(SealScope scope, DataKeys keys, long removalsBefore) {
        if (removals != removalsBefore) {
            return;
        }
        entries.put(scope, keys);
        if (entries.size() > capacity) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /** Forgets a scope, and with a user everything that their key wraps. */
    synchronized void remove(SealScope scope) {
        removals++;
        entries.remove(scope);
        if (scope instanceof SealScope.OfUser user) {
            entries.keySet()
                    .removeIf(each -> each instanceof SealScope.OfIntegration integration
                            && integration.owner().equals(user.user()));
        }
    }

    synchronized int size() {
        return entries.size();
    }
}
