// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.calendar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.host.local.web.Fields;
import io.passerelle.host.local.web.HostServlet;
import io.passerelle.ical.ExpandedOccurrence;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Visibility;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Times and details of events as the pages speak of them. */
final class EventWire {
    private static final int MOST_MINUTES = 366 * 24 * 60;

    private EventWire() {}

    static void when(ObjectNode to, EventTime when) {
        to.put("allDay", when.isAllDay());
        if (when instanceof EventTime.AllDay days) {
            // people name the last day, not the one after it
            to.put("start", days.start().toString()).put("end", days.end().minusDays(1).toString());
        } else {
            EventTime.Timed timed = (EventTime.Timed) when;
            to.put("start", timed.start().toString()).put("end", timed.end().toString());
            timed.zone().ifPresent(zone -> to.put("zone", zone.getId()));
            timed.endZone().filter(zone -> !timed.zone().equals(Optional.of(zone))).ifPresent(zone -> to.put("endZone", zone.getId()));
        }
    }

    static EventTime when(Fields body) {
        if (body.flag("allDay")) {
            LocalDate start = body.date("start");
            LocalDate last = body.date("end");
            if (last.isBefore(start)) {
                throw PasserelleException.invalid("end", "is not before the start");
            }
            return new EventTime.AllDay(start, last.plusDays(1));
        }
        LocalDateTime start = body.time("start");
        LocalDateTime end = body.time("end");
        Optional<ZoneId> zone = body.zone("zone");
        Optional<ZoneId> endZone = body.zone("endZone").or(() -> zone);
        try {
            return new EventTime.Timed(start, zone, end, endZone);
        } catch (IllegalArgumentException backwards) {
            throw PasserelleException.invalid("end", "is not before the start");
        }
    }

    static void details(ObjectNode to, EventDetails details) {
        to.put("title", details.title())
                .put("description", details.description())
                .put("location", details.location())
                .put("status", details.status().name())
                .put("freeBusy", details.freeBusy().name())
                .put("visibility", details.visibility().name());
        details.url().ifPresent(url -> to.put("url", url));
        details.organizer().ifPresent(organizer -> to.put("organizer", organizer));
        ArrayNode categories = to.putArray("categories");
        details.categories().forEach(categories::add);
        ArrayNode alarms = to.putArray("alarms");
        details.alarms().stream()
                .filter(alarm -> alarm.action() == Alarm.Action.DISPLAY)
                .forEach(alarm -> alarms.add(alarm.before().toMinutes()));
        ArrayNode attendees = to.putArray("attendees");
        details.attendees().values().forEach(attendee -> attendees.addObject()
                .put("address", attendee.address())
                .put("name", attendee.name())
                .put("answer", attendee.answer().name()));
    }

    /** What the page sent laid over what was there; fields that it does not know stay as they are. */
    static EventDetails details(Fields body, EventDetails present) {
        EventDetails.Builder to = present.toBuilder();
        if (body.has("title")) {
            to.title(body.text("title", 1024));
        }
        if (body.has("description")) {
            to.description(body.text("description", 65_536));
        }
        if (body.has("location")) {
            to.location(body.text("location", 1024));
        }
        body.choice("status", EventStatus.class).ifPresent(to::status);
        body.choice("freeBusy", FreeBusy.class).ifPresent(to::freeBusy);
        body.choice("visibility", Visibility.class).ifPresent(to::visibility);
        if (body.has("alarm")) {
            to.alarms(body.number("alarm", 0, MOST_MINUTES)
                    .map(minutes -> List.of(new Alarm(Duration.ofMinutes(minutes), Alarm.Action.DISPLAY)))
                    .orElse(List.of()));
        }
        if (body.has("categories")) {
            to.categories(body.texts("categories", 50, 100));
        }
        return to.build();
    }

    /** An occurrence on the viewer's clock. */
    static ObjectNode occurrence(ExpandedOccurrence occurrence, ZoneId viewer) {
        ObjectNode to = HostServlet.JSON.createObjectNode();
        to.put("occurrence", occurrence.id().toString());
        to.put("allDay", occurrence.when().isAllDay());
        if (occurrence.when() instanceof EventTime.AllDay days) {
            to.put("start", days.start().toString()).put("end", days.end().minusDays(1).toString());
        } else {
            EventTime.Timed timed = (EventTime.Timed) occurrence.when();
            to.put("start", local(timed.start(), timed.zone(), viewer)).put("end", local(timed.end(), timed.endZone(), viewer));
        }
        to.put("title", occurrence.details().title());
        to.put("location", occurrence.details().location());
        to.put("status", occurrence.details().status().name());
        to.put("free", occurrence.details().freeBusy() == FreeBusy.FREE);
        to.put("private", occurrence.details().visibility() != Visibility.DEFAULT
                && occurrence.details().visibility() != Visibility.PUBLIC);
        return to;
    }

    private static String local(LocalDateTime time, Optional<ZoneId> zone, ZoneId viewer) {
        return zone.map(own -> time.atZone(own).withZoneSameInstant(viewer).toLocalDateTime()).orElse(time).toString();
    }
}
