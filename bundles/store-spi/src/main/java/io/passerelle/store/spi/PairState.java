// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.collection.Cursor;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the synchronisation of a pair stands.
 *
 * @param hostCursor from where the host is read next
 * @param providerCursor from where the provider is read next
 * @param settingsVersion digest of the settings the cursors were obtained under; another one asks for a full pass
 * @param lastFullPass when everything was read last
 * @param lastSuccess when a run last ended well
 * @param fence counts the runs that were begun; a batch is committed only under the fence of its run
 */
public record PairState(
        Cursor hostCursor,
        Cursor providerCursor,
        String settingsVersion,
        Optional<Instant> lastFullPass,
        Optional<Instant> lastSuccess,
        long fence) {
    /** Nothing was synced yet. */
    public static final PairState NEW =
            new PairState(Cursor.START, Cursor.START, "", Optional.empty(), Optional.empty(), 0);

    public PairState {
        Objects.requireNonNull(hostCursor);
        Objects.requireNonNull(providerCursor);
        Objects.requireNonNull(settingsVersion);
        Objects.requireNonNull(lastFullPass);
        Objects.requireNonNull(lastSuccess);
    }
}
