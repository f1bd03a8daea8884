// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random days at Google and random writes of ours, compared with what a full pass tells. */
class GoogleMirrorTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDateTime NINE = LocalDateTime.parse("2026-03-02T09:00");
    private static final String[] STARTS = {
        "20260302T080000Z", "20260309T080000Z", "20260316T080000Z", "20260323T080000Z", "20260330T070000Z", "20260406T070000Z"
    };

    private static void mirror(Map<String, String> mirror, GoogleSide.Read read) {
        for (Change change : read.changes()) {
            assertThat(change).isNotInstanceOf(Change.Unreadable.class);
            if (change instanceof Change.Upsert upsert) {
                mirror.put(upsert.ref().value(), upsert.revision() + " " + upsert.item().orElseThrow().fields());
            } else {
                mirror.remove(change.ref().value());
            }
        }
    }

    private static void someEdit(GoogleSide side, List<String> ids, Random random) {
        String time = "'start':{'dateTime':'2026-03-02T09:00:00+01:00','timeZone':'Europe/Paris'},"
                + "'end':{'dateTime':'2026-03-02T09:30:00+01:00','timeZone':'Europe/Paris'}";
        if (ids.isEmpty() || random.nextInt(4) == 0) {
            String rule = random.nextBoolean() ? ",'recurrence':['RRULE:FREQ=WEEKLY;COUNT=6']" : "";
            ids.add(side.insert("{'summary':'New'," + time + rule + "}").get("id").asText());
            return;
        }
        String id = ids.get(random.nextInt(ids.size()));
        ObjectNode event = side.google.event(GoogleSide.ANN, id);
        if (event.path("status").asText().equals("cancelled")) {
            return;
        }
        boolean series = event.has("recurrence");
        String instance = id + "_" + STARTS[random.nextInt(STARTS.length)];
        switch (random.nextInt(7)) {
            case 0 -> side.google.userDeletes(GoogleSide.ANN, id);
            case 1 -> side.edit(id, "{'summary':'Title " + random.nextInt(100) + "'}");
            case 2 -> side.edit(id, series ? "{'recurrence':null}" : "{" + time + ",'recurrence':['RRULE:FREQ=WEEKLY;COUNT=6']}");
            default -> {
                if (series && known(side, instance)) {
                    if (random.nextInt(3) == 0) {
                        side.google.userDeletes(GoogleSide.ANN, instance);
                    } else {
                        side.edit(instance, "{'location':'Room " + random.nextInt(100) + "'}");
                    }
                }
            }
        }
    }

    private static boolean known(GoogleSide side, String instance) {
        try {
            return !side.google.event(GoogleSide.ANN, instance).path("status").asText().equals("cancelled");
        } catch (RuntimeException none) {
            return false;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("A mirror fed by deltas equals a full pass, whatever people do at Google")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void deltas(long seed) {
        Random random = new Random(seed);
        try (GoogleSide side = new GoogleSide()) {
            ItemCollection calendar = side.open();
            List<String> ids = new ArrayList<>();
            Map<String, String> mirror = new TreeMap<>();
            Cursor cursor = Cursor.START;
            for (int round = 0; round < 12; round++) {
                for (int edit = random.nextInt(6); edit >= 0; edit--) {
                    someEdit(side, ids, random);
                }
                GoogleSide.Read read = GoogleSide.read(calendar, cursor);
                mirror(mirror, read);
                cursor = read.next().orElseThrow();
                Map<String, String> full = new TreeMap<>();
                mirror(full, GoogleSide.read(calendar, Cursor.START));
                assertThat(mirror).as("round " + round).isEqualTo(full);
            }
        }
    }

    private static CalendarEvent some(Random random) {
        EventDetails details = details(random);
        if (random.nextInt(4) == 0) {
            return CalendarEvent.single(ItemUid.of("uid@host.example"), nine(), details);
        }
        TreeMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        for (int week = 0; week < 6; week++) {
            LocalDateTime start = NINE.plusWeeks(week);
            int kind = random.nextInt(5);
            if (kind == 0) {
                overrides.put(OccurrenceId.of(start), new Occurrence.Cancelled());
            } else if (kind == 1) {
                LocalDateTime moved = start.plusHours(1 + random.nextInt(5));
                overrides.put(
                        OccurrenceId.of(start),
                        new Occurrence.Changed(EventTime.Timed.of(moved, moved.plusMinutes(20), PARIS), details(random)));
            }
        }
        return new CalendarEvent(
                ItemUid.of("uid@host.example"),
                nine(),
                details,
                Optional.of(Recurrence.of(RecurrenceRule.of("FREQ=WEEKLY;COUNT=6"))),
                overrides);
    }

    private static EventTime nine() {
        return EventTime.Timed.of(NINE, NINE.plusMinutes(30), PARIS);
    }

    private static EventDetails details(Random random) {
        EventDetails.Builder details = EventDetails.builder().title("Title " + random.nextInt(3));
        if (random.nextBoolean()) {
            details.location("Room " + random.nextInt(3));
        }
        if (random.nextInt(3) == 0) {
            details.alarms(List.of(new Alarm(Duration.ofMinutes(random.nextInt(60)), Alarm.Action.DISPLAY)));
        }
        return details.build();
    }

    private static Set<FieldPath> differing(SortedMap<FieldPath, String> a, SortedMap<FieldPath, String> b) {
        Set<FieldPath> paths = new TreeSet<>(a.keySet());
        paths.addAll(b.keySet());
        paths.removeIf(path -> Optional.ofNullable(a.get(path)).equals(Optional.ofNullable(b.get(path))));
        return paths;
    }

    @ParameterizedTest(name = "seed {0}")
    @DisplayName("Whatever an event or a series is changed into, Google then has exactly that")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void writes(long seed) {
        Random random = new Random(seed);
        try (GoogleSide side = new GoogleSide()) {
            ItemCollection calendar = side.open();
            CalendarEvent wanted = some(random);
            WriteResult.Done done = (WriteResult.Done)
                    calendar.write(List.of(new Write.Create("0".repeat(32), wanted))).get(0);
            ItemRef ref = done.ref();
            for (int round = 0; round < 12; round++) {
                CalendarEvent stored = (CalendarEvent) done.stored().orElseThrow();
                assertThat(stored.fields()).as("round " + round).isEqualTo(wanted.fields());
                GoogleSide.Read read = GoogleSide.read(calendar, Cursor.START);
                assertThat(read.item(ref.value()).fields()).as("round " + round).isEqualTo(wanted.fields());
                Revision revision = ((Change.Upsert) read.of(ref.value())).revision();
                assertThat(revision).isEqualTo(done.revision());
                CalendarEvent next = some(random);
                Set<FieldPath> fields = differing(wanted.fields(), next.fields());
                if (!fields.isEmpty()) {
                    WriteResult result = calendar.write(List.of(new Write.Update(ref, revision, next, fields))).get(0);
                    assertThat(result).as("round " + round + " " + fields).isInstanceOf(WriteResult.Done.class);
                    done = (WriteResult.Done) result;
                    wanted = next;
                }
            }
            assertThat(side.google.outbox().sent()).isZero();
        }
    }
}
