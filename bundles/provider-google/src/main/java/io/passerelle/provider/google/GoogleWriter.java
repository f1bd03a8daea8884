// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Item;
import java.util.Map;
import java.util.Optional;

/** Takes writes apart into calls. */
final class GoogleWriter {
    private final String calendar;
    private final GoogleEventTranslator translator;

    GoogleWriter(String calendar, GoogleEventTranslator translator) {
        this.calendar = calendar;
        this.translator = translator;
    }

    /** The first step of a write. */
    GoogleStep<WriteResult> begin(Write write) {
        try {
            if (write instanceof Write.Create create) {
                return create.item() instanceof CalendarEvent event
                        ? new GoogleCreate(calendar, translator, create.key(), event).begin()
                        : noEvent(create.item());
            }
            if (write instanceof Write.Update update) {
                return update.item() instanceof CalendarEvent event
                        ? new GoogleUpdate(calendar, translator, update, event).begin()
                        : noEvent(update.item());
            }
            return delete((Write.Delete) write);
        } catch (PasserelleException rejected) {
            return GoogleStep.done(
                    new WriteResult.Failed(rejected.code(), rejected.getMessage(), rejected.retryAfter()));
        }
    }

    private static GoogleStep<WriteResult> noEvent(Item item) {
        return GoogleStep.done(new WriteResult.Failed(
                ErrorCode.ITEM_REJECTED, item.getClass().getSimpleName() + " in a calendar", Optional.empty()));
    }

    private GoogleStep<WriteResult> delete(Write.Delete delete) {
        GoogleRevision expected = GoogleRevision.parse(delete.expected());
        if (!expected.isSeries()) {
            return delete(delete.ref(), expected);
        }
        // The master's ETag does not tell whether an exception changed.
        return GoogleSeries.read(calendar, delete.ref().value(), found -> {
            if (found.isEmpty()) {
                return GoogleStep.done(new WriteResult.Deleted(delete.ref()));
            }
            return found.get().version().equals(expected)
                    ? delete(delete.ref(), expected)
                    : GoogleStep.done(new WriteResult.Changed(delete.ref()));
        });
    }

    private GoogleStep<WriteResult> delete(ItemRef ref, GoogleRevision expected) {
        return GoogleStep.call(GoogleCall.delete(calendar, ref.value(), Optional.of(expected.etag())), answer -> {
            if (answer.isSuccess() || answer.isGone()) {
                return GoogleStep.done(new WriteResult.Deleted(ref));
            }
            if (answer.status() == 412) {
                return changed(calendar, ref, new WriteResult.Deleted(ref));
            }
            throw GoogleErrors.ofWrite(answer);
        });
    }

    /** A deletion changes the ETag as well, so that 412 alone does not tell whether the event is still there. */
    static GoogleStep<WriteResult> changed(String calendar, ItemRef ref, WriteResult whenGone) {
        return GoogleStep.call(GoogleCall.get(calendar, ref.value()), answer -> {
            boolean gone = answer.isGone() || answer.isSuccess() && GoogleEvents.isCancelled(answer.body());
            return GoogleStep.done(gone ? whenGone : new WriteResult.Changed(ref));
        });
    }

    /** The end of a write whose answer shows everything there is of the item. */
    static GoogleStep<WriteResult> written(GoogleSeries now, GoogleEventTranslator translator) {
        return GoogleStep.done(
                new WriteResult.Done(now.ref(), now.version().revision(), Optional.of(now.item(translator))));
    }

    /** The end of a write of a series: exceptions and master have ETags that only reading tells for certain. */
    static GoogleStep<WriteResult> writtenSeries(
            String calendar, Map<String, Object> master, GoogleEventTranslator translator) {
        return GoogleSeries.reread(calendar, master, found -> found.isPresent()
                ? written(found.get(), translator)
                : GoogleStep.done(new WriteResult.Gone(ItemRef.of(GoogleEvents.id(master)))));
    }
}
