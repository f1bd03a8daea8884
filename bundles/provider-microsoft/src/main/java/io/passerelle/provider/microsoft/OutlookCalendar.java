// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

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
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An Outlook calendar. */
final class OutlookCalendar implements ItemCollection {
    private final GraphCalls calls;
    private final CollectionInfo info;
    private final Clock clock;

    OutlookCalendar(GraphCalls calls, CollectionInfo info, Clock clock) {
        this.calls = calls;
        this.info = info;
        this.clock = clock;
    }

    @Override
    public CollectionInfo info() {
        return info;
    }

    @Override
    public Set<String> carriedFields() {
        return OutlookTranslator.CARRIED;
    }

    @Override
    public ChangeFeed changesSince(Cursor cursor) {
        return new OutlookFeed(calls, info.id().value(), cursor, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    @Override
    public List<Fetched> fetch(Collection<ItemRef> refs) {
        List<ItemRef> asked = List.copyOf(Set.copyOf(refs));
        List<GraphAnswer> answers = calls.all(asked.stream().map(ref -> OutlookEvent.reading(ref.value())).toList());
        List<Fetched> results = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            results.add(answers.get(i).isGone()
                    ? new Fetched.Gone(asked.get(i))
                    : new OutlookEvent(answers.get(i).orThrow()).fetched(asked.get(i)));
        }
        return results;
    }

    @Override
    public Map<String, ItemRef> created(Collection<String> keys) {
        List<String> asked = List.copyOf(Set.copyOf(keys));
        List<GraphAnswer> answers = calls.all(asked.stream().map(this::marked).toList());
        Map<String, ItemRef> created = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            String key = asked.get(i);
            GraphJson.objects(answers.get(i).orThrow(), "value").stream()
                    .flatMap(event -> GraphJson.text(event, "id").stream())
                    .findFirst()
                    .ifPresent(id -> created.put(key, ItemRef.of(id)));
        }
        return created;
    }

    private GraphCall marked(String key) {
        String filter = "singleValueExtendedProperties/any(ep:ep/id eq '" + OutlookBody.MARKER + "' and ep/value eq '" + key + "')";
        return GraphCall.get("/me/calendars/" + GraphCall.encoded(info.id().value()) + "/events?$select=id&$filter=" + GraphCall.encoded(filter));
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
        if (info.access() != Access.READ_WRITE) {
            throw PasserelleException.of(ErrorCode.COLLECTION_READ_ONLY, "the calendar is only read");
        }
        OutlookWriter writer = new OutlookWriter(info.id().value());
        return GraphStep.run(
                calls,
                writes.stream().map(writer::begin).toList(),
                failure -> new WriteResult.Failed(failure.code(), failure.getMessage(), failure.retryAfter()));
    }

    @Override
    public int maxBatch() {
        return GraphCalls.BATCH;
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
