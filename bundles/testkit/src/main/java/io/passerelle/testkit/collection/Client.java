// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Works on a collection the way a test wants to say it. */
final class Client implements AutoCloseable {
    private final ItemCollection collection;

    Client(CollectionSubject subject) {
        collection = subject.open();
    }

    /** What a feed said: the last word on every address, and where to go on; empty when the cursor has expired. */
    record Read(Map<ItemRef, Change> changes, Optional<Cursor> next) {
        Cursor cursor() {
            return next.orElseThrow();
        }
    }

    ItemCollection collection() {
        return collection;
    }

    Read read(Cursor from) {
        Map<ItemRef, Change> changes = new LinkedHashMap<>();
        try (ChangeFeed feed = collection.changesSince(from)) {
            while (true) {
                FeedStep step = feed.next();
                if (step instanceof FeedStep.Page page) {
                    page.changes().forEach(change -> changes.put(change.ref(), change));
                } else if (step instanceof FeedStep.End end) {
                    return new Read(changes, Optional.of(end.next()));
                } else {
                    return new Read(changes, Optional.empty());
                }
            }
        }
    }

    static String key() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    WriteResult write(Write write) {
        List<WriteResult> results = collection.write(List.of(write));
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    WriteResult.Done create(Item item) {
        return done(write(new Write.Create(key(), item)));
    }

    WriteResult.Done update(ItemRef ref, Revision expected, Item item, String... roots) {
        Set<FieldPath> fields = new HashSet<>();
        for (String root : roots) {
            fields.add(FieldPath.of(root));
        }
        return done(write(new Write.Update(ref, expected, item, fields)));
    }

    static WriteResult.Done done(WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Done.class);
        return (WriteResult.Done) result;
    }

    Fetched.Found found(ItemRef ref) {
        Fetched fetched = fetch(ref);
        assertThat(fetched).isInstanceOf(Fetched.Found.class);
        return (Fetched.Found) fetched;
    }

    /** When an item was changed last, as it is told by address; a feed that tells it says the same. */
    Optional<Instant> modifiedAt(ItemRef ref) {
        Optional<Instant> told = found(ref).modifiedAt();
        Change.Upsert listed = (Change.Upsert) read(Cursor.START).changes().get(ref);
        listed.modifiedAt().ifPresent(time -> assertThat(told).contains(time));
        assertThat(listed.item().isPresent() && told.isPresent()).isEqualTo(listed.modifiedAt().isPresent() && listed.item().isPresent());
        return told;
    }

    Fetched fetch(ItemRef ref) {
        List<Fetched> fetched = collection.fetch(List.of(ref));
        assertThat(fetched).hasSize(1);
        return fetched.get(0);
    }

    @Override
    public void close() {
        collection.close();
    }
}
