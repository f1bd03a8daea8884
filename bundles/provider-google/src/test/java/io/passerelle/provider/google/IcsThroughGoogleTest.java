// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.ical.ICalendarReader;
import io.passerelle.ical.ReadProblem;
import io.passerelle.ical.ReadSummary;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.item.CalendarEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Calendar files of the world, imported, sent to Google and read back: compared by meaning, field by field. */
class IcsThroughGoogleTest {
    private static final AsGoogle AS_GOOGLE = new AsGoogle(ZoneId.of("Europe/Paris"));
    private static final int AT_ONCE = 50;

    /** A file as it was imported. */
    private record Imported(List<CalendarEvent> events, List<ReadProblem> problems, ReadSummary summary) {
        static Imported of(Path file) throws IOException {
            List<CalendarEvent> events = new ArrayList<>();
            List<ReadProblem> problems = new ArrayList<>();
            try (InputStream in = Files.newInputStream(file)) {
                return new Imported(events, problems, new ICalendarReader().read(in, events::add, problems::add));
            }
        }
    }

    @TestFactory
    @DisplayName("A36 every event of a file is imported or reported, and comes back from Google meaning the same")
    Stream<DynamicTest> thereAndBack() throws IOException {
        return CorpusFiles.of("ics").stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> survives(Imported.of(file))));
    }

    private static void survives(Imported file) {
        if (file.events().isEmpty()) {
            assertThat(file.summary().events() == 0 || !file.problems().isEmpty()).as("taken or reported").isTrue();
            return;
        }
        try (GoogleSide side = new GoogleSide();
                ItemCollection calendar = side.open()) {
            for (int from = 0; from < file.events().size(); from += AT_ONCE) {
                survive(calendar, file.events().subList(from, Math.min(file.events().size(), from + AT_ONCE)));
            }
            assertThat(side.google.outbox().sent()).as("mails to people").isZero();
        }
    }

    private static void survive(ItemCollection calendar, List<CalendarEvent> events) {
        List<Write> writes = events.stream()
                .<Write>map(event -> new Write.Create(UUID.randomUUID().toString().replace("-", ""), event))
                .toList();
        List<WriteResult> results = calendar.write(writes);
        assertThat(results).hasSameSizeAs(writes);
        IntStream.range(0, events.size()).forEach(i -> {
            if (results.get(i) instanceof WriteResult.Done done) {
                Fetched.Found found = (Fetched.Found) calendar.fetch(List.of(done.ref())).get(0);
                assertThat(done.stored()).as("what is said to be stored").contains(found.item());
                assertThat(AS_GOOGLE.differences(events.get(i), (CalendarEvent) found.item())).isEmpty();
            } else {
                assertThat(((WriteResult.Failed) results.get(i)).code()).isEqualTo(ErrorCode.ITEM_REJECTED);
            }
        });
    }

    @Test
    @DisplayName("A36 what is malformed or what Google cannot have is reported one by one, and the rest is there")
    void reported() throws IOException {
        Imported file = Imported.of(CorpusFiles.of("ics").stream()
                .filter(path -> path.endsWith("malformed-among-good.ics"))
                .findFirst()
                .orElseThrow());

        assertThat(file.problems()).extracting(ReadProblem::reason)
                .containsExactlyInAnyOrder(ReadProblem.Reason.BAD_TIME, ReadProblem.Reason.BAD_RULE);
        try (GoogleSide side = new GoogleSide();
                ItemCollection calendar = side.open()) {
            List<WriteResult> results = calendar.write(file.events().stream()
                    .<Write>map(event -> new Write.Create(UUID.randomUUID().toString().replace("-", ""), event))
                    .toList());

            assertThat(results).hasSize(3);
            assertThat(results).filteredOn(WriteResult.Failed.class::isInstance).singleElement().satisfies(failed ->
                    assertThat(((WriteResult.Failed) failed).detail()).contains("cancelled"));
            assertThat(side.google.live(GoogleSide.ANN)).extracting(event -> event.path("summary").asText())
                    .containsExactlyInAnyOrder("Good before", "Good after");
        }
    }
}
