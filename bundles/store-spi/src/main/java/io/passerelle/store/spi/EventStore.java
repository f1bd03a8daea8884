// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.spi;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Events for open pages, numbered, so that a page that was away catches up and several nodes see the same. */
public interface EventStore {

    /**
     * A stored event.
     *
     * @param id increasing within the store; gaps are normal
     * @param organisation whose
     * @param user for whom; empty for everybody of the organisation
     * @param kind for example {@code integration-changed}
     * @param data JSON without personal data and without secrets
     * @param at when
     */
    record StoredEvent(
            long id, OrganisationId organisation, Optional<UserId> user, String kind, String data, Instant at) {}

    /** Appends; returns the id. */
    long append(OrganisationId organisation, Optional<UserId> user, String kind, String data, Instant at);

    /** Events for a user (and for everybody of their organisation) after an id, in order. */
    List<StoredEvent> after(UserId user, long id, int limit);

    /** The latest id, 0 for none. */
    long latest();

    /** Deletes events older than. */
    int prune(Instant before);
}
