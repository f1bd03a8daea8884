// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.OccurrenceId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes writes apart into requests. Nobody hears of them: what Graph would announce is not written. */
final class OutlookWriter {
    private final String calendar;

    OutlookWriter(String calendar) {
        this.calendar = calendar;
    }

    /** The first step of a write. */
    GraphStep<WriteResult> begin(Write write) {
        try {
            if (write instanceof Write.Create create) {
                return create(create.key(), event(create.item()));
            }
            if (write instanceof Write.Update update) {
                return update(update, event(update.item()));
            }
            return delete((Write.Delete) write);
        } catch (PasserelleException rejected) {
            return GraphStep.done(new WriteResult.Failed(rejected.code(), rejected.getMessage(), rejected.retryAfter()));
        }
    }

    private static CalendarEvent event(Item item) {
        if (item instanceof CalendarEvent event) {
            return event;
        }
        throw PasserelleException.of(ErrorCode.ITEM_REJECTED, item.getClass().getSimpleName() + " in a calendar");
    }

    /** With the same transaction id Graph creates once, and answers with what is there from then on. */
    private GraphStep<WriteResult> create(String key, CalendarEvent item) {
        Map<String, Object> body = OutlookBody.create(item, key);
        return GraphStep.call(GraphCall.post("/me/calendars/" + GraphCall.encoded(calendar) + "/events", body), answer -> {
            if (answer.code().filter("ErrorDuplicateTransactionId"::equals).isPresent()) {
                return GraphStep.done(new WriteResult.Gone(ItemRef.of(key)));
            }
            if (answer.isGone()) {
                throw PasserelleException.of(ErrorCode.COLLECTION_GONE, "HTTP " + answer.status());
            }
            OutlookEvent created = new OutlookEvent(success(answer));
            return item.overrides().isEmpty() || !created.isMaster()
                    ? written(created)
                    : new OutlookOverrides(created, item).write(item.overrides().keySet());
        });
    }

    private GraphStep<WriteResult> update(Write.Update update, CalendarEvent item) {
        Set<String> roots = update.fields().stream().map(FieldPath::root).collect(Collectors.toCollection(TreeSet::new));
        return present(update.ref(), new WriteResult.Gone(update.ref()), present -> {
            if (!present.revision().equals(update.expected())) {
                return GraphStep.done(new WriteResult.Changed(update.ref()));
            }
            unannounced(present);
            return patch(present, item, roots, update.fields());
        });
    }

    private GraphStep<WriteResult> patch(OutlookEvent present, CalendarEvent item, Set<String> roots, Set<FieldPath> fields) {
        CalendarEvent before = present.item();
        Set<OccurrenceId> named = named(fields, before, item);
        boolean revives = named.stream()
                .anyMatch(id -> OutlookTranslator.cancelled(present, before.when()).contains(id)
                        && (item.overrides().get(id) == null || !OutlookBody.isCancelled(item.overrides().get(id))));
        Set<String> written = new TreeSet<>(roots);
        if (revives) {
            // A cancelled occurrence comes back only with the whole series.
            written.add(CalendarEvent.RECURRENCE);
        }
        Map<String, Object> body = OutlookBody.update(item, written);
        boolean drops = present.isMaster() && (written.contains(CalendarEvent.RECURRENCE) || written.contains(CalendarEvent.WHEN));
        if (drops) {
            named.addAll(item.overrides().keySet());
        }
        if (body.isEmpty()) {
            return named.isEmpty() ? written(present) : new OutlookOverrides(present, item).write(named);
        }
        ItemRef ref = present.ref();
        return GraphStep.call(GraphCall.patch(OutlookEvent.path(ref.value()), body, Optional.of(present.etag())), answer -> {
            if (answer.isGone()) {
                return GraphStep.done(new WriteResult.Gone(ref));
            }
            if (answer.status() == 412) {
                return GraphStep.done(new WriteResult.Changed(ref));
            }
            OutlookEvent now = new OutlookEvent(success(answer));
            return now.isMaster()
                    ? reread(ref, whole -> new OutlookOverrides(whole, item).write(named))
                    : written(now);
        });
    }

    /** Occurrences that a write names; the bare root names all of them. */
    private static Set<OccurrenceId> named(Set<FieldPath> fields, CalendarEvent before, CalendarEvent item) {
        Set<OccurrenceId> named = new TreeSet<>();
        for (FieldPath path : fields) {
            if (path.root().equals(CalendarEvent.OVERRIDES) && path.key().isEmpty()) {
                named.addAll(before.overrides().keySet());
                named.addAll(item.overrides().keySet());
            } else if (path.root().equals(CalendarEvent.OVERRIDES)) {
                named.add(OccurrenceId.parse(path.key()));
            }
        }
        return named;
    }

    private GraphStep<WriteResult> delete(Write.Delete delete) {
        return present(delete.ref(), new WriteResult.Deleted(delete.ref()), present -> {
            if (!present.revision().equals(delete.expected())) {
                return GraphStep.done(new WriteResult.Changed(delete.ref()));
            }
            unannounced(present);
            return GraphStep.call(GraphCall.delete(OutlookEvent.path(delete.ref().value()), Optional.of(present.etag())), answer -> {
                if (answer.isSuccess() || answer.isGone()) {
                    return GraphStep.done(new WriteResult.Deleted(delete.ref()));
                }
                if (answer.status() == 412) {
                    return GraphStep.done(new WriteResult.Changed(delete.ref()));
                }
                throw MicrosoftErrors.ofWrite(answer);
            });
        });
    }

    /** Graph tells every participant of each change of a meeting that the person organises: that is held. */
    private static void unannounced(OutlookEvent present) {
        if (present.isOwnMeeting()) {
            throw PasserelleException.of(ErrorCode.ITEM_REJECTED, "held: Microsoft would write to the participants of this meeting");
        }
    }

    private static GraphStep<WriteResult> present(
            ItemRef ref, WriteResult whenGone, Function<OutlookEvent, GraphStep<WriteResult>> then) {
        return GraphStep.call(OutlookEvent.reading(ref.value()), answer ->
                answer.isGone() ? GraphStep.done(whenGone) : then.apply(new OutlookEvent(answer.orThrow())));
    }

    static GraphStep<WriteResult> reread(ItemRef ref, Function<OutlookEvent, GraphStep<WriteResult>> then) {
        return present(ref, new WriteResult.Gone(ref), then);
    }

    static Map<String, Object> success(GraphAnswer answer) {
        if (!answer.isSuccess()) {
            throw MicrosoftErrors.ofWrite(answer);
        }
        return answer.body();
    }

    /** The end of a write; a series is read again, since its answer does not show what belongs to it. */
    static GraphStep<WriteResult> written(OutlookEvent now) {
        return now.isMaster() && !now.body().containsKey("cancelledOccurrences")
                ? reread(now.ref(), OutlookWriter::written)
                : GraphStep.done(new WriteResult.Done(now.ref(), now.revision(), Optional.of(now.item())));
    }
}
