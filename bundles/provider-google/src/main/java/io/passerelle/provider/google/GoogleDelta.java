// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ItemRef;
import java.util.ArrayList;
import java.util.HashSet;
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
    public List<Change> rest() {
        touched.keySet().removeAll(settled);
        List<String> ids = List.copyOf(touched.keySet());
        List<GoogleStep<Optional<GoogleSeries>>> steps = new ArrayList<>();
        ids.forEach(id -> steps.add(GoogleSeries.read(calendar, id, GoogleStep::done)));
        List<Change> changes = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += GoogleCalls.BATCH) {
            int to = Math.min(ids.size(), from + GoogleCalls.BATCH);
            List<Optional<GoogleSeries>> found = GoogleStep.run(calls, steps.subList(from, to), failure -> {
                throw failure;
            });
            for (int i = from; i < to; i++) {
                add(ids.get(i), found.get(i - from), changes);
            }
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
