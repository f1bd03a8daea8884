// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One calendar or address book of this host. Holds no connection between calls. */
public final class LocalItems implements ItemCollection {
    private static final int MAX_BATCH = 500;

    private final HostDatabase database;
    private final CollectionInfo info;
    private final Clock clock;
    private final Duration deletionsKept;
    private final ItemText text = new ItemText();
    private final ItemRows rows;
    private final ChangeLog log;

    /**
     * An item of a calendar page.
     *
     * @param ref address
     * @param revision version
     * @param event the event or series
     */
    public record Found(ItemRef ref, String revision, CalendarEvent event) {}

    /**
     * A contact of a list.
     *
     * @param ref address
     * @param revision version
     * @param contact the contact without its picture
     * @param hasPhoto whether it has one
     */
    public record Listed(ItemRef ref, String revision, Contact contact, boolean hasPhoto) {}

    LocalItems(HostDatabase database, CollectionInfo info, Clock clock, Duration deletionsKept) {
        this.database = database;
        this.info = info;
        this.clock = clock;
        this.deletionsKept = deletionsKept;
        rows = new ItemRows(database, info.id().value());
        log = new ChangeLog(info.id().value());
    }

    @Override
    public CollectionInfo info() {
        return info;
    }

    @Override
    public Set<String> carriedFields() {
        return info.kind() == CollectionKind.CALENDAR ? CalendarEvent.ROOTS : Contact.ROOTS;
    }

    @Override
    public ChangeFeed changesSince(Cursor cursor) {
        return new LocalFeed(database, log, rows, text, info.kind(), cursor);
    }

    @Override
    public List<Fetched> fetch(Collection<ItemRef> refs) {
        List<String> keys = refs.stream().map(ItemRef::value).toList();
        Map<String, ItemRows.Row> found = database.transaction(connection -> rows.find(connection, "ref", keys));
        List<Fetched> results = new ArrayList<>(refs.size());
        for (ItemRef ref : refs) {
            results.add(fetched(ref, found.get(ref.value())));
        }
        return results;
    }

    private Fetched fetched(ItemRef ref, ItemRows.Row row) {
        if (row == null) {
            return new Fetched.Gone(ref);
        }
        try {
            return new Fetched.Found(ref, LocalFeed.revision(row.change()), text.read(info.kind(), row), row.modifiedAt());
        } catch (PasserelleException unreadable) {
            return new Fetched.Unreadable(ref, unreadable.code(), "stored item");
        }
    }

    /** An item keeps the key that it was created with as its address. */
    @Override
    public Map<String, ItemRef> created(Collection<String> keys) {
        Map<String, ItemRef> created = new HashMap<>();
        List<String> asked = List.copyOf(keys);
        database.transaction(connection -> rows.find(connection, "ref", asked))
                .keySet()
                .forEach(key -> created.put(key, ItemRef.of(key)));
        return created;
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
        if (writes.size() > MAX_BATCH) {
            throw new IllegalArgumentException("at most " + MAX_BATCH + " writes at a time");
        }
        if (writes.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant();
        return database.transaction(connection -> {
            long before = log.lock(connection);
            WriteBatch batch = new WriteBatch(rows, text, info.kind(), before, now);
            List<WriteResult> results = batch.decide(connection, writes);
            if (batch.lastChange() == before) {
                return results;
            }
            batch.apply(connection);
            log.advance(connection, batch.lastChange());
            if (batch.deletes()) {
                log.prune(connection, now.minus(deletionsKept));
            }
            return results;
        });
    }

    /** Events that may have an occurrence in a stretch of time; those that cannot be read are left out. */
    public List<Found> touching(Instant from, Instant to, int most) {
        Collection<ItemRows.Row> found = database.transaction(connection -> rows.touching(connection, from, to, most));
        List<Found> events = new ArrayList<>(found.size());
        for (ItemRows.Row row : found) {
            ItemRef ref = ItemRef.of(row.ref());
            if (fetched(ref, row) instanceof Fetched.Found one && one.item() instanceof CalendarEvent event) {
                events.add(new Found(ref, one.revision().value(), event));
            }
        }
        return events;
    }

    /** Contacts without their pictures, at most so many; those that cannot be read are left out. */
    public List<Listed> contacts(int most) {
        List<ItemRows.Row> found = database.transaction(connection -> rows.changedAfter(connection, 0, most));
        List<Listed> contacts = new ArrayList<>(found.size());
        for (ItemRows.Row row : found) {
            if (fetched(ItemRef.of(row.ref()), row) instanceof Fetched.Found one && one.item() instanceof Contact contact) {
                contacts.add(new Listed(one.ref(), one.revision().value(), contact, ItemText.hasPhoto(row.body())));
            }
        }
        return contacts;
    }

    @Override
    public int maxBatch() {
        return MAX_BATCH;
    }

    @Override
    public Traffic traffic() {
        return Traffic.NONE;
    }

    @Override
    public void close() {
        // holds nothing
    }
}
