// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Events for open pages. They say what to read again; they carry ids and counts, never personal data and never secrets.
 *
 * <p>Kinds and their data (JSON): {@code providers-changed} {@code {}} (for everybody) · {@code integration-changed}
 * {@code {"integration":id}} · {@code integration-removed} {@code {"integration":id}} · {@code flow-changed}
 * {@code {"flow":id,"status":"…"}} · {@code sync-progress}
 * {@code {"integration":id,"pair":id,"run":id,"phase":"reading|applying","done":n,"total":n|null}} · {@code sync-finished}
 * {@code {"integration":id,"pair":id,"run":id,"outcome":"…"}} · {@code host-changed} {@code {"collection":id}}.
 */
public interface Events {

    /** Publishes an event for one user. */
    void publish(UserId user, String kind, String data);

    /** Publishes an event for everybody of an organisation. */
    void publish(OrganisationId organisation, String kind, String data);

    /**
     * Events for a user after an id, in order.
     *
     * @param after the last id seen; -1 for "from now on", which returns nothing but tells nothing either
     * @param limit 1 to 1,000
     */
    List<Event> after(UserId user, long after, int limit);

    /** The latest id: where a page that has just loaded everything begins. */
    long latest();

    /**
     * Calls back, at once and on some thread, whenever something may have been published; spurious calls are normal. The
     * callback does no I/O.
     */
    AutoCloseable subscribe(Runnable wake);

    /**
     * An event.
     *
     * @param id increasing
     * @param user for whom; empty for everybody
     * @param kind see above
     * @param data JSON
     */
    record Event(long id, Optional<UserId> user, String kind, String data) {}
}
