// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.collection.CollectionSubject.Ability;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every calendar behind {@link io.passerelle.model.collection.ItemCollection} does, on the host's side as on a
 * provider's. A test class implements this and gives a fresh, empty subject for each test. Where a test needs writing
 * and the subject is read-only, it is asserted to refuse the write instead.
 */
public interface ItemCollectionContract {

    /** A fresh, empty collection; asked for once in each test. */
    CollectionSubject subject();

    /** Whether the subject is read-only; if it is, that it refuses to be written to. */
    private static boolean refusesWrites(CollectionSubject subject) {
        if (subject.abilities().contains(Ability.WRITES)) {
            return false;
        }
        try (Client client = new Client(subject)) {
            assertThatThrownBy(() -> client.create(ContractEvents.timed(uid(), "no", "")))
                    .isInstanceOfSatisfying(
                            PasserelleException.class,
                            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.COLLECTION_READ_ONLY));
        }
        return true;
    }

    private static String uid() {
        return UUID.randomUUID() + "@contract.example";
    }

    private static void assertSame(CollectionSubject subject, Client client, Item expected, Item actual) {
        Set<String> carried = client.collection().carriedFields();
        assertThat(subject.meaning(actual, carried)).isEqualTo(subject.meaning(expected, carried));
        if (subject.abilities().contains(Ability.KEEPS_UIDS)) {
            assertThat(actual.uid()).isEqualTo(expected.uid());
        }
    }

    @Test
    @DisplayName("an empty collection is read to its end without a change")
    default void emptyCollectionHasNoChanges() {
        try (Client client = new Client(subject())) {
            Client.Read read = client.read(Cursor.START);

            assertThat(read.changes()).isEmpty();
            assertThat(read.cursor().isStart()).isFalse();
        }
    }

    @Test
    @DisplayName("says what it is: a calendar, of a batch size between 1 and 500, carrying time and title")
    default void describesItself() {
        CollectionSubject subject = subject();
        try (Client client = new Client(subject)) {
            assertThat(client.collection().maxBatch()).isBetween(1, 500);
            assertThat(client.collection().carriedFields()).contains("when", "title").isSubsetOf(CalendarEvent.ROOTS);
            assertThat(client.collection().info().access() == Access.READ_WRITE)
                    .isEqualTo(subject.abilities().contains(Ability.WRITES));
        }
    }

    @Test
    @DisplayName("A04 a read-only collection refuses every write, another one accepts it")
    default void readOnlyRefusesWrites() {
        CollectionSubject subject = subject();
        if (!refusesWrites(subject)) {
            try (Client client = new Client(subject)) {
                assertThat(client.create(ContractEvents.timed(uid(), "yes", "")).ref()).isNotNull();
            }
        }
    }

    @Test
    @DisplayName("what is there is read, by the feed and by address")
    default void readsWhatIsThere() {
        CollectionSubject subject = subject();
        CalendarEvent event = ContractEvents.timed(uid(), "title", "place");
        try (Client client = new Client(subject)) {
            if (subject.abilities().contains(Ability.WRITES)) {
                client.create(event);
            } else if (!subject.seed(event)) {
                return;
            }
            Client.Read read = client.read(Cursor.START);

            assertThat(read.changes()).hasSize(1);
            Change.Upsert upsert =
                    (Change.Upsert) read.changes().values().iterator().next();
            assertThat(upsert.item().isPresent()).isEqualTo(subject.abilities().contains(Ability.BODIES_IN_FEED));
            upsert.item().ifPresent(item -> assertSame(subject, client, event, item));
            assertSame(subject, client, event, client.found(upsert.ref()).item());
            assertThat(client.found(upsert.ref()).revision()).isEqualTo(upsert.revision());
        }
    }

    @Test
    @DisplayName("B01 a full pass reads every item once, over all pages")
    default void readsAllPages() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            Set<ItemRef> created = new HashSet<>();
            for (int i = 0; i < 25; i++) {
                created.add(client.create(ContractEvents.timed(uid(), "title " + i, "")).ref());
            }

            assertThat(client.read(Cursor.START).changes().keySet()).isEqualTo(created);
        }
    }

    @Test
    @DisplayName("an incremental read reports what changed since, and nothing else")
    default void reportsOnlyChanges() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            WriteResult.Done first = client.create(ContractEvents.timed(uid(), "first", ""));
            client.create(ContractEvents.timed(uid(), "untouched", ""));
            Cursor cursor = client.read(Cursor.START).cursor();
            client.update(first.ref(), first.revision(), ContractEvents.timed("x", "changed", ""), "title");

            Client.Read read = client.read(cursor);

            assertThat(read.changes().keySet()).containsExactly(first.ref());
            assertThat(client.read(read.cursor()).changes()).isEmpty();
        }
    }

    @Test
    @DisplayName("another client's cursor goes on where this one's ended")
    default void cursorsOutliveTheClient() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        Cursor cursor;
        try (Client client = new Client(subject)) {
            client.create(ContractEvents.timed(uid(), "first", ""));
            cursor = client.read(Cursor.START).cursor();
        }
        try (Client client = new Client(subject)) {
            ItemRef second = client.create(ContractEvents.timed(uid(), "second", "")).ref();

            assertThat(client.read(cursor).changes().keySet()).containsExactly(second);
        }
    }

    @Test
    @DisplayName("a deletion is reported as one, and a full pass does not list the item")
    default void reportsDeletions() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            WriteResult.Done done = client.create(ContractEvents.timed(uid(), "title", ""));
            Cursor cursor = client.read(Cursor.START).cursor();
            assertThat(client.write(new Write.Delete(done.ref(), done.revision())))
                    .isEqualTo(new WriteResult.Deleted(done.ref()));

            assertThat(client.read(cursor).changes().values())
                    .containsExactly(new Change.Tombstone(done.ref()));
            assertThat(client.read(Cursor.START).changes().values())
                    .noneMatch(change -> change instanceof Change.Upsert);
            assertThat(client.fetch(done.ref())).isEqualTo(new Fetched.Gone(done.ref()));
        }
    }

    @Test
    @DisplayName("B03 an expired cursor is a result, and a full pass works after it")
    default void expiryIsAResult() {
        CollectionSubject subject = subject();
        try (Client client = new Client(subject)) {
            Cursor cursor = client.read(Cursor.START).cursor();
            if (!subject.expireCursors()) {
                return;
            }

            assertThat(client.read(cursor).next()).isEmpty();
            assertThat(client.read(Cursor.START).next()).isPresent();
        }
    }

    @Test
    @DisplayName("A29 the same creation twice makes one item")
    default void creationIsIdempotent() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            Write.Create create = new Write.Create(Client.key(), ContractEvents.timed(uid(), "title", ""));
            WriteResult.Done first = Client.done(client.write(create));

            WriteResult second = client.write(create);

            assertThat(second).isInstanceOfAny(WriteResult.Done.class, WriteResult.Exists.class);
            ItemRef again = second instanceof WriteResult.Done done
                    ? done.ref()
                    : ((WriteResult.Exists) second).ref();
            assertThat(again).isEqualTo(first.ref());
            assertThat(client.read(Cursor.START).changes()).hasSize(1);
        }
    }

    @Test
    @DisplayName("A29 a creation that meets its UID says so where UIDs are unique")
    default void secondItemOfAUid() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            CalendarEvent event = ContractEvents.timed(uid(), "title", "");
            ItemRef first = client.create(event).ref();

            WriteResult second = client.write(new Write.Create(Client.key(), event));

            if (subject.abilities().contains(Ability.UNIQUE_UIDS)) {
                assertThat(second).isEqualTo(new WriteResult.Exists(first));
            } else {
                assertThat(Client.done(second).ref()).isNotEqualTo(first);
            }
        }
    }

    @Test
    @DisplayName("62 an update writes the fields it names and leaves the others as they are")
    default void updatesOnlyNamedFields() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            CalendarEvent event = ContractEvents.timed(uid(), "title", "place");
            WriteResult.Done done = client.create(event);
            Item wish = ContractEvents.timed(event.uid().value(), "new title", "not to be written");

            WriteResult.Done updated = client.update(done.ref(), done.revision(), wish, "title");

            assertThat(updated.ref()).isEqualTo(done.ref());
            assertThat(updated.revision()).isNotEqualTo(done.revision());
            Item now = client.found(done.ref()).item();
            assertSame(subject, client, ContractEvents.timed(event.uid().value(), "new title", "place"), now);
            updated.stored().ifPresent(stored -> assertSame(subject, client, now, stored));
            assertThat(client.found(done.ref()).revision()).isEqualTo(updated.revision());
        }
    }

    @Test
    @DisplayName("an update removes a field that the item does not have")
    default void updatesRemoveFields() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            if (!client.collection().carriedFields().contains("location")) {
                return;
            }
            CalendarEvent event = ContractEvents.timed(uid(), "title", "place");
            WriteResult.Done done = client.create(event);
            CalendarEvent without = ContractEvents.timed(event.uid().value(), "title", "");

            client.update(done.ref(), done.revision(), without, "location");

            assertSame(subject, client, without, client.found(done.ref()).item());
        }
    }

    @Test
    @DisplayName("A31 an update leaves every other item's revision as it is")
    default void updatesTouchOneItem() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            WriteResult.Done one = client.create(ContractEvents.timed(uid(), "one", ""));
            WriteResult.Done other = client.create(ContractEvents.timed(uid(), "other", ""));

            client.update(one.ref(), one.revision(), ContractEvents.timed("x", "changed", ""), "title");

            assertThat(client.found(other.ref()).revision()).isEqualTo(other.revision());
        }
    }

    @Test
    @DisplayName("A28 a write decided on another revision is not carried out")
    default void refusesStaleWrites() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            WriteResult.Done done = client.create(ContractEvents.timed(uid(), "title", ""));
            Revision stale = done.revision();
            client.update(done.ref(), stale, ContractEvents.timed("x", "somebody else's", ""), "title");
            WriteResult update = client.write(new Write.Update(
                    done.ref(),
                    stale,
                    ContractEvents.timed("x", "mine", ""),
                    Set.of(FieldPath.of("title"))));
            if (!subject.abilities().contains(Ability.CHECKS_REVISIONS)) {
                assertThat(update).isInstanceOf(WriteResult.Done.class);
                return;
            }

            assertThat(update).isEqualTo(new WriteResult.Changed(done.ref()));
            assertThat(client.write(new Write.Delete(done.ref(), stale))).isEqualTo(new WriteResult.Changed(done.ref()));
            assertThat(client.found(done.ref()).item().label()).isEqualTo("somebody else's");
        }
    }

    @Test
    @DisplayName("A30 writes to an item that is gone say so, and a deletion is content with it")
    default void writesToGoneItems() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            WriteResult.Done done = client.create(ContractEvents.timed(uid(), "title", ""));
            client.write(new Write.Delete(done.ref(), done.revision()));

            assertThat(client.write(new Write.Delete(done.ref(), done.revision())))
                    .isEqualTo(new WriteResult.Deleted(done.ref()));
            assertThat(client.write(new Write.Update(
                            done.ref(),
                            done.revision(),
                            ContractEvents.timed("x", "late", ""),
                            Set.of(FieldPath.of("title")))))
                    .isEqualTo(new WriteResult.Gone(done.ref()));
        }
    }

    @Test
    @DisplayName("a batch of different writes is answered in its order")
    default void answersInOrder() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            if (client.collection().maxBatch() < 3) {
                return;
            }
            WriteResult.Done one = client.create(ContractEvents.timed(uid(), "one", ""));
            WriteResult.Done two = client.create(ContractEvents.timed(uid(), "two", ""));
            List<Write> batch = new ArrayList<>();
            batch.add(new Write.Delete(one.ref(), one.revision()));
            batch.add(new Write.Create(Client.key(), ContractEvents.timed(uid(), "three", "")));
            batch.add(new Write.Update(
                    two.ref(),
                    two.revision(),
                    ContractEvents.timed("x", "changed", ""),
                    Set.of(FieldPath.of("title"))));

            List<WriteResult> results = client.collection().write(batch);

            assertThat(results).hasSize(3);
            assertThat(results.get(0)).isEqualTo(new WriteResult.Deleted(one.ref()));
            assertThat(client.found(Client.done(results.get(1)).ref()).item().label()).isEqualTo("three");
            assertThat(Client.done(results.get(2)).ref()).isEqualTo(two.ref());
        }
    }

    @Test
    @DisplayName("A16 any number of items is fetched at once, exactly one result for each address")
    default void fetchesInBulk() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            Set<ItemRef> refs = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                refs.add(client.create(ContractEvents.timed(uid(), "title " + i, "")).ref());
            }

            List<Fetched> fetched = client.collection().fetch(refs);

            assertThat(fetched).hasSize(30).allMatch(one -> one instanceof Fetched.Found);
            assertThat(fetched.stream().map(Fetched::ref).toList()).containsExactlyInAnyOrderElementsOf(refs);
            assertThat(client.collection().fetch(List.of())).isEmpty();
        }
    }

    @Test
    @DisplayName("B15 days are days: an all-day event keeps its first day and the day after its last")
    default void allDayEvents() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            CalendarEvent event = ContractEvents.allDay(uid());

            ItemRef ref = client.create(event).ref();

            assertSame(subject, client, event, client.found(ref).item());
        }
    }

    @Test
    @DisplayName("B17 a timed event becomes an all-day one")
    default void timedBecomesAllDay() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            CalendarEvent event = ContractEvents.timed(uid(), "two days", "");
            WriteResult.Done done = client.create(event);
            CalendarEvent wish = ContractEvents.allDay(event.uid().value());

            client.update(done.ref(), done.revision(), wish, "when");

            assertSame(subject, client, wish, client.found(done.ref()).item());
        }
    }

    @Test
    @DisplayName("A33 a series with a cancelled and a moved occurrence is one item")
    default void seriesAreOneItem() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        if (!subject.abilities().contains(Ability.SERIES)) {
            return;
        }
        try (Client client = new Client(subject)) {
            CalendarEvent series = ContractEvents.series(uid());

            ItemRef ref = client.create(series).ref();

            assertSame(subject, client, series, client.found(ref).item());
            assertThat(client.read(Cursor.START).changes().keySet()).containsExactly(ref);
        }
    }

    @Test
    @DisplayName("a feed may be closed half-way, and the next one is none the worse")
    default void feedsMayBeAbandoned() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            client.create(ContractEvents.timed(uid(), "title", ""));
            try (ChangeFeed feed = client.collection().changesSince(Cursor.START)) {
                feed.next();
            }

            assertThat(client.read(Cursor.START).changes()).hasSize(1);
        }
    }
}
