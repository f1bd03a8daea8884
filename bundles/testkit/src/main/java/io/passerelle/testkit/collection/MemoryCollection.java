// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A calendar or address book in memory, the reference for {@link ItemCollection}: with revisions, a change log, cursors that
 * can expire, and {@link MemoryFaults}. It stands for the service; {@link #open()} gives what an engine works with, while
 * {@link #put}, {@link #edit} and {@link #delete} are the hand of a person. May be used by several threads.
 */
public final class MemoryCollection {
    /** An item as it is stored. */
    record Entry(ItemRef ref, long version, Item item, boolean unreadable, Optional<Instant> modifiedAt) {
        Revision revision() {
            return Revision.of("r" + version);
        }
    }

    private final CollectionInfo info;
    private final MemoryBehaviour behaviour;
    private final MemoryFaults faults = new MemoryFaults();
    private final Map<ItemRef, Entry> entries = new LinkedHashMap<>();
    private final Map<ItemUid, Set<ItemRef>> byUid = new HashMap<>();
    private final NavigableMap<Long, ItemRef> log = new TreeMap<>();
    private final Map<ItemRef, Long> latest = new HashMap<>();
    private final Map<String, ItemRef> keys = new HashMap<>();
    private final Set<ItemRef> removed = new HashSet<>();
    private Optional<Clock> clock = Optional.empty();
    private long sequence;
    private long generation = 1;
    private long names;
    private long requests;
    private long writes;

    /** An empty calendar. */
    public MemoryCollection(String name, MemoryBehaviour behaviour) {
        this.behaviour = behaviour;
        this.info = new CollectionInfo(
                CollectionId.of(name),
                behaviour.carried().contains(CalendarEvent.WHEN) ? CollectionKind.CALENDAR : CollectionKind.ADDRESS_BOOK,
                name,
                behaviour.access(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** From now on it tells when items were changed, by this clock. */
    public synchronized void tellTime(Clock by) {
        clock = Optional.of(by);
    }

    /** What goes wrong from now on. */
    public MemoryFaults faults() {
        return faults;
    }

    /** Opens for a run. */
    public ItemCollection open() {
        return open(info.access());
    }

    /** Opens for a run that was granted no more than this. */
    public ItemCollection open(Access granted) {
        return new MemorySession(this, granted);
    }

    /** A person adds an item; its address is made up. */
    public synchronized ItemRef put(Item item) {
        ItemRef ref = ItemRef.of(info.id().value() + "-" + ++names);
        store(ref, item, false);
        return ref;
    }

    /** A person changes an item. */
    public synchronized void edit(ItemRef ref, Item item) {
        if (!entries.containsKey(ref)) {
            throw new IllegalArgumentException("no such item");
        }
        store(ref, item, false);
    }

    /** An item is back under the address it had: out of a bin, or in a listing that lags behind. */
    public synchronized void restore(ItemRef ref, Item item) {
        removed.remove(ref);
        store(ref, item, false);
    }

    /** A person deletes an item; nothing happens when it is gone already. */
    public synchronized void delete(ItemRef ref) {
        Entry entry = entries.remove(ref);
        if (entry != null) {
            byUid.get(entry.item().uid()).remove(ref);
            removed.add(ref);
            logged(ref);
        }
    }

    /** An item goes, and no feed ever speaks of it again: as where only the present is compared with what a cursor knew. */
    public synchronized void forget(ItemRef ref) {
        delete(ref);
        log.remove(latest.remove(ref));
    }

    /** An item moves to another address, as a DAV client does when it renames the resource. */
    public synchronized ItemRef move(ItemRef ref) {
        Item item = entries.get(ref).item();
        delete(ref);
        return put(item);
    }

    /** An item turns into something that cannot be understood. */
    public synchronized void corrupt(ItemRef ref) {
        store(ref, entries.get(ref).item(), true);
    }

    /** Every cursor handed out so far expires. */
    public synchronized void expireCursors() {
        generation++;
    }

    /** Everything is gone, and no deletion is reported: what a broken service looks like. */
    public synchronized void wipeSilently() {
        removed.addAll(entries.keySet());
        entries.clear();
        byUid.clear();
        log.clear();
        latest.clear();
        generation++;
    }

    /** All items by address. */
    public synchronized Map<ItemRef, Item> items() {
        return entries.values().stream()
                .collect(Collectors.toMap(Entry::ref, Entry::item, (a, b) -> a, LinkedHashMap::new));
    }

    /** The only item with this UID. */
    public synchronized Optional<Item> byUid(ItemUid uid) {
        return refOf(uid).map(ref -> entries.get(ref).item());
    }

    /** Address of the first item with this UID. */
    public synchronized Optional<ItemRef> refOf(ItemUid uid) {
        return byUid.getOrDefault(uid, Set.of()).stream().findFirst();
    }

    /** Revision of an item. */
    public synchronized Revision revision(ItemRef ref) {
        return entries.get(ref).revision();
    }

    /** Requests of all sessions so far: one for each page, each 50 fetched items and each call of write. */
    public synchronized long requests() {
        return requests;
    }

    /** Writes that took effect so far, a person's own not counted. */
    public synchronized long writes() {
        return writes;
    }

    /** Name, kind and access, as a listing shows them. */
    public CollectionInfo info() {
        return info;
    }

    MemoryBehaviour behaviour() {
        return behaviour;
    }

    Cursor cursor() {
        return Cursor.of(generation + ":" + sequence);
    }

    /** Sequence number that a cursor stands for; empty when it has expired. */
    Optional<Long> position(Cursor cursor) {
        if (cursor.isStart()) {
            return Optional.of(0L);
        }
        String[] parts = cursor.value().split(":");
        return Long.parseLong(parts[0]) == generation ? Optional.of(Long.parseLong(parts[1])) : Optional.empty();
    }

    NavigableMap<Long, ItemRef> log() {
        return log;
    }

    Entry entry(ItemRef ref) {
        return entries.get(ref);
    }

    ItemRef refOfKey(String key) {
        return keys.get(key);
    }

    boolean isRemoved(ItemRef ref) {
        return removed.contains(ref);
    }

    void requested() {
        requests++;
    }

    Entry create(String key, Item item) {
        ItemRef ref = ItemRef.of(info.id().value() + "-" + key);
        if (removed.contains(ref) || entries.containsKey(ref)) {
            ref = ItemRef.of(info.id().value() + "-" + key + "-" + ++names);
        }
        keys.put(key, ref);
        Item kept = behaviour.keepsUid() ? item : withUid(item, ItemUid.of(ref.value() + "@own"));
        writes++;
        return store(ref, kept, false);
    }

    Entry update(ItemRef ref, Item item, Set<FieldPath> fields) {
        writes++;
        Item before = entries.get(ref).item();
        return store(ref, before.with(item, fields), false);
    }

    void remove(ItemRef ref) {
        writes++;
        delete(ref);
    }

    private Entry store(ItemRef ref, Item item, boolean unreadable) {
        Item held = behaviour.normalise().apply(carried(item));
        Entry entry = new Entry(ref, sequence + 1, held, unreadable, clock.map(Clock::instant));
        Entry before = entries.put(ref, entry);
        if (before != null) {
            byUid.get(before.item().uid()).remove(ref);
        }
        byUid.computeIfAbsent(held.uid(), uid -> new LinkedHashSet<>()).add(ref);
        logged(ref);
        return entry;
    }

    private void logged(ItemRef ref) {
        Long before = latest.put(ref, ++sequence);
        if (before != null) {
            log.remove(before);
        }
        log.put(sequence, ref);
    }

    private Item carried(Item item) {
        Set<FieldPath> dropped = item.fields().keySet().stream()
                .filter(path -> !behaviour.carried().contains(path.root()))
                .collect(Collectors.toSet());
        return dropped.isEmpty() ? item : item.with(Blank.like(item), dropped);
    }

    private static Item withUid(Item item, ItemUid uid) {
        if (item instanceof CalendarEvent event) {
            return new CalendarEvent(uid, event.when(), event.details(), event.recurrence(), event.overrides());
        }
        return new Contact(uid, ((Contact) item).properties(), ((Contact) item).photo());
    }
}
