// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.Events;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SyncStore;
import io.passerelle.store.spi.TokenCipher;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/**
 * What a run needs from around it.
 *
 * @param stores what it keeps
 * @param cipher sealing and fingerprints
 * @param events for open pages
 * @param clock what time it is
 * @param spool folder for the items of running syncs
 * @param node name of this node
 */
public record Ports(Stores stores, TokenCipher cipher, Events events, Clock clock, Path spool, String node) {
    public Ports {
        Objects.requireNonNull(stores);
        Objects.requireNonNull(cipher);
        Objects.requireNonNull(events);
        Objects.requireNonNull(clock);
        Objects.requireNonNull(spool);
        Objects.requireNonNull(node);
    }

    /** Mappings, cursors, fences. */
    public SyncStore sync() {
        return stores.sync();
    }

    /** Runs and held deletions. */
    public HistoryStore history() {
        return stores.history();
    }

    /** Previews, conflicts and what is needed to undo. */
    public ReviewStore review() {
        return stores.review();
    }
}
