// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SyncStore;
import java.util.Objects;

/**
 * What a run keeps.
 *
 * @param sync mappings, cursors, fences
 * @param history runs and held deletions
 * @param review previews, conflicts and what is needed to undo
 * @param consent notes that the settings of a pair may be carried out
 */
public record Stores(SyncStore sync, HistoryStore history, ReviewStore review, Consent consent) {
    public Stores {
        Objects.requireNonNull(sync);
        Objects.requireNonNull(history);
        Objects.requireNonNull(review);
        Objects.requireNonNull(consent);
    }

    /** Notes the consent to what the settings of a pair lead to. */
    @FunctionalInterface
    public interface Consent {
        /**
         * Marks the pair as confirmed.
         *
         * @param seen the settings that were seen; when they are others by now, nothing happens
         */
        void confirm(OrganisationId organisation, SyncPair seen);
    }
}
