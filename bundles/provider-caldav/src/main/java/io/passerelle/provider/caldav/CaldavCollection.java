// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A collection of the account: with what was granted, and with a closer look at refusals. */
final class CaldavCollection implements ItemCollection {
    private final ItemCollection collection;
    private final boolean mayWrite;
    private final Refusal refusal;

    CaldavCollection(ItemCollection collection, boolean mayWrite, Refusal refusal) {
        this.collection = collection;
        this.mayWrite = mayWrite;
        this.refusal = refusal;
    }

    /** As it is with what was granted. */
    static CollectionInfo granted(CollectionInfo info, boolean mayWrite) {
        return mayWrite
                ? info
                : new CollectionInfo(
                        info.id(), info.kind(), info.name(), Access.READ, info.color(), info.zone(), info.primary());
    }

    @Override
    public CollectionInfo info() {
        return granted(refusal.watch(collection::info), mayWrite);
    }

    @Override
    public Set<String> carriedFields() {
        return refusal.watch(collection::carriedFields);
    }

    @Override
    public ChangeFeed changesSince(Cursor cursor) {
        ChangeFeed feed = refusal.watch(() -> collection.changesSince(cursor));
        return new ChangeFeed() {
            @Override
            public FeedStep next() {
                return refusal.watch(feed::next);
            }

            @Override
            public void close() {
                feed.close();
            }
        };
    }

    @Override
    public List<Fetched> fetch(Collection<ItemRef> refs) {
        return refusal.watch(() -> collection.fetch(refs));
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
        if (!mayWrite) {
            return writes.stream()
                    .<WriteResult>map(write -> new WriteResult.Failed(
                            ErrorCode.COLLECTION_READ_ONLY, "writing was not granted", Optional.empty()))
                    .toList();
        }
        List<WriteResult> results = refusal.watch(() -> collection.write(writes));
        boolean refused = results.stream()
                .anyMatch(result -> result instanceof WriteResult.Failed failed && failed.code() == ErrorCode.GRANT_LOST);
        if (refused) {
            throw refusal.confirmed();
        }
        return results;
    }

    @Override
    public Map<String, ItemRef> created(Collection<String> keys) {
        return refusal.watch(() -> collection.created(keys));
    }

    @Override
    public int maxBatch() {
        return collection.maxBatch();
    }

    @Override
    public Traffic traffic() {
        return collection.traffic();
    }

    @Override
    public void close() {
        collection.close();
    }
}
