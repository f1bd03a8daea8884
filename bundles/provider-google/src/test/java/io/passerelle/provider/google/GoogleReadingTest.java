// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.sandbox.fault.Journal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GoogleReadingTest {
    private static final String SERIES = "{'summary':'Stand-up','start':{'dateTime':'2026-03-02T09:00:00+01:00',"
            + "'timeZone':'Europe/Paris'},'end':{'dateTime':'2026-03-02T09:15:00+01:00','timeZone':'Europe/Paris'},"
            + "'recurrence':['RRULE:FREQ=WEEKLY;COUNT=10']}";
    private static final String PLAIN = "{'summary':'Lunch','start':{'dateTime':'2026-03-03T12:00:00+01:00'},"
            + "'end':{'dateTime':'2026-03-03T13:00:00+01:00'}}";

    private final GoogleSide side = new GoogleSide();

    @AfterEach
    void close() {
        side.close();
    }

    private static OccurrenceId at(String text) {
        return OccurrenceId.of(LocalDateTime.parse(text));
    }

    @Test
    @DisplayName("B01 a full pass follows every page and takes the token of the last one")
    void fullPass() {
        side.google.seed(GoogleSide.ANN, 5001, 7);
        ItemCollection calendar = side.open();
        side.google.journal().clear();

        GoogleSide.Read read = GoogleSide.read(calendar, Cursor.START);

        assertThat(read.next()).isPresent();
        assertThat(read.changes().stream().filter(Change.Unreadable.class::isInstance)).isEmpty();
        int resources = side.google.dump(GoogleSide.ANN).size();
        assertThat(side.google.journal().count("events.list")).isEqualTo((resources + 2499) / 2500);
        assertThat(side.google.journal().httpRequests()).isEqualTo((resources + 2499) / 2500);
        long items = side.google.live(GoogleSide.ANN).stream().filter(e -> !e.has("recurringEventId")).count();
        assertThat(read.changes().stream().filter(Change.Upsert.class::isInstance).count()).isEqualTo(items);
    }

    @Test
    @DisplayName("A11 a second run without changes makes one request")
    void nothingChanged() {
        side.google.seed(GoogleSide.ANN, 300, 7);
        ItemCollection calendar = side.open();
        Cursor cursor = GoogleSide.read(calendar, Cursor.START).next().orElseThrow();
        side.google.journal().clear();

        GoogleSide.Read read = GoogleSide.read(calendar, cursor);

        assertThat(read.changes()).isEmpty();
        assertThat(side.google.journal().httpRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName("B02 a delta asks with the same parameters as the first call and without window or order")
    void sameParameters() {
        ItemCollection calendar = side.open();
        side.google.journal().clear();
        Cursor cursor = GoogleSide.read(calendar, Cursor.START).next().orElseThrow();
        GoogleSide.read(calendar, cursor);

        List<String> queries = side.google.journal().entries().stream().map(Journal.Entry::query).toList();
        assertThat(queries).hasSize(2);
        assertThat(queries.get(1).replaceAll("&?syncToken=[^&]*", "")).isEqualTo(queries.get(0));
        assertThat(queries.get(1)).doesNotContain("timeM", "orderBy", "updatedMin", "&q=");
    }

    @Test
    @DisplayName("B03 an expired sync token is a result")
    void expired() {
        ItemCollection calendar = side.open();
        Cursor cursor = GoogleSide.read(calendar, Cursor.START).next().orElseThrow();
        side.google.expireSyncTokens(GoogleSide.ANN);

        assertThat(GoogleSide.read(calendar, cursor).isExpired()).isTrue();
    }

    @Test
    @DisplayName("A33 a series with a moved and a cancelled instance is one item, without another request")
    void seriesInFullPass() {
        String id = side.insert(SERIES).get("id").asText();
        side.edit(id + "_20260309T080000Z", "{'start':{'dateTime':'2026-03-09T10:00:00+01:00'},"
                + "'end':{'dateTime':'2026-03-09T10:15:00+01:00'}}");
        side.google.userDeletes(GoogleSide.ANN, id + "_20260316T080000Z");
        ItemCollection calendar = side.open();
        side.google.journal().clear();

        GoogleSide.Read read = GoogleSide.read(calendar, Cursor.START);

        assertThat(read.changes()).hasSize(1);
        CalendarEvent item = read.item(id);
        assertThat(item.overrides()).hasSize(2);
        assertThat(item.overrides().get(at("2026-03-16T09:00"))).isInstanceOf(Occurrence.Cancelled.class);
        Occurrence.Changed moved = (Occurrence.Changed) item.overrides().get(at("2026-03-09T09:00"));
        assertThat(moved.when().canonical()).startsWith("2026-03-09T10:00[Europe/Paris]");
        assertThat(side.google.journal().httpRequests()).isEqualTo(1);
    }

    @Test
    @DisplayName("A full pass, a delta and a fetch give a series the same revision and content")
    void sameRevision() {
        String id = side.insert(SERIES).get("id").asText();
        ItemCollection calendar = side.open();
        Cursor start = GoogleSide.read(calendar, Cursor.START).next().orElseThrow();
        side.google.userDeletes(GoogleSide.ANN, id + "_20260316T080000Z");
        side.edit(id + "_20260309T080000Z", "{'summary':'Retro'}");

        Change.Upsert delta = (Change.Upsert) GoogleSide.read(calendar, start).of(id);
        Change.Upsert full = (Change.Upsert) GoogleSide.read(calendar, Cursor.START).of(id);
        Fetched.Found fetched = GoogleSide.fetch(calendar, id);

        assertThat(delta.revision()).isEqualTo(full.revision()).isEqualTo(fetched.revision());
        assertThat(delta.item().orElseThrow().fields())
                .isEqualTo(full.item().orElseThrow().fields())
                .isEqualTo(fetched.item().fields());
    }

    @Test
    @DisplayName("B10 a cancelled instance in a delta becomes a cancelled override of its series")
    void cancelledInstance() {
        String id = side.insert(SERIES).get("id").asText();
        ItemCollection calendar = side.open();
        Cursor cursor = GoogleSide.read(calendar, Cursor.START).next().orElseThrow();
        side.google.userDeletes(GoogleSide.ANN, id + "_20260316T080000Z");

        GoogleSide.Read read = GoogleSide.read(calendar, cursor);

        assertThat(read.item(id).overrides()).containsOnlyKeys(at("2026-03-16T09:00"));
    }

    @Test
    @DisplayName("B07 a deleted event is a tombstone")
    void deleted() {
        String id = side.insert(PLAIN).get("id").asText();
        ItemCollection calendar = side.open();
        Cursor cursor = GoogleSide.read(calendar, Cursor.START).next().orElseThrow();
        side.google.userDeletes(GoogleSide.ANN, id);

        assertThat(GoogleSide.read(calendar, cursor).changes())
                .containsExactly(new Change.Tombstone(ItemRef.of(id)));
    }

    @Test
    @DisplayName("B07 a deleted series is a tombstone, also when its exceptions changed before")
    void deletedSeries() {
        String id = side.insert(SERIES).get("id").asText();
        ItemCollection calendar = side.open();
        Cursor cursor = GoogleSide.read(calendar, Cursor.START).next().orElseThrow();
        side.edit(id + "_20260309T080000Z", "{'summary':'Retro'}");
        side.google.userDeletes(GoogleSide.ANN, id);

        GoogleSide.Read read = GoogleSide.read(calendar, cursor);

        assertThat(read.changes()).allMatch(Change.Tombstone.class::isInstance);
        assertThat(read.of(id)).isInstanceOf(Change.Tombstone.class);
    }

    @Test
    @DisplayName("A16 many changed series are read in batches, not one by one")
    void batchedSeries() {
        List<String> ids = java.util.stream.IntStream.range(0, 30)
                .mapToObj(i -> side.insert(SERIES).get("id").asText())
                .toList();
        ItemCollection calendar = side.open();
        Cursor cursor = GoogleSide.read(calendar, Cursor.START).next().orElseThrow();
        ids.forEach(id -> side.edit(id + "_20260309T080000Z", "{'summary':'Retro'}"));
        side.google.journal().clear();

        GoogleSide.Read read = GoogleSide.read(calendar, cursor);

        assertThat(read.changes()).hasSize(30);
        assertThat(side.google.journal().httpRequests()).isEqualTo(3);
    }

    @Test
    @DisplayName("A plain event that became a series and one that stopped being a series are followed")
    void kindChanges() {
        ObjectNode event = side.insert(PLAIN.replace("+01:00'", "+01:00','timeZone':'Europe/Paris'"));
        String single = event.get("id").asText();
        String series = side.insert(SERIES).get("id").asText();
        ItemCollection calendar = side.open();
        Cursor cursor = GoogleSide.read(calendar, Cursor.START).next().orElseThrow();
        side.edit(single, "{'recurrence':['RRULE:FREQ=DAILY;COUNT=3']}");
        side.edit(series, "{'recurrence':null}");

        GoogleSide.Read read = GoogleSide.read(calendar, cursor);

        assertThat(read.item(single).recurrence()).isPresent();
        assertThat(read.item(series).recurrence()).isEmpty();
    }

    @Test
    @DisplayName("A fetch answers for each address: found, gone")
    void fetch() {
        String id = side.insert(PLAIN).get("id").asText();
        String gone = side.insert(PLAIN).get("id").asText();
        side.google.userDeletes(GoogleSide.ANN, gone);
        ItemCollection calendar = side.open();

        List<Fetched> found =
                calendar.fetch(List.of(ItemRef.of(id), ItemRef.of(gone), ItemRef.of("neverthere")));

        assertThat(found).hasSize(3);
        assertThat(found.stream().filter(Fetched.Gone.class::isInstance)).hasSize(2);
    }

    @Test
    @DisplayName("B22 a calendar shared for reading is read only, and writes to it are refused without a request")
    void readOnly() {
        side.google.addAccount("bob@gmail.example", "Bob", "Europe/Paris");
        side.google.share("bob@gmail.example", GoogleSide.ANN, "reader");

        List<CollectionInfo> calendars = side.connector().collections();

        assertThat(calendars.get(0).primary()).isTrue();
        assertThat(calendars.get(0).access()).isEqualTo(Access.READ_WRITE);
        CollectionInfo bobs = calendars.stream()
                .filter(c -> c.id().value().equals("bob@gmail.example"))
                .findFirst()
                .orElseThrow();
        assertThat(bobs.access()).isEqualTo(Access.READ);
        ItemCollection calendar = side.connector().open(bobs.id());
        side.google.journal().clear();
        Assertions.assertThatThrownBy(() -> calendar.write(List.of(new Write.Delete(ItemRef.of("x"), Revision.of("y")))))
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.COLLECTION_READ_ONLY));
        assertThat(side.google.journal().httpRequests()).isZero();
    }

    @Test
    @DisplayName("D10 without the write capability every calendar is read only")
    void grantedRead() {
        assertThat(side.connector(Set.of(Capability.CALENDAR_READ)).collections())
                .allMatch(info -> info.access() == Access.READ);
    }

    @Test
    @DisplayName("B23 a calendar that is not in the list is gone")
    void calendarGone() {
        Assertions.assertThatThrownBy(() -> side.connector().open(CollectionId.of("nobody@gmail.example")))
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.COLLECTION_GONE));
    }
}
