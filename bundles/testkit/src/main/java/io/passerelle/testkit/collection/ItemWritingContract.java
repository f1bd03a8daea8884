// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import static io.passerelle.testkit.collection.ContractQuestions.assertSame;
import static io.passerelle.testkit.collection.ContractQuestions.refusesWrites;
import static io.passerelle.testkit.collection.ContractQuestions.uid;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.collection.CollectionSubject.Ability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What writing to a calendar does, whichever side it is on: creations that may be repeated, updates of named fields, stale and lost
 * targets, batches. Part of {@link ItemCollectionContract}.
 */
public interface ItemWritingContract {

    /** A fresh, empty collection; asked for once in each test. */
    CollectionSubject subject();

    @Test
    @DisplayName("A29 the same creation twice makes one item")
    default void creationIsIdempotent() {
        CollectionSubject subject = subject();
        if (refusesWrites(subject)) {
            return;
        }
        try (Client client = new Client(subject)) {
            Write.Create create = new Write.Create(Client.key(), ContractItems.plain(subject, uid(), "title", ""));
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
    @DisplayName("A29 what a creation made is found by its key, as long as it is there")
    default void creationsAreFoundByKey() {
        CollectionSubject subject = subject();
        try (Client client = new Client(subject)) {
            assertThat(client.collection().created(List.of())).isEmpty();
            assertThat(client.collection().created(List.of(Client.key()))).isEmpty();
        }
        if (refusesWrites(subject)) {
            return;
        }
        Write.Create one = new Write.Create(Client.key(), ContractItems.plain(subject, uid(), "one", ""));
        Write.Create other = new Write.Create(Client.key(), ContractItems.plain(subject, uid(), "other", ""));
        WriteResult.Done first;
        WriteResult.Done second;
        try (Client client = new Client(subject)) {
            first = Client.done(client.write(one));
            second = Client.done(client.write(other));
        }
        try (Client client = new Client(subject)) {
            assertThat(client.collection().created(List.of(one.key(), Client.key(), other.key())))
                    .isEqualTo(Map.of(one.key(), first.ref(), other.key(), second.ref()));

            client.write(new Write.Delete(first.ref(), client.found(first.ref()).revision()));

            assertThat(client.collection().created(List.of(one.key(), other.key())))
                    .isEqualTo(Map.of(other.key(), second.ref()));
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
            Item event = ContractItems.plain(subject, uid(), "title", "");
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
            Item event = ContractItems.plain(subject, uid(), "title", "place");
            WriteResult.Done done = client.create(event);
            Item wish = ContractItems.plain(subject, event.uid().value(), "new title", "not to be written");

            WriteResult.Done updated = client.update(done.ref(), done.revision(), wish, ContractItems.title(subject));

            assertThat(updated.ref()).isEqualTo(done.ref());
            assertThat(updated.revision()).isNotEqualTo(done.revision());
            Item now = client.found(done.ref()).item();
            assertSame(subject, client, ContractItems.plain(subject, event.uid().value(), "new title", "place"), now);
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
            if (!client.collection().carriedFields().contains(ContractItems.place(subject))) {
                return;
            }
            Item event = ContractItems.plain(subject, uid(), "title", "place");
            WriteResult.Done done = client.create(event);
            Item without = ContractItems.plain(subject, event.uid().value(), "title", "");

            client.update(done.ref(), done.revision(), without, ContractItems.place(subject));

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
            WriteResult.Done one = client.create(ContractItems.plain(subject, uid(), "one", ""));
            WriteResult.Done other = client.create(ContractItems.plain(subject, uid(), "other", ""));

            client.update(one.ref(), one.revision(), ContractItems.plain(subject, "x", "changed", ""), ContractItems.title(subject));

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
            WriteResult.Done done = client.create(ContractItems.plain(subject, uid(), "title", ""));
            Revision stale = done.revision();
            client.update(done.ref(), stale, ContractItems.plain(subject, "x", "somebody else's", ""), ContractItems.title(subject));
            WriteResult update = client.write(new Write.Update(
                    done.ref(),
                    stale,
                    ContractItems.plain(subject, "x", "mine", ""),
                    Set.of(FieldPath.of(ContractItems.title(subject)))));
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
            WriteResult.Done done = client.create(ContractItems.plain(subject, uid(), "title", ""));
            client.write(new Write.Delete(done.ref(), done.revision()));

            assertThat(client.write(new Write.Delete(done.ref(), done.revision())))
                    .isEqualTo(new WriteResult.Deleted(done.ref()));
            assertThat(client.write(new Write.Update(
                            done.ref(),
                            done.revision(),
                            ContractItems.plain(subject, "x", "late", ""),
                            Set.of(FieldPath.of(ContractItems.title(subject))))))
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
            WriteResult.Done one = client.create(ContractItems.plain(subject, uid(), "one", ""));
            WriteResult.Done two = client.create(ContractItems.plain(subject, uid(), "two", ""));
            List<Write> batch = new ArrayList<>();
            batch.add(new Write.Delete(one.ref(), one.revision()));
            batch.add(new Write.Create(Client.key(), ContractItems.plain(subject, uid(), "three", "")));
            batch.add(new Write.Update(
                    two.ref(),
                    two.revision(),
                    ContractItems.plain(subject, "x", "changed", ""),
                    Set.of(FieldPath.of(ContractItems.title(subject)))));

            List<WriteResult> results = client.collection().write(batch);

            assertThat(results).hasSize(3);
            assertThat(results.get(0)).isEqualTo(new WriteResult.Deleted(one.ref()));
            assertThat(client.found(Client.done(results.get(1)).ref()).item().label()).isEqualTo("three");
            assertThat(Client.done(results.get(2)).ref()).isEqualTo(two.ref());
        }
    }
}
