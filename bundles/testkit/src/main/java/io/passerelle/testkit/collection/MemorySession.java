// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.Change;
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
import io.passerelle.model.error.PasserelleException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@link MemoryCollection} opened for one run. */
final class MemorySession implements ItemCollection {
    private static final int FETCHED_PER_REQUEST = 50;

    private final MemoryCollection store;
    private final MemoryBehaviour behaviour;
    private long requests;
    private boolean closed;

    MemorySession(MemoryCollection store, Access granted) {
        this.store = store;
        this.behaviour = granted == Access.READ ? store.behaviour().readOnly() : store.behaviour();
    }

    @Override
    public CollectionInfo info() {
        CollectionInfo own = store.info();
        return new CollectionInfo(
                own.id(), own.kind(), own.name(), behaviour.access(), own.color(), own.zone(), own.primary());
    }

    @Override
    public Set<String> carriedFields() {
        return behaviour.carried();
    }

    @Override
    public int maxBatch() {
        return behaviour.maxBatch();
    }

    @Override
    public Traffic traffic() {
        return new Traffic(requests, 0, 0);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public ChangeFeed changesSince(Cursor cursor) {
        open();
        return new Feed(cursor);
    }

    @Override
    public List<Fetched> fetch(Collection<ItemRef> refs) {
        open();
        List<Fetched> results = new ArrayList<>();
        for (ItemRef ref : refs) {
            if (results.size() % FETCHED_PER_REQUEST == 0) {
                request();
                store.faults().at(MemoryFaults.Point.FETCH);
            }
            synchronized (store) {
                MemoryCollection.Entry entry = store.entry(ref);
                if (entry == null) {
                    results.add(new Fetched.Gone(ref));
                } else if (entry.unreadable()) {
                    results.add(new Fetched.Unreadable(ref, ErrorCode.ITEM_MALFORMED, "no END"));
                } else {
                    results.add(new Fetched.Found(ref, entry.revision(), entry.item(), entry.modifiedAt()));
                }
            }
        }
        return results;
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
        open();
        if (behaviour.access() == Access.READ) {
            throw PasserelleException.of(ErrorCode.COLLECTION_READ_ONLY);
        }
        if (writes.size() > behaviour.maxBatch()) {
            throw new IllegalArgumentException("a batch has at most " + behaviour.maxBatch() + " writes");
        }
        request();
        store.faults().at(MemoryFaults.Point.WRITE);
        List<WriteResult> results = new ArrayList<>();
        for (Write write : writes) {
            results.add(store.faults().answer(write).orElseGet(() -> perform(write)));
        }
        store.faults().at(MemoryFaults.Point.ANSWER);
        return results;
    }

    @Override
    public Map<String, ItemRef> created(Collection<String> keys) {
        open();
        Map<String, ItemRef> created = new HashMap<>();
        if (!keys.isEmpty()) {
            request();
            store.faults().at(MemoryFaults.Point.FETCH);
        }
        synchronized (store) {
            for (String key : keys) {
                ItemRef ref = store.refOfKey(key);
                if (ref != null && store.entry(ref) != null) {
                    created.put(key, ref);
                }
            }
        }
        return created;
    }

    private WriteResult perform(Write write) {
        synchronized (store) {
            if (write instanceof Write.Create create) {
                return create(create);
            }
            if (write instanceof Write.Update update) {
                return update(update);
            }
            Write.Delete delete = (Write.Delete) write;
            MemoryCollection.Entry entry = store.entry(delete.ref());
            if (entry == null) {
                return new WriteResult.Deleted(delete.ref());
            }
            if (!entry.revision().equals(delete.expected())) {
                return new WriteResult.Changed(delete.ref());
            }
            store.remove(delete.ref());
            return new WriteResult.Deleted(delete.ref());
        }
    }

    private WriteResult create(Write.Create create) {
        ItemRef byKey = store.refOfKey(create.key());
        if (byKey != null && store.entry(byKey) != null) {
            return done(store.entry(byKey));
        }
        if (byKey != null && behaviour.spendsKeys()) {
            return new WriteResult.Gone(byKey);
        }
        Optional<ItemRef> sameUid = store.refOf(create.item().uid());
        if (behaviour.uniqueUid() && sameUid.isPresent()) {
            return new WriteResult.Exists(sameUid.get());
        }
        return done(store.create(create.key(), create.item()));
    }

    private WriteResult update(Write.Update update) {
        MemoryCollection.Entry entry = store.entry(update.ref());
        if (entry == null) {
            return new WriteResult.Gone(update.ref());
        }
        if (!entry.revision().equals(update.expected())) {
            return new WriteResult.Changed(update.ref());
        }
        return done(store.update(update.ref(), update.item(), update.fields()));
    }

    private WriteResult done(MemoryCollection.Entry entry) {
        return new WriteResult.Done(
                entry.ref(),
                entry.revision(),
                behaviour.answersStored() ? Optional.of(entry.item()) : Optional.empty());
    }

    private void request() {
        requests++;
        synchronized (store) {
            store.requested();
        }
    }

    private void open() {
        if (closed) {
            throw new IllegalStateException("the collection is closed");
        }
    }

    /** Reads a copy of the log, page by page. */
    private final class Feed implements ChangeFeed {
        private final Optional<Long> from;
        private final boolean full;
        private final List<Change> changes = new ArrayList<>();
        private Cursor next;
        private int read = -1;

        Feed(Cursor cursor) {
            synchronized (store) {
                from = store.position(cursor);
            }
            full = cursor.isStart();
        }

        @Override
        public FeedStep next() {
            open();
            if (read >= changes.size()) {
                return new FeedStep.End(next);
            }
            request();
            store.faults().at(MemoryFaults.Point.PAGE);
            if (from.isEmpty()) {
                return new FeedStep.Expired();
            }
            if (read < 0) {
                collect();
                read = 0;
            }
            int to = Math.min(changes.size(), read + behaviour.pageSize());
            List<Change> page = changes.subList(read, to);
            read = to;
            return page.isEmpty() ? new FeedStep.End(next) : new FeedStep.Page(page);
        }

        private void collect() {
            synchronized (store) {
                for (Map.Entry<Long, ItemRef> logged : store.log().tailMap(from.get(), false).entrySet()) {
                    MemoryCollection.Entry entry = store.entry(logged.getValue());
                    if (entry != null && store.faults().omits(entry.ref())) {
                        continue;
                    }
                    if (entry != null) {
                        changes.add(change(entry));
                    } else if (!full) {
                        changes.add(new Change.Tombstone(logged.getValue()));
                    }
                }
                next = store.cursor();
            }
        }

        private Change change(MemoryCollection.Entry entry) {
            if (entry.unreadable()) {
                return new Change.Unreadable(entry.ref(), ErrorCode.ITEM_MALFORMED, "no END");
            }
            return new Change.Upsert(
                    entry.ref(),
                    entry.revision(),
                    behaviour.bodiesInFeed() ? Optional.of(entry.item()) : Optional.empty(),
                    entry.modifiedAt());
        }

        @Override
        public void close() {
            read = Integer.MAX_VALUE;
        }
    }
}
