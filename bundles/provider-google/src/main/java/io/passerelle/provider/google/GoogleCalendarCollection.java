// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Google calendar. */
final class GoogleCalendarCollection implements ItemCollection {
    private final GoogleCalls calls;
    private final CollectionInfo info;
    private final GoogleEventTranslator translator;
    private final GoogleWriter writer;

    GoogleCalendarCollection(GoogleCalls calls, CollectionInfo info, GoogleEventTranslator translator) {
        this.calls = calls;
        this.info = info;
        this.translator = translator;
        this.writer = new GoogleWriter(info.id().value(), translator);
    }

    @Override
    public CollectionInfo info() {
        return info;
    }

    @Override
    public Set<String> carriedFields() {
        return GoogleEventTranslator.CARRIED;
    }

    @Override
    public ChangeFeed changesSince(Cursor cursor) {
        return new GoogleFeed(calls, info.id().value(), translator, cursor);
    }

    @Override
    public List<Fetched> fetch(Collection<ItemRef> refs) {
        List<GoogleStep<Fetched>> steps = new ArrayList<>();
        for (ItemRef ref : Set.copyOf(refs)) {
            steps.add(GoogleSeries.read(info.id().value(), ref.value(), found -> GoogleStep.done(found
                    .map(series -> series.fetched(ref, translator))
                    .orElseGet(() -> new Fetched.Gone(ref)))));
        }
        return inBatches(steps);
    }

    @Override
    public Map<String, ItemRef> created(Collection<String> keys) {
        List<GoogleStep<Map<String, ItemRef>>> steps = keys.stream()
                .map(key -> GoogleSeries.marked(info.id().value(), key))
                .toList();
        Map<String, ItemRef> created = new HashMap<>();
        inBatches(steps).forEach(created::putAll);
        return created;
    }

    /** What cannot be read ends it. */
    private <R> List<R> inBatches(List<GoogleStep<R>> steps) {
        List<R> results = new ArrayList<>();
        for (int from = 0; from < steps.size(); from += GoogleCalls.BATCH) {
            results.addAll(GoogleStep.run(
                    calls, steps.subList(from, Math.min(steps.size(), from + GoogleCalls.BATCH)), failure -> {
                        throw failure;
                    }));
        }
        return results;
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
        if (info.access() != Access.READ_WRITE) {
            throw PasserelleException.of(ErrorCode.COLLECTION_READ_ONLY, "the calendar is only read");
        }
        return GoogleStep.run(
                calls,
                writes.stream().map(writer::begin).toList(),
                failure -> new WriteResult.Failed(failure.code(), failure.getMessage(), failure.retryAfter()));
    }

    @Override
    public int maxBatch() {
        return GoogleCalls.BATCH;
    }

    @Override
    public Traffic traffic() {
        return calls.traffic();
    }

    @Override
    public void close() {
        // Nothing is held: connections belong to the JDK, tokens to the caller.
    }
}
