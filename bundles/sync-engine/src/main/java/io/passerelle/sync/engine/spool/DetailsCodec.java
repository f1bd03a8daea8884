// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.spool;

import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Visibility;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Times and details of events as bytes. */
final class DetailsCodec {
    private DetailsCodec() {}

    /** Longer than what {@code writeUTF} takes: descriptions may be. */
    static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    static void time(DataOutputStream out, EventTime time) throws IOException {
        out.writeBoolean(time.isAllDay());
        if (time instanceof EventTime.AllDay allDay) {
            out.writeLong(allDay.start().toEpochDay());
            out.writeLong(allDay.end().toEpochDay());
        } else if (time instanceof EventTime.Timed timed) {
            text(out, timed.start().toString());
            text(out, timed.zone().map(ZoneId::getId).orElse(""));
            text(out, timed.end().toString());
            text(out, timed.endZone().map(ZoneId::getId).orElse(""));
        }
    }

    static EventTime time(DataInputStream in) throws IOException {
        if (in.readBoolean()) {
            return new EventTime.AllDay(LocalDate.ofEpochDay(in.readLong()), LocalDate.ofEpochDay(in.readLong()));
        }
        LocalDateTime start = LocalDateTime.parse(text(in));
        Optional<ZoneId> zone = zone(in);
        LocalDateTime end = LocalDateTime.parse(text(in));
        return new EventTime.Timed(start, zone, end, zone(in));
    }

    private static Optional<ZoneId> zone(DataInputStream in) throws IOException {
        String id = text(in);
        return id.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(id));
    }

    static void details(DataOutputStream out, EventDetails details) throws IOException {
        text(out, details.title());
        text(out, details.description());
        text(out, details.location());
        out.writeByte(details.status().ordinal());
        out.writeByte(details.freeBusy().ordinal());
        out.writeByte(details.visibility().ordinal());
        text(out, details.color().orElse(""));
        out.writeInt(details.categories().size());
        for (String category : details.categories()) {
            text(out, category);
        }
        out.writeBoolean(details.defaultAlarms());
        out.writeInt(details.alarms().size());
        for (Alarm alarm : details.alarms()) {
            text(out, alarm.before().toString());
            out.writeByte(alarm.action().ordinal());
        }
        out.writeInt(details.attendees().size());
        for (Attendee attendee : details.attendees().values()) {
            text(out, attendee.address());
            text(out, attendee.name());
            out.writeByte(attendee.role().ordinal());
            out.writeByte(attendee.answer().ordinal());
        }
        text(out, details.organizer().orElse(""));
        text(out, details.url().orElse(""));
    }

    static EventDetails details(DataInputStream in) throws IOException {
        EventDetails.Builder details = EventDetails.builder()
                .title(text(in))
                .description(text(in))
                .location(text(in))
                .status(EventStatus.values()[in.readByte()])
                .freeBusy(FreeBusy.values()[in.readByte()])
                .visibility(Visibility.values()[in.readByte()])
                .color(text(in));
        List<String> categories = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            categories.add(text(in));
        }
        details.categories(categories).defaultAlarms(in.readBoolean());
        List<Alarm> alarms = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            alarms.add(new Alarm(Duration.parse(text(in)), Alarm.Action.values()[in.readByte()]));
        }
        List<Attendee> attendees = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            attendees.add(new Attendee(
                    text(in), text(in), Attendee.Role.values()[in.readByte()], Attendee.Answer.values()[in.readByte()]));
        }
        return details.alarms(alarms)
                .attendees(attendees)
                .organizer(text(in))
                .url(text(in))
                .build();
    }
}
