// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contacts and groups of one account. Of each contact those states are kept that a listing may still have to show, because
 * listings learn of a change later than anybody who asks for the contact itself. Guarded by the world's lock.
 */
public final class AddressBook {
    private static final String[][] SYSTEM = {{"myContacts", "My Contacts"}, {"starred", "Starred"}, {"friends", "Friends"}, {"family", "Family"},
        {"coworkers", "Coworkers"}, {"blocked", "Blocked"}, {"chatBuddies", "Chat contacts"}, {"all", "All Contacts"}};

    private final Map<String, Deque<StoredPerson>> people = new LinkedHashMap<>();
    private final Map<String, StoredGroup> groups = new LinkedHashMap<>();
    private final Map<String, byte[]> photos = new LinkedHashMap<>();
    private int epoch;
    private boolean busy;

    public AddressBook() {
        for (String[] system : SYSTEM) {
            groups.put(system[0], new StoredGroup(system[0], system[0], system[1], true, false, 0, Instant.EPOCH, null));
        }
    }

    /** Stores a new state; states that no listing can need any more are dropped. */
    public void put(StoredPerson person, Instant now) {
        Deque<StoredPerson> states = people.computeIfAbsent(person.id(), id -> new ArrayDeque<>());
        states.addLast(person);
        StoredPerson seen = null;
        for (Iterator<StoredPerson> newest = states.descendingIterator(); newest.hasNext();) {
            StoredPerson state = newest.next();
            if (seen != null) {
                newest.remove();
            } else if (!state.listed().isAfter(now)) {
                seen = state;
            }
        }
    }

    /** A contact as it is; deleted ones are not there. */
    public Optional<StoredPerson> person(String id) {
        return Optional.ofNullable(people.get(id)).map(Deque::peekLast).filter(p -> !p.deleted());
    }

    /** All contacts as they are, tombstones included. */
    public List<StoredPerson> all() {
        return people.values().stream().map(Deque::peekLast).sorted(Comparator.comparingLong(StoredPerson::version)).toList();
    }

    /** Contacts as they are. */
    public List<StoredPerson> live() {
        return all().stream().filter(p -> !p.deleted()).toList();
    }

    /** The latest change that a listing knows of, given that it knows of none after the first it does not know. */
    public long listedUpTo(Instant now, long latest) {
        long bound = latest;
        for (Deque<StoredPerson> states : people.values()) {
            for (StoredPerson state : states) {
                if (state.listed().isAfter(now)) {
                    bound = Math.min(bound, state.version() - 1);
                }
            }
        }
        return bound;
    }

    /** What a listing shows of changes with {@code after < version <= upTo}, oldest first. */
    public List<StoredPerson> listed(long after, long upTo) {
        List<StoredPerson> out = new ArrayList<>();
        for (Deque<StoredPerson> states : people.values()) {
            StoredPerson shown = null;
            for (StoredPerson state : states) {
                shown = state.version() <= upTo ? state : shown;
            }
            if (shown != null && shown.version() > after) {
                out.add(shown);
            }
        }
        out.sort(Comparator.comparingLong(StoredPerson::version));
        return out;
    }

    public Collection<StoredGroup> groups() {
        return groups.values();
    }

    /** A group that is there. */
    public Optional<StoredGroup> group(String id) {
        return Optional.ofNullable(groups.get(id)).filter(g -> !g.deleted());
    }

    public void put(StoredGroup group) {
        groups.put(group.id(), group);
    }

    public Optional<byte[]> photo(String id) {
        return Optional.ofNullable(photos.get(id));
    }

    public Map<String, byte[]> photos() {
        return photos;
    }

    /** Raised when all sync tokens of this address book are thrown away. */
    public int epoch() {
        return epoch;
    }

    public void epoch(int restored) {
        epoch = restored;
    }

    /** Whether a change by somebody else is under way. */
    public boolean busy() {
        return busy;
    }

    public void busy(boolean underWay) {
        busy = underWay;
    }
}
