// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A listing of everything has every part of every series: they are put together without another request. */
final class GoogleFullPass implements GooglePending {
    /** Beyond this many parts memory would no longer be flat; those series are then fetched by address. */
    static final int MOST_PARTS = 20_000;

    private static final int CHUNK = 500;

    private final GoogleEventTranslator translator;
    private final int mostParts;
    private final Map<String, Map<String, Object>> masters = new LinkedHashMap<>();
    private final Map<String, List<Map<String, Object>>> exceptions = new LinkedHashMap<>();
    private final Set<String> overflow = new LinkedHashSet<>();
    private final Set<String> cancelled = new HashSet<>();
    private int parts;

    GoogleFullPass(GoogleEventTranslator translator) {
        this(translator, MOST_PARTS);
    }

    GoogleFullPass(GoogleEventTranslator translator, int mostParts) {
        this.translator = translator;
        this.mostParts = mostParts;
    }

    @Override
    public void master(Map<String, Object> master) {
        String id = GoogleEvents.id(master);
        cancelled.remove(id);
        if (hasRoom(id)) {
            masters.put(id, master);
        }
    }

    @Override
    public void exception(Map<String, Object> exception) {
        String series = GoogleEvents.series(exception).orElseThrow();
        if (hasRoom(series)) {
            exceptions.computeIfAbsent(series, id -> new ArrayList<>()).add(exception);
        }
    }

    private boolean hasRoom(String series) {
        if (parts >= mostParts || overflow.contains(series)) {
            overflow.add(series);
            masters.remove(series);
            exceptions.remove(series);
            return false;
        }
        parts++;
        return true;
    }

    @Override
    public void cancelled(String id) {
        masters.remove(id);
        cancelled.add(id);
    }

    @Override
    public void plain(String id) {
        masters.remove(id);
    }

    @Override
    public Iterator<List<Change>> rest() {
        Iterator<String> series = masters.keySet().iterator();
        Iterator<Map<String, Object>> orphans = exceptions.entrySet().stream()
                .filter(entry -> !masters.containsKey(entry.getKey()) && !cancelled.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .iterator();
        Iterator<String> unread =
                overflow.stream().filter(id -> !cancelled.contains(id)).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return series.hasNext() || orphans.hasNext() || unread.hasNext();
            }

            @Override
            public List<Change> next() {
                List<Change> changes = new ArrayList<>();
                while (hasNext() && changes.size() < CHUNK) {
                    changes.add(one());
                }
                return changes;
            }

            private Change one() {
                if (series.hasNext()) {
                    String id = series.next();
                    return new GoogleSeries(masters.get(id), exceptions.getOrDefault(id, List.of())).change(translator);
                }
                return orphans.hasNext()
                        ? orphan(orphans.next(), translator)
                        : new Change.Upsert(ItemRef.of(unread.next()), Revision.of("?"), Optional.empty());
            }
        };
    }

    /** An instance without series: an item of its own, or a deleted one. */
    static Change orphan(Map<String, Object> instance, GoogleEventTranslator translator) {
        return GoogleEvents.isCancelled(instance)
                ? new Change.Tombstone(ItemRef.of(GoogleEvents.id(instance)))
                : GoogleSeries.plain(instance).change(translator);
    }
}
