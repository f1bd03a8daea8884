// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.ical.EventSpan;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.Item;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides a batch of writes against the rows that are there, then writes what changed in a few statements. */
final class WriteBatch {
    private final ItemRows rows;
    private final ItemText text;
    private final CollectionKind kind;
    private final Instant now;
    private final List<ItemRows.Stored> inserts = new ArrayList<>();
    private final List<ItemRows.Stored> updates = new ArrayList<>();
    private final Map<String, Long> deletes = new LinkedHashMap<>();
    private Map<String, ItemRows.Row> byRef = Map.of();
    private Map<String, ItemRows.Row> byUid = Map.of();
    private long change;

    WriteBatch(ItemRows rows, ItemText text, CollectionKind kind, long lastChange, Instant now) {
        this.rows = rows;
        this.text = text;
        this.kind = kind;
        change = lastChange;
        this.now = now;
    }

    long lastChange() {
        return change;
    }

    boolean deletes() {
        return !deletes.isEmpty();
    }

    List<WriteResult> decide(Connection connection, List<Write> writes) throws SQLException {
        List<String> refs = new ArrayList<>();
        List<String> uids = new ArrayList<>();
        for (Write write : writes) {
            if (write instanceof Write.Create create) {
                refs.add(create.key());
                uids.add(ItemRows.digest(create.item().uid().value()));
            } else if (write instanceof Write.Update update) {
                refs.add(update.ref().value());
            } else if (write instanceof Write.Delete delete) {
                refs.add(delete.ref().value());
            }
        }
        byRef = rows.find(connection, "ref", refs);
        byUid = new HashMap<>(rows.find(connection, "uid_digest", uids));
        List<WriteResult> results = new ArrayList<>(writes.size());
        for (Write write : writes) {
            try {
                results.add(decide(write));
            } catch (PasserelleException unreadable) {
                results.add(failed(unreadable.code(), "stored item"));
            }
        }
        return results;
    }

    private WriteResult decide(Write write) {
        if (write instanceof Write.Create create) {
            return create(create);
        }
        if (write instanceof Write.Update update) {
            return update(update);
        }
        return delete((Write.Delete) write);
    }

    private WriteResult create(Write.Create create) {
        if (create.item() instanceof CalendarEvent != (kind == CollectionKind.CALENDAR)) {
            return failed(ErrorCode.ITEM_REJECTED, "item of another kind");
        }
        ItemRows.Row earlier = byRef.get(create.key());
        if (earlier != null) {
            return done(earlier.ref(), earlier.change(), text.read(kind, earlier));
        }
        String digest = ItemRows.digest(create.item().uid().value());
        ItemRows.Row same = byUid.get(digest);
        if (same != null) {
            return new WriteResult.Exists(ItemRef.of(same.ref()));
        }
        String body = text.write(create.item());
        if (body.length() > ItemText.LONGEST) {
            return failed(ErrorCode.TOO_LARGE, "item");
        }
        ItemRows.Row row = new ItemRows.Row(create.key(), digest, ++change, body, photo(create.item()), Optional.of(now));
        byUid.put(digest, row);
        inserts.add(stored(row, create.item()));
        return done(row.ref(), row.change(), create.item());
    }

    private WriteResult update(Write.Update update) {
        ItemRows.Row row = byRef.get(update.ref().value());
        if (row == null) {
            return new WriteResult.Gone(update.ref());
        }
        if (!LocalFeed.revision(row.change()).equals(update.expected())) {
            return new WriteResult.Changed(update.ref());
        }
        Item present = text.read(kind, row);
        Item merged = present.with(update.item(), update.fields());
        String body = text.write(merged);
        if (body.equals(row.body())) {
            return done(row.ref(), row.change(), present);
        }
        if (body.length() > ItemText.LONGEST) {
            return failed(ErrorCode.TOO_LARGE, "item");
        }
        ItemRows.Row changed = new ItemRows.Row(row.ref(), row.uidDigest(), ++change, body, photo(merged), Optional.of(now));
        updates.add(stored(changed, merged));
        return done(changed.ref(), changed.change(), merged);
    }

    private WriteResult delete(Write.Delete delete) {
        ItemRows.Row row = byRef.get(delete.ref().value());
        if (row == null) {
            return new WriteResult.Deleted(delete.ref());
        }
        if (!LocalFeed.revision(row.change()).equals(delete.expected())) {
            return new WriteResult.Changed(delete.ref());
        }
        deletes.put(row.ref(), ++change);
        byUid.remove(row.uidDigest());
        return new WriteResult.Deleted(delete.ref());
    }

    void apply(Connection connection) throws SQLException {
        // deletions first: an item may come back under the same UID in one batch
        rows.delete(connection, deletes, now);
        rows.insert(connection, inserts);
        rows.update(connection, updates);
    }

    private static Optional<ContactPhoto> photo(Item item) {
        return item instanceof Contact contact ? contact.photo() : Optional.empty();
    }

    private static ItemRows.Stored stored(ItemRows.Row row, Item item) {
        EventSpan span = ItemText.span(item);
        return new ItemRows.Stored(
                row, span.start(), span.end().orElse(ItemText.never()), item instanceof Contact);
    }

    private static WriteResult done(String ref, long change, Item item) {
        return new WriteResult.Done(ItemRef.of(ref), LocalFeed.revision(change), Optional.of(item));
    }

    private static WriteResult failed(ErrorCode code, String detail) {
        return new WriteResult.Failed(code, detail, Optional.empty());
    }
}
