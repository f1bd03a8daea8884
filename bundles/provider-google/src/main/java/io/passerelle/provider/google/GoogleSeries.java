// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * An event as it is at Google now, with the exceptions when it is a series. Google keeps both as resources of their own.
 *
 * @param event the plain event, the master of a series, or an instance whose series is not in this calendar
 * @param exceptions of a master
 */
record GoogleSeries(Map<String, Object> event, List<Map<String, Object>> exceptions) {
    private static final String PAGE_TOKEN = "nextPageToken";
    private static final int MOST_PAGES = 50;

    static GoogleSeries plain(Map<String, Object> event) {
        return new GoogleSeries(event, List.of());
    }

    ItemRef ref() {
        return ItemRef.of(GoogleEvents.id(event));
    }

    GoogleRevision version() {
        return GoogleRevision.of(event, exceptions);
    }

    /**
     * Reads an event by id and, for a series, everything that shares its iCalUID: {@code events.list} returns the exceptions
     * with it, cancelled ones too, where {@code events.instances} would expand the whole series.
     *
     * @param then goes on with what was found, or with nothing when there is no such event
     */
    static <R> GoogleStep<R> read(String calendar, String id, Function<Optional<GoogleSeries>, GoogleStep<R>> then) {
        return GoogleStep.call(GoogleCall.get(calendar, id), answer -> {
            if (answer.isGone()) {
                return then.apply(Optional.empty());
            }
            Map<String, Object> event = answer.orThrow();
            if (GoogleEvents.isCancelled(event)) {
                return then.apply(Optional.empty());
            }
            if (!GoogleEvents.isMaster(event)) {
                return then.apply(Optional.of(plain(event)));
            }
            return sharing(calendar, GoogleEvents.uid(event), found -> then.apply(Optional.of(new GoogleSeries(
                    event, found.stream().filter(e -> belongs(e, id)).toList()))));
        });
    }

    /** Reads a series whose iCalUID is known: the master and its exceptions in one round. */
    static <R> GoogleStep<R> reread(
            String calendar, Map<String, Object> master, Function<Optional<GoogleSeries>, GoogleStep<R>> then) {
        String id = GoogleEvents.id(master);
        return sharing(calendar, GoogleEvents.uid(master), found -> then.apply(found.stream()
                .filter(event -> GoogleEvents.id(event).equals(id) && !GoogleEvents.isCancelled(event))
                .findFirst()
                .map(event -> new GoogleSeries(event, found.stream().filter(e -> belongs(e, id)).toList()))));
    }

    /** Everything that has an iCalUID: masters, single events and exceptions, deleted ones too. */
    static <R> GoogleStep<R> sharing(
            String calendar, String uid, Function<List<Map<String, Object>>, GoogleStep<R>> then) {
        return page(calendar, uid, Optional.empty(), new ArrayList<>(), 0, then);
    }

    /** The event that a creation of ours with this key made, if it is there. */
    static GoogleStep<Map<String, ItemRef>> marked(String calendar, String key) {
        Map<String, Object> query = Map.of("privateExtendedProperty", GoogleEvents.MARKER + "=" + key);
        return GoogleStep.call(GoogleCall.list(calendar, query), answer -> GoogleStep.done(answer.itemsOrThrow().stream()
                .filter(event -> !GoogleEvents.isException(event) && !GoogleEvents.isCancelled(event))
                .min(Comparator.comparing((Map<String, Object> event) -> !GoogleEvents.id(event).equals(key))
                        .thenComparing(GoogleEvents::id))
                .map(event -> Map.of(key, ItemRef.of(GoogleEvents.id(event))))
                .orElse(Map.of())));
    }

    private static <R> GoogleStep<R> page(
            String calendar,
            String uid,
            Optional<String> token,
            List<Map<String, Object>> found,
            int pages,
            Function<List<Map<String, Object>>, GoogleStep<R>> then) {
        Map<String, Object> query = new LinkedHashMap<>();
        query.put("iCalUID", uid);
        query.put("showDeleted", true);
        query.put("maxResults", GoogleFeed.PAGE);
        token.ifPresent(next -> query.put("pageToken", next));
        return GoogleStep.call(GoogleCall.list(calendar, query), answer -> {
            Map<String, Object> body = answer.orThrow();
            found.addAll(answer.itemsOrThrow());
            Optional<String> next = GoogleJson.text(body, PAGE_TOKEN);
            return next.isPresent() && pages < MOST_PAGES
                    ? page(calendar, uid, next, found, pages + 1, then)
                    : then.apply(found);
        });
    }

    private static boolean belongs(Map<String, Object> event, String master) {
        return GoogleEvents.series(event).filter(master::equals).isPresent();
    }

    /** When any part of it was changed last: moving one occurrence leaves the master as it was. */
    Optional<Instant> modifiedAt() {
        return Stream.concat(Stream.of(event), exceptions.stream())
                .flatMap(part -> GoogleEvents.updated(part).stream())
                .max(Comparator.naturalOrder());
    }

    CalendarEvent item(GoogleEventTranslator translator) {
        return translator.item(event, exceptions);
    }

    /** As an answer to a question for an address. */
    Fetched fetched(ItemRef asked, GoogleEventTranslator translator) {
        try {
            return new Fetched.Found(asked, version().revision(), item(translator), modifiedAt());
        } catch (PasserelleException malformed) {
            return new Fetched.Unreadable(asked, malformed.code(), detail(malformed));
        }
    }

    /** As an entry of a feed. */
    Change change(GoogleEventTranslator translator) {
        try {
            return new Change.Upsert(ref(), version().revision(), Optional.of(item(translator)), modifiedAt());
        } catch (PasserelleException malformed) {
            return new Change.Unreadable(ref(), malformed.code(), detail(malformed));
        }
    }

    private static String detail(PasserelleException malformed) {
        return malformed.getMessage();
    }
}
