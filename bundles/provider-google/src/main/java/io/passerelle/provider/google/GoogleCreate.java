// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Creates one event, once. With a foreign UID it is imported, which keeps the UID; import neither refuses nor spares an event
 * that has the UID already, so that is looked up first, and a marker tells an earlier attempt of ours. An event with our own
 * UID, or with one that was deleted here before, gets a client-chosen id, which Google takes once and never again.
 */
final class GoogleCreate {
    private final String calendar;
    private final GoogleEventTranslator translator;
    private final String key;
    private final CalendarEvent item;

    GoogleCreate(String calendar, GoogleEventTranslator translator, String key, CalendarEvent item) {
        this.calendar = calendar;
        this.translator = translator;
        this.key = key;
        this.item = item;
    }

    GoogleStep<WriteResult> begin() {
        String uid = item.uid().value();
        boolean own = uid.equals(key) || uid.startsWith(key + "@");
        return own ? insert() : lookUp(true);
    }

    private GoogleStep<WriteResult> lookUp(boolean first) {
        return GoogleSeries.sharing(calendar, item.uid().value(), found -> {
            Optional<Map<String, Object>> present = found.stream()
                    .filter(event -> !GoogleEvents.isException(event) && !GoogleEvents.isCancelled(event))
                    .findFirst();
            if (present.isPresent()) {
                return GoogleEvents.isMarked(present.get(), key)
                        ? again(present.get())
                        : GoogleStep.done(new WriteResult.Exists(ItemRef.of(GoogleEvents.id(present.get()))));
            }
            boolean deleted = found.stream().anyMatch(event -> !GoogleEvents.isException(event));
            return first && !deleted ? imported() : insert();
        });
    }

    private GoogleStep<WriteResult> imported() {
        Map<String, Object> body = body();
        body.put("iCalUID", item.uid().value());
        if (item.details().attendees().containsKey(calendar.toLowerCase(Locale.ROOT))) {
            // Google takes a foreign organiser only for a meeting that the calendar's owner takes part in.
            item.details().organizer().ifPresent(address -> body.put("organizer", Map.of("email", address)));
        }
        return GoogleStep.call(
                GoogleCall.importing(calendar, body), answer -> answer.status() == 409 ? lookUp(false) : created(answer));
    }

    private GoogleStep<WriteResult> insert() {
        Map<String, Object> body = body();
        body.put("id", key);
        return GoogleStep.call(GoogleCall.insert(calendar, body), answer -> answer.status() == 409 ? taken() : created(answer));
    }

    /** The id is ours by the key: either the event is there already, or it was once and the key is spent. */
    private GoogleStep<WriteResult> taken() {
        return GoogleStep.call(GoogleCall.get(calendar, key), answer -> {
            if (answer.isGone() || answer.isSuccess() && GoogleEvents.isCancelled(answer.body())) {
                return GoogleStep.done(new WriteResult.Gone(ItemRef.of(key)));
            }
            return again(answer.orThrow());
        });
    }

    private GoogleStep<WriteResult> created(GoogleAnswer answer) {
        if (answer.isGone()) {
            throw PasserelleException.of(ErrorCode.COLLECTION_GONE, "HTTP " + answer.status());
        }
        if (!answer.isSuccess()) {
            throw GoogleErrors.ofWrite(answer);
        }
        Map<String, Object> event = answer.body();
        return changedOccurrences().isEmpty()
                ? GoogleWriter.written(new GoogleSeries(event, List.of()), translator)
                : overrides(new GoogleSeries(event, List.of()));
    }

    /** An earlier attempt got at least this far; what it may have left out follows now. */
    private GoogleStep<WriteResult> again(Map<String, Object> event) {
        return GoogleSeries.read(calendar, GoogleEvents.id(event), found -> {
            if (found.isEmpty()) {
                return GoogleStep.done(new WriteResult.Gone(ItemRef.of(GoogleEvents.id(event))));
            }
            return found.get().version().isSeries()
                    ? overrides(found.get())
                    : GoogleWriter.written(found.get(), translator);
        });
    }

    private GoogleStep<WriteResult> overrides(GoogleSeries present) {
        return new GoogleOverrides(calendar, translator, present, item)
                .write(changedOccurrences(), Set.of());
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>(
                GoogleEventPatch.create(item, GoogleOverrides.cancelled(item), translator.calendarZone()));
        if (!item.details().attendees().isEmpty()) {
            // A copy stays a copy: Google does not put it, nor what becomes of it, into the calendars of its guests.
            body.put("privateCopy", true);
        }
        body.put("extendedProperties", Map.of("private", Map.of(GoogleEvents.MARKER, key)));
        return body;
    }

    private Set<OccurrenceId> changedOccurrences() {
        return item.overrides().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Occurrence.Changed changed
                        && !GoogleOverrides.isCancelled(changed))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
