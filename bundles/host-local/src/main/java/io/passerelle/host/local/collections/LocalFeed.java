// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.error.PasserelleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what changed in pages, each in a transaction of its own: first the items, then the deletions. What changes while it
 * reads either comes on a later page or stays above the cursor it ends with.
 */
final class LocalFeed implements ChangeFeed {
    static final int PAGE = 500;
    private static final int PAGE_WITH_PHOTOS = 50;
    private static final String CURSOR = "1:";

    private final HostDatabase database;
    private final ChangeLog log;
    private final ItemRows rows;
    private final ItemText text;
    private final CollectionKind kind;
    private final Cursor from;
    private boolean started;
    private boolean itemsRead;
    private long itemsAfter;
    private long deletionsAfter;
    private long complete;

    LocalFeed(HostDatabase database, ChangeLog log, ItemRows rows, ItemText text, CollectionKind kind, Cursor from) {
        this.database = database;
        this.log = log;
        this.rows = rows;
        this.text = text;
        this.kind = kind;
        this.from = from;
    }

    static Cursor cursor(long change) {
        return Cursor.of(CURSOR + change);
    }

    @Override
    public FeedStep next() {
        return database.transaction(connection -> {
            ChangeLog.State state = log.state(connection);
            if (!started) {
                Optional<Long> after = position(state);
                if (after.isEmpty()) {
                    return new FeedStep.Expired();
                }
                itemsAfter = after.get();
                // a full pass has no use for deletions from before it began
                deletionsAfter = from.isStart() ? state.last() : after.get();
                started = true;
            }
            List<Change> changes = new ArrayList<>();
            if (!itemsRead) {
                int most = kind == CollectionKind.CALENDAR ? PAGE : PAGE_WITH_PHOTOS;
                List<ItemRows.Row> page = rows.withPhotos(connection, rows.changedAfter(connection, itemsAfter, most));
                page.forEach(row -> changes.add(upsert(row)));
                itemsRead = page.size() < most;
                itemsAfter = page.isEmpty() ? itemsAfter : page.get(page.size() - 1).change();
                complete = state.last();
                return new FeedStep.Page(changes);
            }
            List<ChangeLog.Deletion> page = log.deletedAfter(connection, deletionsAfter, PAGE);
            if (page.isEmpty()) {
                return new FeedStep.End(cursor(complete));
            }
            page.forEach(deletion -> changes.add(new Change.Tombstone(ItemRef.of(deletion.ref()))));
            deletionsAfter = page.get(page.size() - 1).change();
            return new FeedStep.Page(changes);
        });
    }

    private Optional<Long> position(ChangeLog.State state) {
        if (from.isStart()) {
            return Optional.of(0L);
        }
        String value = from.value();
        if (!value.matches(CURSOR + "\\d{1,18}")) {
            return Optional.empty();
        }
        long after = Long.parseLong(value.substring(CURSOR.length()));
        return after < state.prunedTo() || after > state.last() ? Optional.empty() : Optional.of(after);
    }

    private Change upsert(ItemRows.Row row) {
        ItemRef ref = ItemRef.of(row.ref());
        try {
            return new Change.Upsert(ref, revision(row.change()), Optional.of(text.read(kind, row)), row.modifiedAt());
        } catch (PasserelleException unreadable) {
            return new Change.Unreadable(ref, unreadable.code(), "stored item");
        }
    }

    static Revision revision(long change) {
        return Revision.of(Long.toString(change));
    }

    @Override
    public void close() {
        // holds nothing between pages
    }
}
