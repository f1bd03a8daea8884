// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ItemRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A listing of changes has only those parts of a series that changed, so each series concerned is read again as a whole, 50 in
 * a batch. That also tells an instance without series from an instance whose series merely did not change.
 */
final class GoogleDelta implements GooglePending {
    private final GoogleCalls calls;
    private final String calendar;
    private final GoogleEventTranslator translator;
    private final Map<String, List<Map<String, Object>>> touched = new LinkedHashMap<>();
    private final Set<String> masters = new HashSet<>();
    private final Set<String> settled = new HashSet<>();

    GoogleDelta(GoogleCalls calls, String calendar, GoogleEventTranslator translator) {
        this.calls = calls;
        this.calendar = calendar;
        this.translator = translator;
    }

    @Override
    public void master(Map<String, Object> master) {
        String id = GoogleEvents.id(master);
        settled.remove(id);
        masters.add(id);
        touched.computeIfAbsent(id, series -> new ArrayList<>());
    }

    @Override
    public void exception(Map<String, Object> exception) {
        touched.computeIfAbsent(GoogleEvents.series(exception).orElseThrow(), series -> new ArrayList<>())
                .add(exception);
    }

    @Override
    public void cancelled(String id) {
        settled.add(id);
    }

    @Override
    public void plain(String id) {
        settled.add(id);
    }

    @Override
    public Iterator<List<Change>> rest() {
        touched.keySet().removeAll(settled);
        Iterator<String> ids = List.copyOf(touched.keySet()).iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return ids.hasNext();
            }

            @Override
            public List<Change> next() {
                List<String> some = new ArrayList<>();
                while (ids.hasNext() && some.size() < GoogleCalls.BATCH) {
                    some.add(ids.next());
                }
                return read(some);
            }
        };
    }

    private List<Change> read(List<String> ids) {
        List<GoogleStep<Optional<GoogleSeries>>> steps = new ArrayList<>();
        ids.forEach(id -> steps.add(GoogleSeries.read(calendar, id, GoogleStep::done)));
        List<Optional<GoogleSeries>> found = GoogleStep.run(calls, steps, failure -> {
            throw failure;
        });
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            add(ids.get(i), found.get(i), changes);
        }
        return changes;
    }

    private void add(String id, Optional<GoogleSeries> series, List<Change> changes) {
        List<Map<String, Object>> instances = touched.get(id);
        if (series.isPresent()) {
            changes.add(series.get().change(translator));
            if (masters.contains(id)) {
                // Whoever was invited to single instances before and to all of them now has them as part of the series.
                instances.forEach(
                        instance -> changes.add(new Change.Tombstone(ItemRef.of(GoogleEvents.id(instance)))));
            }
        } else {
            changes.add(new Change.Tombstone(ItemRef.of(id)));
            instances.forEach(instance -> changes.add(GoogleFullPass.orphan(instance, translator)));
        }
    }
}
