// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import static io.passerelle.ical.event.RawEvent.parameter;
import static io.passerelle.ical.event.RawEvent.upper;

import com.github.mangstadt.vinnie.VObjectProperty;
import io.passerelle.ical.text.Texts;
import io.passerelle.ical.zone.ZoneNames;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an event is about. A reminder or participant that cannot be understood is left out; the event stays. */
final class DetailsParser {
    private final ZoneNames zones;
    private final Notes notes;

    DetailsParser(ZoneNames zones, Notes notes) {
        this.zones = zones;
        this.notes = notes;
    }

    EventDetails details(RawEvent raw, EventTime when) {
        String ownColor = raw.value("X-PASSERELLE-COLOR");
        return EventDetails.builder()
                .title(text(raw, "SUMMARY"))
                .description(text(raw, "DESCRIPTION"))
                .location(text(raw, "LOCATION"))
                .status(status(raw.value("STATUS")))
                .freeBusy("TRANSPARENT".equals(upper(raw.value("TRANSP"))) ? FreeBusy.FREE : FreeBusy.BUSY)
                .visibility(visibility(raw.value("CLASS")))
                .color(ownColor.isEmpty() ? raw.value("COLOR") : ownColor)
                .categories(raw.all("CATEGORIES").stream()
                        .flatMap(property -> Texts.list(property.getValue()).stream())
                        .toList())
                .defaultAlarms("TRUE".equals(upper(raw.value("X-PASSERELLE-DEFAULT-ALARMS"))))
                .alarms(alarms(raw, when))
                .attendees(raw.all("ATTENDEE").stream().flatMap(p -> attendee(p).stream()).toList())
                .organizer(raw.first("ORGANIZER").map(p -> address(p)).orElse(null))
                .url(raw.value("URL"))
                .build();
    }

    private static String text(RawEvent raw, String name) {
        return raw.first(name).map(property -> Texts.unescape(property.getValue())).orElse("");
    }

    private static EventStatus status(String value) {
        return switch (upper(value)) {
            case "TENTATIVE" -> EventStatus.TENTATIVE;
            case "CANCELLED" -> EventStatus.CANCELLED;
            default -> EventStatus.CONFIRMED;
        };
    }

    /** An unknown class is private (RFC 5545 §3.8.1.3). */
    private static Visibility visibility(String value) {
        return switch (upper(value)) {
            case "" -> Visibility.DEFAULT;
            case "PUBLIC" -> Visibility.PUBLIC;
            case "CONFIDENTIAL" -> Visibility.CONFIDENTIAL;
            default -> Visibility.PRIVATE;
        };
    }

    private static String address(VObjectProperty property) {
        String value = property.getValue().strip();
        return value.regionMatches(true, 0, "mailto:", 0, 7) ? value.substring(7).strip() : value;
    }

    private static Optional<Attendee> attendee(VObjectProperty property) {
        String address = address(property);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        String kind = upper(parameter(property, "CUTYPE"));
        String part = upper(parameter(property, "ROLE"));
        Attendee.Role role = "RESOURCE".equals(kind) || "ROOM".equals(kind)
                ? Attendee.Role.RESOURCE
                : part.endsWith("PARTICIPANT") && !"REQ-PARTICIPANT".equals(part)
                        ? Attendee.Role.OPTIONAL
                        : Attendee.Role.REQUIRED;
        Attendee.Answer answer = switch (upper(parameter(property, "PARTSTAT"))) {
            case "ACCEPTED" -> Attendee.Answer.ACCEPTED;
            case "DECLINED" -> Attendee.Answer.DECLINED;
            case "TENTATIVE" -> Attendee.Answer.TENTATIVE;
            default -> Attendee.Answer.NEEDS_ACTION;
        };
        return Optional.of(new Attendee(address, parameter(property, "CN"), role, answer));
    }

    private List<Alarm> alarms(RawEvent raw, EventTime when) {
        List<Alarm> alarms = new ArrayList<>();
        for (List<VObjectProperty> properties : raw.alarms()) {
            String action = RawEvent.first(properties, "ACTION").map(p -> upper(p.getValue())).orElse("");
            Optional<VObjectProperty> trigger = RawEvent.first(properties, "TRIGGER");
            if (trigger.isPresent() && !"NONE".equals(action)) {
                before(trigger.get(), when)
                        .map(b -> new Alarm(b, "EMAIL".equals(action) ? Alarm.Action.EMAIL : Alarm.Action.DISPLAY))
                        .ifPresent(alarms::add);
            }
        }
        return alarms;
    }

    private Optional<Duration> before(VObjectProperty trigger, EventTime when) {
        try {
            String value = trigger.getValue().strip();
            if (!value.isEmpty() && Character.isDigit(value.charAt(0))) {
                Stamp at = Stamp.parse(value, parameter(trigger, "TZID"), zones, notes);
                return Optional.of(Duration.between(
                        at.local().atZone(at.zone().orElse(Stamp.UTC)).toInstant(), EventTimes.start(when, Stamp.UTC)));
            }
            Duration before = Spans.parse(value).exact().negated();
            return "END".equals(upper(parameter(trigger, "RELATED")))
                    ? Optional.of(before.minus(EventTimes.length(when)))
                    : Optional.of(before);
        } catch (Malformed unusable) {
            return Optional.empty();
        }
    }
}
