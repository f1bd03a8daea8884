// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the host's own calendars and address books do, the same on every database. */
abstract class LocalItemsTests {
    private static final UserId ALICE = UserId.of(OrganisationId.DEFAULT, "alice");
    private static final UserId BOB = UserId.of(OrganisationId.DEFAULT, "bob");

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private LocalCollections collections;
    private CollectionInfo info;
    private LocalItems items;
    private HostDatabase database;

    abstract HostDatabase database();

    @BeforeEach
    void emptyCalendar() {
        database = database();
        collections = new LocalCollections(database, clock, Duration.ofDays(90));
        info = collections.create(ALICE, CollectionKind.CALENDAR, "Google");
        items = collections.open(ALICE, info.id());
    }

    @Test
    void aNewItemIsReadBackAsItWasWritten() {
        CalendarEvent event = event("a", "Tea", 10);
        WriteResult.Done done = (WriteResult.Done) write(create(1, event));
        assertThat(items.fetch(List.of(done.ref())))
                .containsExactly(new Fetched.Found(done.ref(), done.revision(), event, Optional.of(clock.instant())));
    }

    @Test
    void anItemFromBeforeTimesWereNotedHasNone() {
        WriteResult.Done done = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        database.transaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("update host_item set modified_at = null");
            }
        });

        assertThat(((Fetched.Found) items.fetch(List.of(done.ref())).get(0)).modifiedAt()).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        write(new Write.Update(done.ref(), done.revision(), event("a", "Coffee", 10), Set.of(FieldPath.of("title"))));
        assertThat(((Fetched.Found) items.fetch(List.of(done.ref())).get(0)).modifiedAt()).contains(clock.instant());
    }

    @Test
    void theSameCreationTwiceMakesOneItem() {
        WriteResult first = write(create(1, event("a", "Tea", 10)));
        assertThat(write(create(1, event("a", "Tea", 10)))).isEqualTo(first);
        assertThat(all(Cursor.START).items()).hasSize(1);
    }

    @Test
    void anotherCreationOfTheSameUidFindsTheItemThatIsThere() {
        WriteResult.Done done = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        assertThat(write(create(2, event("a", "Coffee", 11)))).isEqualTo(new WriteResult.Exists(done.ref()));
    }

    @Test
    void twoCreationsOfTheSameUidInOneBatchMakeOneItem() {
        List<WriteResult> results = items.write(List.of(create(1, event("a", "Tea", 10)), create(2, event("a", "Tea", 10))));
        assertThat(results.get(0)).isInstanceOf(WriteResult.Done.class);
        assertThat(results.get(1)).isInstanceOf(WriteResult.Exists.class);
    }

    @Test
    void anUpdateChangesTheFieldsThatItNamesAndNoOther() {
        WriteResult.Done done = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        CalendarEvent wanted = event("a", "Coffee", 15);
        WriteResult.Done updated = (WriteResult.Done)
                write(new Write.Update(done.ref(), done.revision(), wanted, Set.of(FieldPath.of("title"))));
        CalendarEvent stored = (CalendarEvent) updated.stored().orElseThrow();
        assertThat(stored.details().title()).isEqualTo("Coffee");
        assertThat(stored.when()).isEqualTo(event("a", "Tea", 10).when());
        assertThat(updated.revision()).isNotEqualTo(done.revision());
    }

    @Test
    void anUpdateFromAnOldRevisionChangesNothing() {
        WriteResult.Done done = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        write(new Write.Update(done.ref(), done.revision(), event("a", "Coffee", 10), Set.of(FieldPath.of("title"))));
        assertThat(write(new Write.Update(done.ref(), done.revision(), event("a", "Water", 10), Set.of(FieldPath.of("title")))))
                .isEqualTo(new WriteResult.Changed(done.ref()));
        assertThat(titles(all(Cursor.START))).containsExactly("Coffee");
    }

    @Test
    void anUpdateThatChangesNothingKeepsTheRevisionAndIsNotReported() {
        WriteResult.Done done = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        Cursor cursor = all(Cursor.START).next();
        WriteResult.Done same = (WriteResult.Done)
                write(new Write.Update(done.ref(), done.revision(), event("a", "Tea", 10), Set.of(FieldPath.of("title"))));
        assertThat(same.revision()).isEqualTo(done.revision());
        assertThat(all(cursor).items()).isEmpty();
    }

    @Test
    void updatingOneItemLeavesTheRevisionsOfOthers() {
        WriteResult.Done a = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        WriteResult.Done b = (WriteResult.Done) write(create(2, event("b", "Cake", 11)));
        write(new Write.Update(a.ref(), a.revision(), event("a", "Coffee", 10), Set.of(FieldPath.of("title"))));
        assertThat(((Fetched.Found) items.fetch(List.of(b.ref())).get(0)).revision()).isEqualTo(b.revision());
    }

    @Test
    void updateAndDeletionOfAnItemThatIsNotThere() {
        ItemRef nowhere = ItemRef.of("0123456789abcdef0123456789abcdef");
        assertThat(write(new Write.Update(nowhere, Revision.of("1"), event("a", "Tea", 10), Set.of())))
                .isEqualTo(new WriteResult.Gone(nowhere));
        assertThat(write(new Write.Delete(nowhere, Revision.of("1")))).isEqualTo(new WriteResult.Deleted(nowhere));
        assertThat(items.fetch(List.of(nowhere))).containsExactly(new Fetched.Gone(nowhere));
    }

    @Test
    void aDeletionIsReportedOnceToWhoSawTheItem() {
        WriteResult.Done done = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        Cursor seen = all(Cursor.START).next();
        write(new Write.Delete(done.ref(), done.revision()));
        Read after = all(seen);
        assertThat(after.deleted()).containsExactly(done.ref());
        assertThat(all(after.next()).deleted()).isEmpty();
        assertThat(all(Cursor.START).deleted()).isEmpty();
    }

    @Test
    void aDeletionFromAnOldRevisionDeletesNothing() {
        WriteResult.Done done = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        assertThat(write(new Write.Delete(done.ref(), Revision.of("999")))).isEqualTo(new WriteResult.Changed(done.ref()));
        assertThat(all(Cursor.START).items()).hasSize(1);
    }

    @Test
    void whatIsMadeAgainUnderTheSameKeyIsNoLongerDeleted() {
        WriteResult.Done done = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        Cursor seen = all(Cursor.START).next();
        write(new Write.Delete(done.ref(), done.revision()));
        write(create(1, event("a", "Tea", 10)));
        Read after = all(seen);
        assertThat(after.deleted()).isEmpty();
        assertThat(after.items()).containsOnlyKeys(done.ref());
    }

    @Test
    void aCursorReportsWhatChangedSinceAndNothingElse() {
        write(create(1, event("a", "Tea", 10)));
        Read first = all(Cursor.START);
        write(create(2, event("b", "Cake", 11)));
        Read second = all(first.next());
        assertThat(titles(second)).containsExactly("Cake");
        assertThat(all(second.next()).items()).isEmpty();
    }

    @Test
    void aLargeCalendarIsReadInPagesOfFiveHundred() {
        for (int batch = 0; batch < 3; batch++) {
            int from = batch * 500;
            items.write(IntStream.range(from, from + 500)
                    .<Write>mapToObj(i -> create(i, event("uid-" + i, "Event " + i, 10)))
                    .toList());
        }
        write(create(2000, event("last", "Last", 10)));
        Read read = all(Cursor.START);
        assertThat(read.items()).hasSize(1501);
        assertThat(read.largestPage()).isEqualTo(500);
    }

    @Test
    void whatChangesWhileReadingIsNotLost() {
        items.write(IntStream.range(0, 500).<Write>mapToObj(i -> create(i, event("uid-" + i, "Event", 10))).toList());
        Map<ItemRef, Revision> seen = new HashMap<>();
        Cursor next;
        try (ChangeFeed feed = items.changesSince(Cursor.START)) {
            FeedStep.Page first = (FeedStep.Page) feed.next();
            Change.Upsert one = (Change.Upsert) first.changes().get(0);
            Change.Upsert two = (Change.Upsert) first.changes().get(1);
            write(new Write.Update(one.ref(), one.revision(), event("uid-x", "Changed", 10), Set.of(FieldPath.of("title"))));
            write(new Write.Delete(two.ref(), two.revision()));
            Read rest = drain(feed);
            rest.items().forEach((ref, upsert) -> seen.put(ref, upsert.revision()));
            assertThat(seen).containsKey(one.ref());
            assertThat(rest.deleted()).containsExactly(two.ref());
            next = rest.next();
        }
        assertThat(all(next).items().values()).allMatch(upsert -> seen.containsKey(upsert.ref()));
    }

    @Test
    void aCursorFromBeforeForgottenDeletionsExpires() {
        WriteResult.Done a = (WriteResult.Done) write(create(1, event("a", "Tea", 10)));
        WriteResult.Done b = (WriteResult.Done) write(create(2, event("b", "Cake", 10)));
        Cursor old = all(Cursor.START).next();
        write(new Write.Delete(a.ref(), a.revision()));
        Cursor after = all(Cursor.START).next();
        clock.advance(Duration.ofDays(91));
        write(new Write.Delete(b.ref(), b.revision()));
        assertThat(items.changesSince(old).next()).isEqualTo(new FeedStep.Expired());
        assertThat(all(after).deleted()).containsExactly(b.ref());
    }

    @Test
    void aCursorOfSomebodyElseExpires() {
        assertThat(items.changesSince(Cursor.of("sync-token-7")).next()).isEqualTo(new FeedStep.Expired());
        assertThat(items.changesSince(Cursor.of("1:999")).next()).isEqualTo(new FeedStep.Expired());
    }

    @Test
    void eventsAreFoundByTheTimeInWhichTheyTakePlace() {
        write(create(1, event("a", "Tea", 10)));
        write(create(2, series("b", "Every Monday")));
        assertThat(items.touching(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-04T00:00:00Z"), 10))
                .extracting(found -> found.event().details().title())
                .containsExactlyInAnyOrder("Tea", "Every Monday");
        assertThat(items.touching(Instant.parse("2031-03-01T00:00:00Z"), Instant.parse("2031-03-04T00:00:00Z"), 10))
                .extracting(found -> found.event().details().title())
                .containsExactly("Every Monday");
    }

    @Test
    void contactsAreKeptAsTheyAre() {
        CollectionInfo book = collections.create(ALICE, CollectionKind.ADDRESS_BOOK, "People");
        LocalItems people = collections.open(ALICE, book.id());
        Contact contact = new Contact(ItemUid.of("c"), new TreeMap<>(Map.of(
                FieldPath.of("displayName"), "Zoë \"Z\" Ångström",
                FieldPath.of("emails", "z@example.org"), "z@example.org")));
        WriteResult.Done done = (WriteResult.Done) people.write(List.of(create(7, contact))).get(0);
        assertThat(((Fetched.Found) people.fetch(List.of(done.ref())).get(0)).item()).isEqualTo(contact);
        assertThat(people.carriedFields()).isEqualTo(Contact.ROOTS);
    }

    @Test
    void thePictureOfAContactComesAndGoesWithIt() {
        LocalItems people = collections.open(ALICE, collections.create(ALICE, CollectionKind.ADDRESS_BOOK, "Faces").id());
        Contact plain = Contact.builder(ItemUid.of("c")).name(ContactName.of("Zoë")).note("[\"photo\",\"\",").build();
        Contact contact = plain.toBuilder().photo(new ContactPhoto("image/png", new byte[ContactPhoto.MOST_BYTES])).build();
        WriteResult.Done done = (WriteResult.Done) people.write(List.of(create(8, contact))).get(0);
        assertThat(((Fetched.Found) people.fetch(List.of(done.ref())).get(0)).item()).isEqualTo(contact);
        FeedStep.Page page = (FeedStep.Page) people.changesSince(Cursor.START).next();
        assertThat(((Change.Upsert) page.changes().get(0)).item()).contains(contact);
        assertThat(people.contacts(10)).singleElement().satisfies(listed -> {
            assertThat(listed.hasPhoto()).isTrue();
            assertThat(listed.contact()).isEqualTo(plain);
        });
        Contact other = plain.toBuilder().photo(new ContactPhoto("image/png", new byte[] {1})).build();
        WriteResult.Done changed = (WriteResult.Done) people.write(
                        List.of(new Write.Update(done.ref(), done.revision(), other, Set.of(FieldPath.of("photo")))))
                .get(0);
        assertThat(changed.revision()).isNotEqualTo(done.revision());
        assertThat(((Fetched.Found) people.fetch(List.of(done.ref())).get(0)).item()).isEqualTo(other);
        people.write(List.of(new Write.Update(changed.ref(), changed.revision(), plain, Set.of(FieldPath.of("photo")))));
        assertThat(people.contacts(10)).singleElement().satisfies(listed -> assertThat(listed.hasPhoto()).isFalse());
    }

    @Test
    void anItemOfTheWrongKindIsRefused() {
        Contact contact = new Contact(ItemUid.of("c"), new TreeMap<>());
        assertThat(write(create(1, contact))).isInstanceOf(WriteResult.Failed.class);
    }

    @Test
    void nobodyOpensTheCalendarOfSomebodyElse() {
        assertThatThrownBy(() -> collections.open(BOB, info.id())).isInstanceOfSatisfying(
                PasserelleException.class, gone -> assertThat(gone.code()).isEqualTo(ErrorCode.COLLECTION_GONE));
        UserId namesake = UserId.of(OrganisationId.of("other"), "alice");
        assertThatThrownBy(() -> collections.open(namesake, info.id())).isInstanceOf(PasserelleException.class);
        assertThat(collections.collections(namesake, CollectionKind.CALENDAR)).isEmpty();
    }

    @Test
    void aDeletedCollectionIsGoneForWhoHasItOpen() {
        collections.delete(ALICE, info.id());
        assertThatThrownBy(() -> write(create(1, event("a", "Tea", 10)))).isInstanceOfSatisfying(
                PasserelleException.class, gone -> assertThat(gone.code()).isEqualTo(ErrorCode.COLLECTION_GONE));
        assertThatThrownBy(() -> items.changesSince(Cursor.START).next()).isInstanceOf(PasserelleException.class);
    }

    @Test
    void theSameCollectionIsCreatedOnce() {
        assertThat(collections.create(ALICE, CollectionKind.CALENDAR, "Google")).isEqualTo(info);
        assertThat(collections.create(BOB, CollectionKind.CALENDAR, "Google").id()).isNotEqualTo(info.id());
    }

    @Test
    void aCalendarThatThePersonMadeIsNotTakenForOneOfAnIntegration() {
        CollectionInfo own = collections.add(ALICE, CollectionKind.CALENDAR, "Work", null);
        assertThat(collections.create(ALICE, CollectionKind.CALENDAR, "Work").id()).isNotEqualTo(own.id());
    }

    @Test
    void writersAtTheSameTimeLoseNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                int from = 1000 * (writer + 1);
                writers.add(() -> {
                    LocalItems own = collections.open(ALICE, info.id());
                    for (int i = 0; i < 25; i++) {
                        own.write(List.of(create(from + i, event("uid-" + (from + i), "Event", 10))));
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(writers)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(all(Cursor.START).items()).hasSize(100);
    }

    private WriteResult write(Write write) {
        return items.write(List.of(write)).get(0);
    }

    private static Write.Create create(int key, io.passerelle.model.item.Item item) {
        return new Write.Create(String.format("%032x", key), item);
    }

    static CalendarEvent event(String uid, String title, int hour) {
        LocalDateTime start = LocalDateTime.of(2026, 3, 2, hour, 0);
        return CalendarEvent.single(
                ItemUid.of(uid),
                EventTime.Timed.of(start, start.plusHours(1), ZoneId.of("Europe/Paris")),
                EventDetails.builder().title(title).description("Line\nline, é; \\ 𝄞").build());
    }

    private static CalendarEvent series(String uid, String title) {
        CalendarEvent single = event(uid, title, 9);
        return new CalendarEvent(
                single.uid(),
                single.when(),
                single.details(),
                Optional.of(Recurrence.of(RecurrenceRule.of("FREQ=WEEKLY;BYDAY=MO"))),
                new TreeMap<>());
    }

    private record Read(Map<ItemRef, Change.Upsert> items, List<ItemRef> deleted, Cursor next, int largestPage) {}

    private Read all(Cursor cursor) {
        try (ChangeFeed feed = items.changesSince(cursor)) {
            return drain(feed);
        }
    }

    private static Read drain(ChangeFeed feed) {
        Map<ItemRef, Change.Upsert> seen = new HashMap<>();
        List<ItemRef> deleted = new ArrayList<>();
        int largest = 0;
        FeedStep step = feed.next();
        while (step instanceof FeedStep.Page page) {
            largest = Math.max(largest, page.changes().size());
            for (Change change : page.changes()) {
                if (change instanceof Change.Upsert upsert) {
                    seen.put(upsert.ref(), upsert);
                } else {
                    seen.remove(change.ref());
                    deleted.add(change.ref());
                }
            }
            step = feed.next();
        }
        return new Read(seen, deleted, ((FeedStep.End) step).next(), largest);
    }

    private static List<String> titles(Read read) {
        return read.items().values().stream().map(upsert -> upsert.item().orElseThrow().label()).toList();
    }
}
