// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.StoredEvent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Series against a window of time: whether they touch it, and their instances in it. */
final class Occurrences {
    /** Instances of one series in an expanded listing without an end. */
    static final int MAX_INSTANCES = 730;

    private Occurrences() {
    }

    /** Google's window: ends after {@code min}, starts before {@code max}; both exclusive. */
    static boolean touches(ObjectNode event, Optional<Instant> min, Optional<Instant> max, ZoneId zone) {
        if (min.isEmpty() && max.isEmpty() || !event.has("start")) {
            return true;
        }
        if (!event.has("recurrence")) {
            return inside(EventTimes.instant(event.get("start"), zone), EventTimes.instant(event.get("end"), zone), min, max);
        }
        Series series = Series.of(event);
        boolean[] found = {false};
        series.visit(at -> {
            Instant start = series.instant(at, zone);
            found[0] = inside(start, start.plus(series.length()), min, max);
            return !found[0] && (max.isEmpty() || start.isBefore(max.get()));
        });
        return found[0];
    }

    private static boolean inside(Instant start, Instant end, Optional<Instant> min, Optional<Instant> max) {
        boolean afterMin = min.isEmpty() || end.isAfter(min.get()) || start.equals(end) && !start.isBefore(min.get());
        return afterMin && (max.isEmpty() || start.isBefore(max.get()));
    }

    /** Instances of a live series: unmodified ones computed, exceptions as stored; cancelled ones only when asked for. */
    static List<ObjectNode> expand(CalendarData calendar, ObjectNode master, Optional<Instant> min, Optional<Instant> max, boolean cancelled) {
        Map<String, StoredEvent> exceptions = new HashMap<>();
        String id = master.get("id").asText();
        calendar.exceptionsOf(id).forEach(e -> exceptions.put(e.id(), e));
        List<ObjectNode> out = new ArrayList<>();
        ZoneId zone = calendar.zone();
        Series series = Series.of(master);
        series.visit(at -> {
            Instant start = series.instant(at, zone);
            if (max.isPresent() && !start.isBefore(max.get())) {
                return false;
            }
            if (!exceptions.containsKey(id + "_" + series.suffix(at)) && inside(start, start.plus(series.length()), min, max)) {
                out.add(Instances.virtual(master, series, at, calendar));
            }
            return out.size() < MAX_INSTANCES;
        });
        for (StoredEvent exception : exceptions.values()) {
            ObjectNode tree = exception.tree();
            if ((cancelled || !exception.cancelled()) && touches(tree, min, max, zone)) {
                out.add(tree);
            }
        }
        out.sort((a, b) -> EventTimes.instant(a.get("start"), zone).compareTo(EventTimes.instant(b.get("start"), zone)));
        return out;
    }
}
