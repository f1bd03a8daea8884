// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import static io.passerelle.testkit.collection.ContractQuestions.assertSame;
import static io.passerelle.testkit.collection.ContractQuestions.refusesWrites;
import static io.passerelle.testkit.collection.ContractQuestions.uid;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.testkit.collection.CollectionSubject.Ability;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every calendar behind {@link io.passerelle.model.collection.ItemCollection} does, on the host's side as on a
 * provider's. A test class implements this and gives a fresh, empty subject for each test. Where a test needs writing
 * and the subject is read-only, it is asserted to refuse the write instead.
 */
public interface ItemCollectionContract extends ItemWritingContract {
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
    @DisplayName("says what it is: its kind, a batch size between 1 and 500, the fields it carries")
    default void describesItself() {
        CollectionSubject subject = subject();
        try (Client client = new Client(subject)) {
            assertThat(client.collection().maxBatch()).isBetween(1, 500);
            assertThat(client.collection().info().kind()).isEqualTo(subject.kind());
            assertThat(client.collection().carriedFields())
                    .contains(ContractItems.title(subject))
                    .isSubsetOf(subject.kind() == CollectionKind.CALENDAR ? CalendarEvent.ROOTS : Contact.ROOTS);
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
                assertThat(client.create(ContractItems.plain(subject, uid(), "yes", "")).ref()).isNotNull();
            }
        }
    }

    @Test
    @DisplayName("what is there is read, by the feed and by address")
    default void readsWhatIsThere() {
        CollectionSubject subject = subject();
        Item event = ContractItems.plain(subject, uid(), "title", "place");
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
                created.add(client.create(ContractItems.plain(subject, uid(), "title " + i, "")).ref());
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
            WriteResult.Done first = client.create(ContractItems.plain(subject, uid(), "first", ""));
            client.create(ContractItems.plain(subject, uid(), "untouched", ""));
            Cursor cursor = client.read(Cursor.START).cursor();
            client.update(first.ref(), first.revision(), ContractItems.plain(subject, "x", "changed", ""), ContractItems.title(subject));

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
            client.create(ContractItems.plain(subject, uid(), "first", ""));
            cursor = client.read(Cursor.START).cursor();
        }
        try (Client client = new Client(subject)) {
            ItemRef second = client.create(ContractItems.plain(subject, uid(), "second", "")).ref();

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
            WriteResult.Done done = client.create(ContractItems.plain(subject, uid(), "title", ""));
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
    @DisplayName("A16 any number of items is fetched at once, exactly one result for each address")
    default void fetchesInBulk() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            Set<ItemRef> refs = new HashSet<>();
            for (int i = 0; i < 30; i++) {
                refs.add(client.create(ContractItems.plain(subject, uid(), "title " + i, "")).ref());
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
        if (subject.kind() != CollectionKind.CALENDAR || refusesWrites(subject)) {
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
        if (subject.kind() != CollectionKind.CALENDAR || refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            Item event = ContractItems.plain(subject, uid(), "two days", "");
            WriteResult.Done done = client.create(event);
            CalendarEvent wish = ContractEvents.allDay(event.uid().value());

            client.update(done.ref(), done.revision(), wish, "when");

            assertSame(subject, client, wish, client.found(done.ref()).item());
        }
    }

    @Test
    @DisplayName("A12 a later change has a later time, the same in the feed and by address; other items keep theirs")
    default void tellsWhenItemsWereChanged() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            WriteResult.Done one = client.create(ContractItems.plain(subject, uid(), "one", ""));
            WriteResult.Done other = client.create(ContractItems.plain(subject, uid(), "other", ""));
            Optional<Instant> created = client.modifiedAt(one.ref());
            Optional<Instant> untouched = client.modifiedAt(other.ref());
            if (!subject.abilities().contains(Ability.TELLS_TIMES)) {
                assertThat(created).isEmpty();
                return;
            }
            boolean later = subject.passTime();

            client.update(one.ref(), one.revision(), ContractItems.plain(subject, "x", "changed", ""), ContractItems.title(subject));

            Instant changed = client.modifiedAt(one.ref()).orElseThrow();
            assertThat(changed).isAfterOrEqualTo(created.orElseThrow());
            assertThat(changed.isAfter(created.orElseThrow()) || !later).isTrue();
            assertThat(client.modifiedAt(other.ref())).isEqualTo(untouched).isPresent();
        }
    }

    @Test
    @DisplayName("A33 a series with a cancelled and a moved occurrence is one item")
    default void seriesAreOneItem() {
        CollectionSubject subject = subject();
        if (subject.kind() != CollectionKind.CALENDAR || refusesWrites(subject)) {
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
    @DisplayName("69 a contact keeps every field that is carried, its picture and its groups too")
    default void contactsInFull() {
        CollectionSubject subject = subject();
        if (subject.kind() != CollectionKind.ADDRESS_BOOK || refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            Contact contact = ContractItems.everything(uid());

            ItemRef ref = client.create(contact).ref();

            assertSame(subject, client, contact, client.found(ref).item());
        }
    }

    @Test
    @DisplayName("68 two people who add a number each have both")
    default void numbersAreMerged() {
        CollectionSubject subject = subject();
        if (subject.kind() != CollectionKind.ADDRESS_BOOK || refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            Contact contact = ContractItems.everything(uid());
            if (!client.collection().carriedFields().contains("phones")) {
                return;
            }
            WriteResult.Done done = client.create(contact);
            Contact one = contact.toBuilder().phones(List.of(Labelled.of("+1 111", "home"))).build();
            Contact other = contact.toBuilder().phones(List.of(Labelled.of("+1 222", "work"))).build();

            WriteResult.Done first = Client.done(client.write(new Write.Update(
                    done.ref(), done.revision(), one, Set.of(FieldPath.of("phones", "+1111")))));
            client.write(new Write.Update(
                    done.ref(), first.revision(), other, Set.of(FieldPath.of("phones", "+1222"))));

            assertThat(((Contact) client.found(done.ref()).item()).phones())
                    .extracting(Labelled::value)
                    .contains("+1 111", "+1 222")
                    .hasSize(contact.phones().size() + 2);
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
            client.create(ContractItems.plain(subject, uid(), "title", ""));
            try (ChangeFeed feed = client.collection().changesSince(Cursor.START)) {
                feed.next();
            }

            assertThat(client.read(Cursor.START).changes()).hasSize(1);
        }
    }
}
