// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.transfer;

import io.passerelle.host.local.web.calendar.EventCalls;
import io.passerelle.ical.ICalendarReader;
import io.passerelle.ical.ReadProblem;
import io.passerelle.ical.ReadSummary;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.FieldPath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * Takes a calendar file into a collection. Events are recognised by their UID: the same file taken again changes nothing.
 * Works in batches while it reads, so that memory stays flat.
 */
final class CalendarImport {
    private static final int MOST_PROBLEMS = 1_000;

    private final ItemCollection into;
    private final IntConsumer progress;
    private final List<CalendarEvent> batch = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int added;
    private int updated;
    private int unchanged;
    private int problemCount;

    /**
     * What became of one event that is not as it was in the file.
     *
     * @param name title of the event
     * @param uid UID, where known
     * @param reason name of the reason
     * @param taken whether the event is there all the same
     */
    record Problem(String name, String uid, String reason, boolean taken) {}

    /**
     * What became of the file.
     *
     * @param problems the first thousand
     * @param problemCount all of them
     */
    record Result(
            ReadSummary file, int added, int updated, int unchanged, List<Problem> problems, int problemCount) {}

    /** @param progress is told the number of events dealt with so far */
    CalendarImport(ItemCollection into, IntConsumer progress) {
        this.into = into;
        this.progress = progress;
    }

    Result take(InputStream file) throws IOException {
        ReadSummary summary = new ICalendarReader().read(file, this::item, this::problem);
        flush();
        return new Result(summary, added, updated, unchanged, problems, problemCount);
    }

    private void item(CalendarEvent event) {
        batch.add(event);
        if (batch.size() == into.maxBatch()) {
            flush();
        }
    }

    private void problem(ReadProblem problem) {
        add(new Problem(
                problem.label(), problem.uid().orElse(""), problem.reason().name(), problem.reason().partial()));
    }

    private void add(Problem problem) {
        problemCount++;
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(problem);
        }
    }

    private void flush() {
        if (batch.isEmpty()) {
            return;
        }
        List<WriteResult> results = into.write(
                batch.stream().<Write>map(event -> new Write.Create(EventCalls.key(), event)).toList());
        Map<ItemRef, CalendarEvent> present = new LinkedHashMap<>();
        for (int i = 0; i < results.size(); i++) {
            WriteResult result = results.get(i);
            if (result instanceof WriteResult.Done) {
                added++;
            } else if (result instanceof WriteResult.Exists exists) {
                present.put(exists.ref(), batch.get(i));
            } else {
                failed(batch.get(i), result);
            }
        }
        batch.clear();
        update(present);
        progress.accept(added + updated + unchanged);
    }

    private void update(Map<ItemRef, CalendarEvent> wanted) {
        List<Write> writes = new ArrayList<>();
        List<CalendarEvent> events = new ArrayList<>();
        for (Fetched fetched : into.fetch(wanted.keySet())) {
            CalendarEvent event = wanted.get(fetched.ref());
            if (!(fetched instanceof Fetched.Found found)) {
                add(new Problem(event.details().title(), event.uid().value(), "NOT_WRITTEN", false));
                continue;
            }
            Set<FieldPath> fields = EventCalls.everyField(found.item(), event);
            if (found.item().with(event, fields).fields().equals(found.item().fields())) {
                unchanged++;
            } else {
                writes.add(new Write.Update(found.ref(), found.revision(), event, fields));
                events.add(event);
            }
        }
        List<WriteResult> results = into.write(writes);
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i) instanceof WriteResult.Done) {
                updated++;
            } else {
                failed(events.get(i), results.get(i));
            }
        }
    }

    private void failed(CalendarEvent event, WriteResult result) {
        String reason = result instanceof WriteResult.Failed failed ? failed.code().name() : "NOT_WRITTEN";
        add(new Problem(event.details().title(), event.uid().value(), reason, false));
    }
}
