// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Changes, cancels and restores single occurrences of a series; each is a resource of its own at Google. */
final class GoogleOverrides {
    private final String calendar;
    private final GoogleEventTranslator translator;
    private final GoogleSeries present;
    private final CalendarEvent wanted;
    private final EventTime when;
    private final EventDetails details;
    private final SortedSet<OccurrenceId> excluded;
    private final Map<OccurrenceId, Map<String, Object>> exceptions = new HashMap<>();

    /**
     * A change of one occurrence, ready to be sent.
     *
     * @param id address of the instance
     * @param body of the PATCH
     * @param etag what the exception must still have; empty for an occurrence that is no exception yet
     * @param required whether the write has to fail when Google refuses this one
     */
    private record Patch(
            OccurrenceId occurrence, String id, Map<String, Object> body, Optional<String> etag, boolean required) {
        Patch at(String other) {
            return new Patch(occurrence, other, body, Optional.empty(), required);
        }
    }

    /**
     * For one series.
     *
     * @param present the series as it is, its master as just written
     * @param wanted the item as it should be
     */
    GoogleOverrides(String calendar, GoogleEventTranslator translator, GoogleSeries present, CalendarEvent wanted) {
        this.calendar = calendar;
        this.translator = translator;
        this.present = present;
        this.wanted = wanted;
        CalendarEvent master = translator.series(present.event(), List.of());
        this.when = master.when();
        this.details = master.details();
        this.excluded = new TreeSet<>(master.overrides().keySet());
        present.exceptions().forEach(exception ->
                exceptions.put(GoogleTimes.occurrence(exception, when, translator.calendarZone()), exception));
    }

    /** Occurrences of an item that do not take place. */
    static SortedSet<OccurrenceId> cancelled(CalendarEvent item) {
        SortedSet<OccurrenceId> cancelled = new TreeSet<>();
        item.overrides().forEach((id, override) -> {
            if (isCancelled(override)) {
                cancelled.add(id);
            }
        });
        return cancelled;
    }

    /** Exceptions that differ from their series in nothing that we know, until the series changes. */
    Set<OccurrenceId> hidden() {
        Set<OccurrenceId> hidden = new TreeSet<>();
        Set<OccurrenceId> shown = present.item(translator).overrides().keySet();
        exceptions.forEach((id, exception) -> {
            if (!shown.contains(id)) {
                hidden.add(id);
            }
        });
        return hidden;
    }

    static boolean isCancelled(Occurrence override) {
        return override instanceof Occurrence.Cancelled
                || override instanceof Occurrence.Changed changed
                        && changed.details().status() == EventStatus.CANCELLED;
    }

    /**
     * Brings some occurrences to what is wanted and ends with the series as it is then.
     *
     * @param named those that have to be right in the end
     * @param aside those that the change of their master may have put wrong; what Google refuses of them stays
     */
    GoogleStep<WriteResult> write(Collection<OccurrenceId> named, Collection<OccurrenceId> aside) {
        List<Patch> patches = new ArrayList<>();
        named.forEach(id -> patch(id, true).ifPresent(patches::add));
        aside.stream().filter(id -> !named.contains(id)).forEach(id -> patch(id, false).ifPresent(patches::add));
        return patches.isEmpty() ? GoogleWriter.written(present, translator) : send(patches, true);
    }

    private GoogleStep<WriteResult> send(List<Patch> patches, boolean first) {
        if (patches.isEmpty()) {
            return GoogleWriter.writtenSeries(calendar, present.event(), translator);
        }
        List<GoogleCall> calls = patches.stream()
                .map(patch -> GoogleCall.patch(calendar, patch.id(), patch.body(), patch.etag()))
                .toList();
        return new GoogleStep.Calls<>(calls, answers -> {
            List<Patch> unknown = new ArrayList<>();
            for (int i = 0; i < patches.size(); i++) {
                GoogleAnswer answer = answers.get(i);
                if (answer.isGone() && first) {
                    unknown.add(patches.get(i));
                } else if (answer.status() == 412) {
                    return GoogleStep.done(new WriteResult.Changed(present.ref()));
                } else if (!answer.isSuccess() && (patches.get(i).required() || !isRefusal(answer))) {
                    throw GoogleErrors.ofWrite(answer);
                }
            }
            return unknown.isEmpty() ? send(List.of(), false) : find(unknown);
        });
    }

