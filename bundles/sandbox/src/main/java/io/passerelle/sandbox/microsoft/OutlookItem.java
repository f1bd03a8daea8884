// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One state of an event or a contact.
 *
 * @param id       immutable id
 * @param tree     its properties, times as they were given
 * @param master   id of the series an exception belongs to
 * @param deleted  whether only its trace is left
 * @param version  grows with every change in the mailbox
 * @param created  when it came into being
 * @param modified when this state did
 * @param history  earlier states, oldest first, as far as windows need them
 */
record OutlookItem(String id, ObjectNode tree, Optional<String> master, boolean deleted, long version, Instant created, Instant modified,
        List<OutlookItem> history) {
    private static final int KEPT = 20;

    static OutlookItem fresh(String id, ObjectNode tree, Optional<String> master, long version, Instant now) {
        return new OutlookItem(id, tree, master, false, version, now, now, List.of());
    }

    OutlookItem next(ObjectNode now, boolean gone, long nextVersion, Instant at) {
        List<OutlookItem> earlier = new ArrayList<>(history);
        earlier.add(new OutlookItem(id, tree, master, deleted, version, created, modified, List.of()));
        return new OutlookItem(id, now, master, gone, nextVersion, created, at,
                List.copyOf(earlier.subList(Math.max(0, earlier.size() - KEPT), earlier.size())));
    }

    /** The state at an earlier version of the mailbox; empty when there was none. */
    Optional<OutlookItem> asOf(long earlier) {
        if (version <= earlier) {
            return Optional.of(this);
        }
        return history.stream().filter(state -> state.version() <= earlier).reduce((first, second) -> second);
    }

    boolean series() {
        return tree.hasNonNull("recurrence");
    }

    String changeKey() {
        return "CQAAABYAAAA" + Long.toString(version, 36);
    }

    String etag() {
        return "W/\"" + changeKey() + "\"";
    }

    @Override
    public String toString() {
        return "OutlookItem " + id;
    }
}
