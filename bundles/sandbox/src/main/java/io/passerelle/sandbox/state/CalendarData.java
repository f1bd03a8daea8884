// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** One calendar with everything that was ever in it. Guarded by the world's lock. */
public final class CalendarData {
    private final String id;
    private final String owner;
    private final ObjectNode meta;
    private final Map<String, StoredEvent> events = new HashMap<>();
    private final TreeMap<Long, StoredEvent> changes = new TreeMap<>();
    private final Map<String, String> byUid = new HashMap<>();
    private final Map<String, TreeSet<String>> exceptions = new HashMap<>();
    private long version;
    private int epoch;

    /**
     * @param id    calendar id
     * @param owner e-mail of the account that owns it
     * @param meta  summary, description, location, timeZone, conferenceProperties
     */
    public CalendarData(String id, String owner, ObjectNode meta, long version) {
        this.id = id;
        this.owner = owner;
        this.meta = meta;
        this.version = version;
    }

    public String id() {
        return id;
    }

    public String owner() {
        return owner;
    }

    public ObjectNode meta() {
        return meta;
    }

    public ZoneId zone() {
        return ZoneId.of(meta.path("timeZone").asText("UTC"));
    }

    /** Version of the last change to the calendar's own properties. */
    public long version() {
        return version;
    }

    public void touched(long now) {
        version = now;
    }

    /** Raised when all sync tokens of this calendar are thrown away. */
    public int epoch() {
        return epoch;
    }

    public void expireSyncTokens() {
        epoch++;
    }

    public void epoch(int restored) {
        epoch = restored;
    }

    public Optional<StoredEvent> event(String eventId) {
        return Optional.ofNullable(events.get(eventId));
    }

    /** The single event or series master with this iCalendar UID, deleted ones included. */
    public Optional<StoredEvent> byUid(String uid) {
        return Optional.ofNullable(byUid.get(uid)).map(events::get);
    }

    public void put(StoredEvent event) {
        StoredEvent old = events.put(event.id(), event);
        if (old != null) {
            changes.remove(old.version());
        }
        changes.put(event.version(), event);
        if (event.masterId() == null) {
            byUid.put(event.iCalUid(), event.id());
        } else {
            exceptions.computeIfAbsent(event.masterId(), m -> new TreeSet<>()).add(event.id());
        }
    }

    /** Exceptions of a series, cancelled ones included, by id. */
    public List<StoredEvent> exceptionsOf(String masterId) {
        List<StoredEvent> out = new ArrayList<>();
        for (String exception : exceptions.getOrDefault(masterId, new TreeSet<>())) {
            out.add(events.get(exception));
        }
        return out;
    }

    /** Changes with {@code after < version <= upTo}, oldest first. */
    public Collection<StoredEvent> changes(long after, long upTo) {
        return after >= upTo ? List.of() : changes.subMap(after, false, upTo, true).values();
    }

    public Collection<StoredEvent> all() {
        return changes.values();
    }

    /** Version of the latest change of any event, 0 for none. */
    public long lastChange() {
        return changes.isEmpty() ? 0 : changes.lastKey();
    }

    public int size() {
        return events.size();
    }
}