    /** After "this and following" was split off, instances keep ids of the first series: then only the start finds them. */
    private GoogleStep<WriteResult> find(List<Patch> unknown) {
        List<GoogleCall> calls = unknown.stream()
                .map(patch -> GoogleCall.instances(
                        calendar,
                        present.ref().value(),
                        Map.of(
                                "originalStart",
                                GoogleTimes.originalStart(patch.occurrence(), when, translator.calendarZone()),
                                "showDeleted",
                                true,
                                "maxResults",
                                1)))
                .toList();
        return new GoogleStep.Calls<>(calls, answers -> {
            List<Patch> found = new ArrayList<>();
            for (int i = 0; i < unknown.size(); i++) {
                Patch patch = unknown.get(i);
                List<Map<String, Object>> instances = answers.get(i).itemsOrThrow();
                if (!instances.isEmpty()) {
                    found.add(patch.at(GoogleEvents.id(instances.get(0))));
                } else if (patch.required() && !isCancelled(wantedAt(patch.occurrence()))) {
                    throw PasserelleException.of(ErrorCode.ITEM_REJECTED, "an override that is no occurrence");
                }
            }
            return send(found, false);
        });
    }

    private static boolean isRefusal(GoogleAnswer answer) {
        return Set.of(400, 403, 404, 410).contains(answer.status())
                && GoogleErrors.of(answer).code().type() != ErrorType.RATE_LIMITED;
    }

    private Occurrence wantedAt(OccurrenceId id) {
        Occurrence override = wanted.overrides().get(id);
        // Without override the occurrence is to be as its series has it.
        return override == null ? new Occurrence.Changed(GoogleTimes.unchanged(id, when), details) : override;
    }

    private Optional<Patch> patch(OccurrenceId id, boolean required) {
        Map<String, Object> exception = exceptions.get(id);
        boolean gone = exception == null ? excluded.contains(id) : GoogleEvents.isCancelled(exception);
        Occurrence target = wantedAt(id);
        if (isCancelled(target)) {
            return gone ? Optional.empty() : Optional.of(patch(id, exception, Map.of("status", "cancelled"), required));
        }
        if (exception == null && wanted.overrides().get(id) == null) {
            return Optional.empty();
        }
        Occurrence.Changed changed = (Occurrence.Changed) target;
        Map<String, Object> body;
        if (exception != null && !gone) {
            Occurrence.Changed now = translator.changed(exception);
            body = GoogleEventPatch.occurrence(
                    changed, now.when(), now.details(), exception, translator.calendarZone());
        } else {
            body = GoogleEventPatch.occurrence(
                    changed, GoogleTimes.unchanged(id, when), details, present.event(), translator.calendarZone());
        }
        if (gone) {
            revive(changed, body);
        }
        return body.isEmpty() ? Optional.empty() : Optional.of(patch(id, exception, body, required));
    }

    /** A cancelled instance comes back with whatever Google kept of it, so that everything is written. */
    private void revive(Occurrence.Changed changed, Map<String, Object> body) {
        List<FieldPath> all = GoogleEventTranslator.CARRIED.stream().map(FieldPath::of).toList();
        body.putAll(GoogleEventPatch.details(
                changed.details(), GoogleEventPatch.changeable(all, "default"), present.event()));
        GoogleTimes.write(changed.when(), translator.calendarZone(), body);
    }

    private Patch patch(OccurrenceId id, Map<String, Object> exception, Map<String, Object> body, boolean required) {
        return exception == null
                ? new Patch(
                        id,
                        GoogleTimes.instanceId(present.ref().value(), id, when, translator.calendarZone()),
                        body,
                        Optional.empty(),
                        required)
                : new Patch(id, GoogleEvents.id(exception), body, Optional.of(GoogleEvents.etag(exception)), required);
    }
}
