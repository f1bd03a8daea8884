// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.OccurrenceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Changes fields of one event, on condition that it is still the one the change was decided on. */
final class GoogleUpdate {
    /** Lists that are replaced whole, so that what is there has to be known first. */
    private static final Set<String> NEED_PRESENT =
            Set.of("attendees", CalendarEvent.OVERRIDES, CalendarEvent.RECURRENCE);

    private final String calendar;
    private final GoogleEventTranslator translator;
    private final ItemRef ref;
    private final GoogleRevision expected;
    private final CalendarEvent item;
    private final Set<FieldPath> fields;
    private final Set<String> roots;

    GoogleUpdate(String calendar, GoogleEventTranslator translator, Write.Update update, CalendarEvent item) {
        this.calendar = calendar;
        this.translator = translator;
        this.ref = update.ref();
        this.expected = GoogleRevision.parse(update.expected());
        this.item = item;
        this.roots = GoogleEventPatch.changeable(update.fields(), expected.type());
        this.fields = update.fields().stream()
                .filter(path -> roots.contains(path.root()))
                .collect(Collectors.toSet());
    }

    GoogleStep<WriteResult> begin() {
        if (roots.isEmpty()) {
            throw PasserelleException.of(
                    ErrorCode.ITEM_REJECTED, "none of these fields can be changed in an event of this kind");
        }
        if (!expected.isSeries() && roots.stream().noneMatch(NEED_PRESENT::contains)) {
            Map<String, Object> body = body(Set.of(), Map.of());
            return body.isEmpty() ? read(found -> unchanged(found)) : patch(body, this::plain);
        }
        return read(found -> {
            if (found.isEmpty()) {
                return GoogleStep.done(new WriteResult.Gone(ref));
            }
            return found.get().version().equals(expected)
                    ? write(found.get())
                    : GoogleStep.done(new WriteResult.Changed(ref));
        });
    }

    private GoogleStep<WriteResult> read(
            Function<Optional<GoogleSeries>, GoogleStep<WriteResult>> then) {
        return GoogleSeries.read(calendar, ref.value(), then);
    }

    /** Nothing of it can be written (the organiser, a category): what is there says so. */
    private GoogleStep<WriteResult> unchanged(Optional<GoogleSeries> found) {
        return found.isPresent()
                ? GoogleWriter.written(found.get(), translator)
                : GoogleStep.done(new WriteResult.Gone(ref));
    }

    private GoogleStep<WriteResult> plain(Map<String, Object> event) {
        return GoogleEvents.isMaster(event)
                ? GoogleWriter.writtenSeries(calendar, event, translator)
                : GoogleWriter.written(GoogleSeries.plain(event), translator);
    }

    private GoogleStep<WriteResult> write(GoogleSeries present) {
        Map<String, Object> body = body(excluded(present), present.event());
        Set<OccurrenceId> named = changed(present);
        if (body.isEmpty()) {
            return occurrences(present, named, Set.of());
        }
        return patch(body, event -> {
            boolean timing = roots.contains(CalendarEvent.RECURRENCE) || roots.contains(CalendarEvent.WHEN);
            if (!GoogleEvents.isMaster(event)) {
                return plain(event);
            }
            if (!timing && present.exceptions().isEmpty()) {
                return occurrences(GoogleSeries.plain(event), named, Set.of());
            }
            return GoogleSeries.reread(calendar, event, found -> found.isEmpty()
                    ? GoogleStep.done(new WriteResult.Gone(ref))
                    : occurrences(found.get(), named, aside(present, found.get(), timing)));
        });
    }

    /** Exceptions that followed their series until now have to follow it further, or came back with it. */
    private Set<OccurrenceId> aside(GoogleSeries before, GoogleSeries now, boolean timing) {
        Set<OccurrenceId> aside = new TreeSet<>();
        if (before.version().isSeries()) {
            aside.addAll(new GoogleOverrides(calendar, translator, before, item).hidden());
        }
        if (timing) {
            aside.addAll(now.item(translator).overrides().keySet());
            aside.addAll(item.overrides().keySet());
        }
        return aside;
    }

    private Map<String, Object> body(Set<OccurrenceId> excluded, Map<String, Object> present) {
        Set<String> written = new TreeSet<>(roots);
        boolean lines = !present.isEmpty()
                && GoogleEvents.isMaster(present)
                && !excluded.equals(excludedIn(present));
        if (lines) {
            written.add(CalendarEvent.RECURRENCE);
        }
        return GoogleEventPatch.event(item, written, excluded, present, translator.calendarZone());
    }

    private GoogleStep<WriteResult> patch(
            Map<String, Object> body, Function<Map<String, Object>, GoogleStep<WriteResult>> then) {
        return GoogleStep.call(
                GoogleCall.patch(calendar, ref.value(), body, Optional.of(expected.etag())), answer -> {
                    if (answer.isGone()) {
                        return GoogleStep.done(new WriteResult.Gone(ref));
                    }
                    if (answer.status() == 412) {
                        return GoogleWriter.changed(calendar, ref, new WriteResult.Gone(ref));
                    }
                    if (!answer.isSuccess()) {
                        throw GoogleErrors.ofWrite(answer);
                    }
                    return then.apply(answer.body());
                });
    }

    private GoogleStep<WriteResult> occurrences(
            GoogleSeries present, Set<OccurrenceId> named, Set<OccurrenceId> aside) {
        return present.version().isSeries()
                ? new GoogleOverrides(calendar, translator, present, item).write(named, aside)
                : GoogleWriter.written(present, translator);
    }

    /** Occurrences that this write names; the bare root names all of them. */
    private Set<OccurrenceId> changed(GoogleSeries present) {
        Set<OccurrenceId> changed = new TreeSet<>();
        for (FieldPath path : fields) {
            if (!path.root().equals(CalendarEvent.OVERRIDES)) {
                continue;
            }
            if (path.key().isEmpty()) {
                changed.addAll(item.overrides().keySet());
                changed.addAll(present.item(translator).overrides().keySet());
            } else {
                changed.add(OccurrenceId.parse(path.key()));
            }
        }
        return changed;
    }

    /** EXDATEs as they should be: an occurrence that is to take place must not be among them. */
    private SortedSet<OccurrenceId> excluded(GoogleSeries present) {
        SortedSet<OccurrenceId> cancelled = GoogleOverrides.cancelled(item);
        if (roots.contains(CalendarEvent.RECURRENCE) || !GoogleEvents.isMaster(present.event())) {
            return cancelled;
        }
        SortedSet<OccurrenceId> excluded = excludedIn(present.event());
        if (roots.contains(CalendarEvent.OVERRIDES)) {
            excluded.removeIf(id -> changed(present).contains(id) && !cancelled.contains(id));
        }
        return excluded;
    }

    private SortedSet<OccurrenceId> excludedIn(Map<String, Object> master) {
        return new TreeSet<>(translator.series(master, List.of()).overrides().keySet());
    }
}
