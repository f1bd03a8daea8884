// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.dav.FaultyServer.Fault;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Visibility;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What single answers of servers lead to. */
class DavAnswersTest {
    private FaultyServer server;
    private DavClient client;

    static String event(String uid, String title, String... lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Somebody//EN\r\nBEGIN:VEVENT\r\nUID:" + uid
                + "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20260302\r\nDTEND;VALUE=DATE:20260303\r\nSUMMARY:" + title
                + "\r\n" + String.join("\r\n", lines) + (lines.length > 0 ? "\r\n" : "") + "END:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private static CalendarEvent item(String uid, String title) {
        return CalendarEvent.single(
                ItemUid.of(uid),
                new EventTime.AllDay(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3)),
                EventDetails.builder().title(title).build());
    }

    private static String key(int number) {
        return "%032x".formatted(number);
    }

    private ItemCollection open(MeetingPolicy meetings, Fault... faults) {
        server = new FaultyServer(Set.of(faults));
        client = DavClient.of(DavAccount.at(server.root())
                .plainHttp(true)
                .addresses(AddressGuard.ANY)
                .meetings(meetings)
                .build());
        return client.open(CollectionId.of(FaultyServer.HOME));
    }

    private ItemCollection open(Fault... faults) {
        return open(MeetingPolicy.PLAIN, faults);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private record Read(List<Change> changes, FeedStep last) {
        Cursor cursor() {
            return ((FeedStep.End) last).next();
        }
    }

    private static Read read(ItemCollection collection, Cursor cursor) {
        List<Change> changes = new ArrayList<>();
        try (ChangeFeed feed = collection.changesSince(cursor)) {
            FeedStep step = feed.next();
            while (step instanceof FeedStep.Page page) {
                changes.addAll(page.changes());
                step = feed.next();
            }
            return new Read(changes, step);
        }
    }

    private long count(String method) {
        return server.asked().stream().filter(asked -> asked.method().equals(method)).count();
    }

    @Test
    @DisplayName("a server without sync-collection is read by its CTag: unchanged is one small request, changed is an expired cursor")
    void tags() {
        ItemCollection collection = open(Fault.NO_SYNC);
        server.put("one.ics", event("1", "one"));
        Read all = read(collection, Cursor.START);
        assertThat(all.changes()).hasSize(1);
        int before = server.asked().size();

        assertThat(read(collection, all.cursor()).changes()).isEmpty();

        assertThat(server.asked()).hasSize(before + 1);
        server.put("two.ics", event("2", "two"));
        assertThat(read(collection, all.cursor()).last()).isInstanceOf(FeedStep.Expired.class);
    }

    @Test
    @DisplayName("a server with neither is read by its listing")
    void listings() {
        ItemCollection collection = open(Fault.NO_TAG);
        server.put("one.ics", event("1", "one"));
        Read all = read(collection, Cursor.START);

        assertThat(read(collection, all.cursor()).cursor()).isEqualTo(all.cursor());

        server.put("one.ics", event("1", "changed"));
        assertThat(read(collection, all.cursor()).last()).isInstanceOf(FeedStep.Expired.class);
    }

    @Test
    @DisplayName("19 what a server lists outside the collection does not exist")
    void foreignAddresses() {
        ItemCollection collection = open(Fault.FOREIGN_HREFS);
        server.put("mine.ics", event("1", "mine"));

        assertThat(read(collection, Cursor.START).changes()).extracting(Change::ref).containsExactly(ItemRef.of("mine.ics"));
        assertThat(collection.fetch(List.of(ItemRef.of("../bob/secret.ics"), ItemRef.of("..")))).allMatch(Fetched.Gone.class::isInstance);
        assertThat(server.asked()).noneMatch(asked -> asked.path().contains("bob"));
    }

    @Test
    @DisplayName("an unchanged calendar costs one request")
    void unchanged() {
        ItemCollection collection = open();
        server.put("one.ics", event("1", "one"));
        Cursor cursor = read(collection, Cursor.START).cursor();
        try (DavClient again = DavClient.of(
                DavAccount.at(server.root()).plainHttp(true).addresses(AddressGuard.ANY).build())) {
            ItemCollection opened = again.open(CollectionId.of(FaultyServer.HOME));

            assertThat(read(opened, cursor).changes()).isEmpty();

            assertThat(opened.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a hundred creations cost a hundred writes and at most three requests more; further ones nothing more")
    void requests() {
        ItemCollection collection = open();
        List<Write> first = new ArrayList<>();
        List<Write> second = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            first.add(new Write.Create(key(i), item("uid" + i, "title")));
            second.add(new Write.Create(key(1000 + i), item("uid" + (1000 + i), "title")));
        }

        assertThat(collection.write(first)).allMatch(WriteResult.Done.class::isInstance);
        assertThat(server.asked()).hasSizeLessThanOrEqualTo(104);
        int before = server.asked().size();

        assertThat(collection.write(second)).allMatch(WriteResult.Done.class::isInstance);
        assertThat(server.asked()).hasSize(before + 100);
    }

    @Test
    @DisplayName("where conditions are ignored, a hundred creations cost one multiget more, each time")
    void ignoredConditions() {
        ItemCollection collection = open(Fault.IGNORES_CONDITIONS);
        collection.write(List.of(new Write.Create(key(1), item("1", "mine"))));
        server.put(key(1) + ".ics", event("1", "changed by somebody"));
        List<WriteResult> results = collection.write(List.of(new Write.Create(key(1), item("1", "mine"))));

        assertThat(results.get(0)).isInstanceOf(WriteResult.Done.class);
        assertThat(server.text(key(1) + ".ics")).contains("changed by somebody");
        assertThat(count("REPORT")).isEqualTo(3);
    }

    @Test
    @DisplayName("A28 where conditions are ignored, a deletion of what changed meanwhile is not carried out")
    void deletionOfTheChanged() {
        ItemCollection collection = open(Fault.IGNORES_CONDITIONS);
        WriteResult.Done done = (WriteResult.Done)
                collection.write(List.of(new Write.Create(key(1), item("1", "mine")))).get(0);
        server.put(key(1) + ".ics", event("1", "changed by somebody"));

        assertThat(collection.write(List.of(new Write.Delete(done.ref(), done.revision()))))
                .containsExactly(new WriteResult.Changed(done.ref()));
        assertThat(server.text(key(1) + ".ics")).contains("changed by somebody");
    }

    @Test
    @DisplayName("62 an update leaves every line that it does not mean")
    void otherLinesStay() {
        ItemCollection collection = open();
        String text = event("1", "before", "X-FOO;A=\"b:c\":bar", "ATTACH:https://example.org/a", "CLASS:PUBLIC", "SEQUENCE:2");
        server.put("one.ics", text);
        Change.Upsert seen = (Change.Upsert) read(collection, Cursor.START).changes().get(0);

        WriteResult result = collection
                .write(List.of(new Write.Update(
                        seen.ref(), seen.revision(), item("1", "after"), Set.of(FieldPath.of("title")))))
                .get(0);

        assertThat(result).isInstanceOf(WriteResult.Done.class);
        assertThat(server.text("one.ics").lines().filter(line -> !line.startsWith("DTSTAMP") && !line.startsWith("LAST-MODIFIED")))
                .containsExactlyElementsOf(text.replace("SUMMARY:before", "SUMMARY:after").lines().filter(line -> !line.startsWith("DTSTAMP")).toList());
    }

    @Test
    @DisplayName("CLASS:PUBLIC, which servers add, is no visibility that somebody chose; one that was chosen stays")
    void publicByDefault() {
        ItemCollection collection = open();
        server.put("one.ics", event("1", "one", "CLASS:PUBLIC"));
        CalendarEvent chosen = item("2", "two");
        chosen = CalendarEvent.single(
                chosen.uid(), chosen.when(), chosen.details().toBuilder().visibility(Visibility.PUBLIC).build());
        ItemRef made = ((WriteResult.Done)
                        collection.write(List.of(new Write.Create(key(2), chosen))).get(0))
                .ref();

        assertThat(visibility(collection, ItemRef.of("one.ics"))).isEqualTo(Visibility.DEFAULT);
        assertThat(visibility(collection, made)).isEqualTo(Visibility.PUBLIC);
    }

    private static Visibility visibility(ItemCollection collection, ItemRef ref) {
        Fetched.Found found = (Fetched.Found) collection.fetch(List.of(ref)).get(0);
        return ((CalendarEvent) found.item()).details().visibility();
    }

    @Test
    @DisplayName("an answer that is lost is looked for: the item is there once, and it is done")
    void lostAnswer() {
        ItemCollection collection = open(Fault.LOSES_ANSWER, Fault.UNIQUE_UIDS);

        List<WriteResult> results = collection.write(List.of(new Write.Create(key(1), item("1", "mine"))));

        assertThat(results.get(0)).isInstanceOf(WriteResult.Done.class);
        assertThat(read(collection, Cursor.START).changes()).hasSize(1);
    }

    @Test
    @DisplayName("one broken item is reported and the others are read; a task is none of ours")
    void brokenItems() {
        ItemCollection collection = open();
        server.put("good.ics", event("1", "good"));
        server.put("broken.ics", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        server.put("task.ics", "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:3\r\nEND:VTODO\r\nEND:VCALENDAR\r\n");
        List<Fetched> fetched =
                collection.fetch(List.of(ItemRef.of("good.ics"), ItemRef.of("broken.ics"), ItemRef.of("task.ics")));

        assertThat(fetched.get(0)).isInstanceOf(Fetched.Found.class);
        assertThat(fetched.get(1))
                .isInstanceOfSatisfying(
                        Fetched.Unreadable.class, broken -> assertThat(broken.code()).isEqualTo(ErrorCode.ITEM_MALFORMED));
        assertThat(fetched.get(2)).isInstanceOf(Fetched.Gone.class);
    }

    @Test
    @DisplayName("a meeting is held where its server would mail people, and keeps its participants; a copy is made without")
    void meetings() {
        ItemCollection collection = open(MeetingPolicy.QUIET);
        String meeting = event("1", "meeting", "ORGANIZER:mailto:ann@example.org", "ATTENDEE:mailto:bob@example.org");
        server.put("one.ics", meeting);
        Change.Upsert seen = (Change.Upsert) read(collection, Cursor.START).changes().get(0);
        Fetched.Found found = (Fetched.Found) collection.fetch(List.of(seen.ref())).get(0);

        assertThat(collection.carriedFields()).doesNotContain("attendees", "organizer");
        assertThat(((CalendarEvent) found.item()).details().attendees()).isEmpty();
        List<WriteResult> results = collection.write(List.of(
                new Write.Update(seen.ref(), seen.revision(), item("1", "other"), Set.of(FieldPath.of("title"))),
                new Write.Create(key(2), (CalendarEvent) item("2", "copy"))));
        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        WriteResult.Failed.class, held -> assertThat(held.code()).isEqualTo(ErrorCode.MEETING_HELD));
        assertThat(results.get(1)).isInstanceOf(WriteResult.Done.class);
        assertThat(collection.write(List.of(new Write.Delete(seen.ref(), seen.revision()))).get(0))
                .isInstanceOf(WriteResult.Failed.class);
        assertThat(server.text("one.ics")).isEqualTo(meeting);
    }

    @Test
    @DisplayName("a silencer stands in everything that is written")
    void silencers() {
        ItemCollection collection = open(new MeetingPolicy(
                MeetingPolicy.Participants.KEPT_OUT, MeetingPolicy.Existing.WRITTEN, List.of("X-QUIET:NO")));
        server.put("one.ics", event("1", "meeting", "ORGANIZER:mailto:ann@example.org", "ATTENDEE;RSVP=TRUE:mailto:bob@example.org"));
        Change.Upsert seen = (Change.Upsert) read(collection, Cursor.START).changes().get(0);

        collection.write(List.of(
                new Write.Update(seen.ref(), seen.revision(), item("1", "other"), Set.of(FieldPath.of("title"))),
                new Write.Create(key(2), item("2", "copy"))));

        assertThat(server.text("one.ics")).contains("X-QUIET:NO", "SUMMARY:other", "ATTENDEE;RSVP=TRUE:mailto:bob@example.org");
        assertThat(server.text(key(2) + ".ics")).contains("X-QUIET:NO");
    }
}
