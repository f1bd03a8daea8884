// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What every host promises about whose collections are whose. What it does with items is the matter of
 * {@link io.passerelle.testkit.collection.ItemCollectionContract}.
 */
public interface HostContract {

    /** A fresh subject for each test. */
    HostSubject hosted();

    private static Item item(CollectionKind kind) {
        ItemUid uid = ItemUid.of("host-contract-1@example.org");
        return kind == CollectionKind.CALENDAR
                ? CalendarEvent.single(
                        uid,
                        new EventTime.AllDay(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3)),
                        EventDetails.builder().title("Only mine").build())
                : Contact.builder(uid).name(ContactName.of("Only Mine")).build();
    }

    private static List<Change> all(ItemCollection collection) {
        List<Change> changes = new ArrayList<>();
        try (ChangeFeed feed = collection.changesSince(Cursor.START)) {
            FeedStep step = feed.next();
            while (step instanceof FeedStep.Page page) {
                changes.addAll(page.changes());
                step = feed.next();
            }
        }
        return changes;
    }

    private static void assertGone(HostCollections collections, UserId user, CollectionId id) {
        assertThatThrownBy(() -> {
                    try (ItemCollection collection = collections.open(user, id)) {
                        all(collection);
                    }
                })
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        gone -> assertThat(gone.code()).isEqualTo(ErrorCode.COLLECTION_GONE));
    }

    @Test
    @DisplayName("a collection that is created is listed among those of its kind, and is open to reading and writing")
    default void creates() {
        HostSubject subject = hosted();
        for (CollectionKind kind : subject.kinds()) {
            CollectionInfo made = subject.collections().create(subject.user(), kind, "Contract " + kind);

            assertThat(made.kind()).isEqualTo(kind);
            assertThat(made.access()).isEqualTo(Access.READ_WRITE);
            assertThat(subject.collections().collections(subject.user(), kind))
                    .allSatisfy(listed -> assertThat(listed.kind()).isEqualTo(kind))
                    .extracting(CollectionInfo::id)
                    .contains(made.id())
                    .doesNotHaveDuplicates();
            try (ItemCollection collection = subject.collections().open(subject.user(), made.id())) {
                assertThat(collection.info().kind()).isEqualTo(kind);
                assertThat(all(collection)).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("asked for the same collection again, the host gives the one there is")
    default void createsOnce() {
        HostSubject subject = hosted();
        for (CollectionKind kind : subject.kinds()) {
            CollectionInfo first = subject.collections().create(subject.user(), kind, "Once " + kind);
            CollectionInfo second = subject.collections().create(subject.user(), kind, "Once " + kind);

            assertThat(second.id()).isEqualTo(first.id());
        }
    }

    @Test
    @DisplayName("what one user writes is theirs: another one neither lists nor opens it, nor finds it in their own")
    default void usersAreApart() {
        HostSubject subject = hosted();
        for (CollectionKind kind : subject.kinds()) {
            CollectionInfo mine = subject.collections().create(subject.user(), kind, "Same name");
            CollectionInfo theirs = subject.collections().create(subject.stranger(), kind, "Same name");
            try (ItemCollection collection = subject.collections().open(subject.user(), mine.id())) {
                List<WriteResult> results =
                        collection.write(List.of(new Write.Create("0123456789abcdef0123456789abcdef", item(kind))));
                assertThat(results).singleElement().isInstanceOf(WriteResult.Done.class);
                assertThat(all(collection)).hasSize(1);
            }

            assertThat(theirs.id()).isNotEqualTo(mine.id());
            assertThat(subject.collections().collections(subject.stranger(), kind))
                    .extracting(CollectionInfo::id)
                    .doesNotContain(mine.id());
            assertGone(subject.collections(), subject.stranger(), mine.id());
            try (ItemCollection collection = subject.collections().open(subject.stranger(), theirs.id())) {
                assertThat(all(collection)).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("a collection that nobody has is gone, which is no deletion of its items")
    default void unknownIsGone() {
        HostSubject subject = hosted();
        assertGone(
                subject.collections(), subject.user(), CollectionId.of("7d9f3f38-4c5a-4a39-9c1c-0d62b1a3f0ff"));
        assertGone(subject.collections(), subject.user(), CollectionId.of("no such thing"));
    }
}
