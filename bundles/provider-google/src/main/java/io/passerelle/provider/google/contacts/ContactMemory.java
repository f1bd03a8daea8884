// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was written to an account lately. Listings of the People API learn of a change minutes later, so that they cannot tell
 * what was just written from what was deleted or changed by somebody else; this can. It also knows which creations had no
 * answer. Bounded, in memory, without content: after a restart listings are trusted again. Thread-safe.
 */
public final class ContactMemory {
    /** Google speaks of several minutes. */
    static final Duration LAG = Duration.ofMinutes(15);

    private static final int MOST = 50_000;

    private final Clock clock;
    private final Map<ItemRef, Written> written = new LinkedHashMap<>();
    private final Map<String, Instant> doubtful = new LinkedHashMap<>();
    private final Map<String, Created> created = new LinkedHashMap<>();

    /** Remembers by this clock. */
    public ContactMemory(Clock clock) {
        this.clock = clock;
    }

    /**
     * One write.
     *
     * @param revision what came of it; empty for a deletion
     * @param updated when, by Google's clock
     * @param at when, by ours
     */
    record Written(Optional<Revision> revision, Instant updated, Instant at) {}

    synchronized void written(ItemRef ref, Revision revision, Instant updated) {
        put(ref, new Written(Optional.of(revision), updated, clock.instant()));
    }

    synchronized void deleted(ItemRef ref) {
        put(ref, new Written(Optional.empty(), Instant.MAX, clock.instant()));
    }

    private void put(ItemRef ref, Written write) {
        written.remove(ref);
        written.put(ref, write);
        forget();
    }

    /** The latest write of an item, if listings may not know of it yet. */
    synchronized Optional<Written> of(ItemRef ref) {
        forget();
        return Optional.ofNullable(written.get(ref));
    }

    /** Items that listings may not know of yet. */
    synchronized Map<ItemRef, Written> all() {
        forget();
        return new LinkedHashMap<>(written);
    }

    /** A creation whose answer was lost: only a listing, in a while, tells whether it was carried out. */
    synchronized void doubt(String key) {
        doubtful.put(key, clock.instant());
        forget();
    }

    /** A creation that is known to have been carried out. */
    synchronized void created(String key, ItemRef ref) {
        doubtful.remove(key);
        created.put(key, new Created(ref, clock.instant()));
        forget();
    }

    /** What a creation with this key made lately. */
    synchronized Optional<ItemRef> created(String key) {
        forget();
        return Optional.ofNullable(created.get(key)).map(Created::ref);
    }

    private record Created(ItemRef ref, Instant at) {}

    /** How long it still takes until a listing knows of a creation; empty when nothing is in doubt. */
    synchronized Optional<Duration> doubtFor(String key) {
        return Optional.ofNullable(doubtful.get(key))
                .map(since -> Duration.between(clock.instant(), since.plus(LAG)))
                .filter(rest -> !rest.isNegative() && !rest.isZero());
    }

    private void forget() {
        Instant before = clock.instant().minus(LAG);
        for (Iterator<Written> oldest = written.values().iterator(); oldest.hasNext(); ) {
            if (!oldest.next().at().isBefore(before) && written.size() <= MOST) {
                break;
            }
            oldest.remove();
        }
        doubtful.values().removeIf(since -> since.isBefore(before));
        for (Iterator<Created> oldest = created.values().iterator(); oldest.hasNext(); ) {
            if (!oldest.next().at().isBefore(before) && created.size() <= MOST) {
                break;
            }
            oldest.remove();
        }
    }
}
