// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.StoredEvent;
import io.passerelle.sandbox.state.World;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person sees of a calendar between two moments: single events and instances, in order. */
public final class Agenda {
    private final World world;

    public Agenda(World world) {
        this.world = world;
    }

    public List<ObjectNode> between(String calendarId, Instant from, Instant to) {
        return world.locked(() -> {
            CalendarData calendar = world.calendar(calendarId).orElseThrow(() -> new IllegalArgumentException("No calendar"));
            List<ObjectNode> out = new ArrayList<>();
            ZoneId zone = calendar.zone();
            for (StoredEvent event : calendar.all()) {
                if (!event.cancelled() && event.masterId() == null) {
                    ObjectNode tree = event.tree();
                    if (tree.has("recurrence")) {
                        out.addAll(Occurrences.expand(calendar, tree, Optional.of(from), Optional.of(to), false));
                    } else if (Occurrences.touches(tree, Optional.of(from), Optional.of(to), zone)) {
                        out.add(tree);
                    }
                }
            }
            out.sort((a, b) -> EventTimes.instant(a.get("start"), zone).compareTo(EventTimes.instant(b.get("start"), zone)));
            return out;
        });
    }
}
