// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Changes and cancels single occurrences of a series; each is a resource of its own. */
final class OutlookOverrides {
    private static final int MOST_INSTANCES = 1000;
    private final OutlookEvent series;
    private final CalendarEvent wanted;
    private final EventTime when;

    /**
     * For one series.
     *
     * @param series as it is, its master as just written
     * @param wanted the item as it should be
     */
    OutlookOverrides(OutlookEvent series, CalendarEvent wanted) {
        this.series = series;
        this.wanted = wanted;
        this.when = series.item().when();
    }

    /** Brings some occurrences to what is wanted and ends with the series as it is then. */
    GraphStep<WriteResult> write(Collection<OccurrenceId> named) {
        TreeSet<OccurrenceId> due = new TreeSet<>(named);
        due.removeIf(this::isRight);
        if (due.isEmpty()) {
            return OutlookWriter.written(series);
        }
        LocalDate from = due.first().start().toLocalDate().minusDays(2);
        LocalDate to = due.last().start().toLocalDate().plusDays(2);
        return instances("/instances?startDateTime=" + from + "T00:00:00Z&endDateTime=" + to + "T00:00:00Z&$top=" + MOST_INSTANCES, due);
    }

    private boolean isRight(OccurrenceId id) {
        Occurrence target = wanted.overrides().get(id);
        Occurrence now = series.item().overrides().get(id);
        boolean gone = OutlookTranslator.cancelled(series, when).contains(id);
        if (target != null && OutlookBody.isCancelled(target)) {
            return gone;
        }
        return target == null ? now == null : now != null && now.canonical().equals(target.canonical());
    }

    private GraphStep<WriteResult> instances(String query, Set<OccurrenceId> due) {
        return GraphStep.call(GraphCall.get(OutlookEvent.path(series.id()) + query), answer -> {
            Map<OccurrenceId, String> ids = new HashMap<>();
            for (Map<String, Object> instance : GraphJson.objects(answer.orThrow(), "value")) {
                GraphJson.text(instance, "id").ifPresent(id -> ids.put(original(instance), id));
            }
            // An exception may have been moved out of the span that was asked for.
            series.exceptions().forEach(exception -> GraphJson.text(exception, "id")
                    .ifPresent(id -> ids.put(OutlookTimes.occurrence(exception, when), id)));
            return send(due, ids);
        });
    }

    private OccurrenceId original(Map<String, Object> instance) {
        return GraphJson.text(instance, "originalStart").isPresent()
                ? OutlookTimes.occurrence(instance, when)
                : OutlookTimes.read(instance).occurrence();
    }

    private GraphStep<WriteResult> send(Set<OccurrenceId> due, Map<OccurrenceId, String> ids) {
        List<GraphCall> calls = new ArrayList<>();
        for (OccurrenceId id : due) {
            String address = ids.get(id);
            Occurrence target = wanted.overrides().get(id);
            boolean cancelled = target != null && OutlookBody.isCancelled(target);
            if (address == null && !cancelled) {
                throw PasserelleException.of(ErrorCode.ITEM_REJECTED, "an override that is no occurrence");
            }
            if (address != null) {
                calls.add(cancelled
                        ? GraphCall.delete(OutlookEvent.path(address), Optional.empty())
                        : GraphCall.patch(OutlookEvent.path(address), body(id, target), Optional.empty()));
            }
        }
        return new GraphStep.Calls<>(calls, answers -> {
            for (int i = 0; i < answers.size(); i++) {
                boolean gone = calls.get(i).method().equals("DELETE") && answers.get(i).isGone();
                if (!answers.get(i).isSuccess() && !gone) {
                    throw MicrosoftErrors.ofWrite(answers.get(i));
                }
            }
            return OutlookWriter.reread(series.ref(), OutlookWriter::written);
        });
    }

    private Map<String, Object> body(OccurrenceId id, Occurrence target) {
        return target instanceof Occurrence.Changed changed
                ? OutlookBody.occurrence(changed.when(), changed.details())
                // Without override the occurrence is to be as its series has it.
                : OutlookBody.occurrence(OutlookTimes.unchanged(id, when), wanted.details());
    }
}
