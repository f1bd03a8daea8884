// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import io.passerelle.model.item.Visibility;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final LocalDateTime START = LocalDateTime.of(2026, 3, 2, 9, 30, 15);

    @TempDir
    private Path folder;

    private static EventDetails rich(String description) {
        return EventDetails.builder()
                .title("Réunion \uD83D\uDE80")
                .description(description)
                .location("Lyon")
                .status(EventStatus.TENTATIVE)
                .freeBusy(FreeBusy.FREE)
                .visibility(Visibility.PRIVATE)
                .color("#ff0000")
                .categories(List.of("a", "b"))
                .defaultAlarms(true)
                .alarms(List.of(new Alarm(Duration.ofMinutes(-5), Alarm.Action.EMAIL)))
                .attendees(List.of(new Attendee(
                        "x@example.org", "X", Attendee.Role.OPTIONAL, Attendee.Answer.TENTATIVE)))
                .organizer("boss@example.org")
                .url("https://example.org/")
                .build();
    }

    private static CalendarEvent series(String uid, String description) {
        TreeMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        overrides.put(OccurrenceId.of(START.plusDays(1)), new Occurrence.Cancelled());
        overrides.put(
                OccurrenceId.of(START.plusDays(2)),
                new Occurrence.Changed(EventTime.Timed.floating(START, START.plusHours(1)), rich("other")));
        return new CalendarEvent(
                ItemUid.of(uid),
                new EventTime.Timed(
                        START,
                        Optional.of(ZoneId.of("Europe/Paris")),
                        START.plusHours(9),
                        Optional.of(ZoneId.of("America/New_York"))),
                rich(description),
                Optional.of(new Recurrence(
                        List.of(RecurrenceRule.of("FREQ=DAILY;COUNT=5")),
                        new TreeSet<>(List.of(OccurrenceId.of(START.plusDays(40)))))),
                overrides);
    }

    private static List<Item> everyKind() {
        TreeMap<FieldPath, String> properties = new TreeMap<>();
        properties.put(FieldPath.of("displayName"), "Ada");
        properties.put(FieldPath.of("emails", "ada@example.org"), "work");
        return List.of(
                series("series", "x".repeat(100_000)),
                CalendarEvent.single(
                        ItemUid.of("day"),
                        new EventTime.AllDay(LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1)),
                        EventDetails.builder().build()),
                new Contact(ItemUid.of("contact"), properties),
                new Contact(
                        ItemUid.of("face"), properties, Optional.of(new ContactPhoto("image/png", new byte[ContactPhoto.MOST_BYTES]))));
    }

    @Test
    @DisplayName("gives back every kind of item as it was put in")
    void roundTrip() {
        try (Spool spool = new Spool(folder)) {
            List<Long> positions = new ArrayList<>();
            everyKind().forEach(item -> positions.add(spool.add(item)));

            for (int i = 0; i < positions.size(); i++) {
                assertThat(spool.get(positions.get(i))).isEqualTo(everyKind().get(i));
            }
            assertThat(spool.isOnDisk()).isFalse();
        }
    }

    @Test
    @DisplayName("goes to a sealed file when there is much, reads in any order, and leaves nothing behind")
    void spillsToASealedFile() throws IOException {
        try (Spool spool = new Spool(folder)) {
            List<Long> positions = new ArrayList<>();
            for (int i = 0; i < 3000; i++) {
                positions.add(spool.add(series("uid" + i, "a secret description ".repeat(100))));
            }
            assertThat(spool.isOnDisk()).isTrue();
            for (int i : new int[] {2999, 0, 1500, 2998, 1}) {
                assertThat(spool.get(positions.get(i)).uid()).isEqualTo(ItemUid.of("uid" + i));
            }
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .doesNotContain("secret", "uid1", "Lyon");
                }
            }
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    @DisplayName("what a crash left behind is deleted at the next start")
    void cleansUp() throws IOException {
        Path spool = Files.createDirectories(folder.resolve("spool"));
        Files.writeString(spool.resolve("run123.spool"), "left");

        SpoolFolder.prepared(folder.toString());

        try (var files = Files.list(spool)) {
            assertThat(files).isEmpty();
        }
    }
}
