// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.dav.http.DavHttp;
import io.passerelle.ical.ICalendarWriter;
import io.passerelle.ical.vcard.CardVersion;
import io.passerelle.ical.vcard.CardWriter;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.Item;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a batch: reads in one request what has to be known before, writes several at a time, and looks afterwards, again in one
 * request, at what is in doubt: answers that were lost, refusals that may be our own earlier success, ETags that were not told.
 */
final class Writing {
    private final DavHttp http;
    private final Put put;
    private final Multiget multiget;
    private final UidSearch uids;
    private final Conditions conditions;
    private final Meetings meetings;
    private final CollectionKind kind;
    private final Lanes lanes;
    private final Clock clock;

    Writing(
            DavHttp http,
            Put put,
            Multiget multiget,
            UidSearch uids,
            DavItems.Shared shared,
            Meetings meetings,
            CollectionKind kind,
            Clock clock) {
        this.http = http;
        this.put = put;
        this.multiget = multiget;
        this.uids = uids;
        this.conditions = shared.conditions();
        this.meetings = meetings;
        this.kind = kind;
        this.lanes = shared.lanes();
        this.clock = clock;
    }

    /** What a creation is called: always the same, so that it is found again whatever became of its answer. */
    static ItemRef name(CollectionKind kind, String key) {
        return ItemRef.of(key + (kind == CollectionKind.CALENDAR ? ".ics" : ".vcf"));
    }

    private ItemRef ref(Write write) {
        if (write instanceof Write.Create create) {
            return name(kind, create.key());
        }
        return write instanceof Write.Update update ? update.ref() : ((Write.Delete) write).ref();
    }

    List<WriteResult> write(List<Write> writes) {
        List<Attempt> attempts = writes.stream().map(write -> new Attempt(write, ref(write))).toList();
        before(attempts);
        List<Attempt> open = attempts.stream().filter(attempt -> attempt.result == null).toList();
        lanes.each(open, this::attempt);
        probe(open);
        after(attempts);
        return attempts.stream().map(attempt -> attempt.result).toList();
    }

    /** One write on its way. */
    private static final class Attempt {
        private final Write write;
        private final ItemRef ref;
        private Stored there;
        private String text;
        private WriteResult result;
        private Optional<WriteResult.Failed> doubt = Optional.empty();
        private boolean tagless;

        private Attempt(Write write, ItemRef ref) {
            this.write = write;
            this.ref = ref;
        }
    }

    private void before(List<Attempt> attempts) {
        boolean updates = attempts.stream().anyMatch(attempt -> attempt.write instanceof Write.Update);
        boolean careful = !conditions.honoured();
        Set<ItemRef> asked = new HashSet<>();
        for (Attempt attempt : attempts) {
            boolean reads = attempt.write instanceof Write.Update
                    || careful
                    || attempt.write instanceof Write.Delete && (updates || meetings.mayHold());
            if (reads) {
                asked.add(attempt.ref);
            }
        }
        boolean data = updates || meetings.mayHold();
        Map<ItemRef, Stored> found = asked.isEmpty() ? Map.of() : multiget.read(asked, data);
        for (Attempt attempt : attempts) {
            attempt.there = found.get(attempt.ref);
            if (asked.contains(attempt.ref)) {
                attempt.result = decided(attempt);
            }
        }
    }

    /** What needs no request any more; null when it does. */
    private WriteResult decided(Attempt attempt) {
        Stored there = attempt.there;
        if (attempt.write instanceof Write.Create) {
            if (there != null) {
                attempt.doubt = Optional.of(failed(ErrorCode.ITEM_CHANGED, "there already"));
                return PENDING;
            }
            return null;
        }
        if (there == null) {
            return attempt.write instanceof Write.Delete
                    ? new WriteResult.Deleted(attempt.ref)
                    : new WriteResult.Gone(attempt.ref);
        }
        return attempt.write instanceof Write.Update update ? decidedUpdate(attempt, update) : decidedDelete(attempt);
    }

    /** Stands for a result that the look afterwards brings. */
    private static final WriteResult PENDING = failed(ErrorCode.INTERNAL_ERROR, "in doubt");

    private WriteResult decidedDelete(Attempt attempt) {
        Write.Delete delete = (Write.Delete) attempt.write;
        if (!attempt.there.revision().equals(delete.expected())) {
            return new WriteResult.Changed(attempt.ref);
        }
        boolean held = Texts.readable(kind, attempt.there.text()).filter(meetings::held).isPresent();
        return held ? failed(ErrorCode.MEETING_HELD, "the server would tell its participants") : null;
    }

    private WriteResult decidedUpdate(Attempt attempt, Write.Update update) {
        Stored there = attempt.there;
        if (!there.revision().equals(update.expected())) {
            return new WriteResult.Changed(attempt.ref);
        }
        Optional<Item> now = Texts.readable(kind, there.text());
        if (now.isEmpty()) {
            return failed(ErrorCode.ITEM_MALFORMED, "what is there cannot be read, so it cannot be changed");
        }
        Item wanted = meetings.wanted(now.get(), update.item(), update.fields());
        if (wanted.equals(now.get())) {
            return new WriteResult.Done(attempt.ref, there.revision(), Optional.of(meetings.carried(now.get())));
        }
        if (meetings.held(now.get())) {
            return failed(ErrorCode.MEETING_HELD, "the server would tell its participants");
        }
        attempt.text = wanted instanceof CalendarEvent event
                ? ICalendarWriter.edit(
                        there.text(), Texts.spelled(event, there.text()), clock.instant(), meetings.lines(event))
                : CardWriter.edit(there.text(), (Contact) wanted);
        return null;
    }

    /** Runs in one of several threads. */
    private void attempt(Attempt attempt) {
        try {
            Put.Said said = send(attempt);
            judge(attempt, said);
        } catch (PasserelleException failure) {
            if (failure.code() == ErrorCode.GRANT_LOST || failure.code() == ErrorCode.RUN_INTERRUPTED) {
                throw failure;
            }
            attempt.result = PENDING;
            attempt.doubt = Optional.of(new WriteResult.Failed(failure.code(), "no answer", failure.retryAfter()));
        }
    }

    private Put.Said send(Attempt attempt) {
        if (attempt.write instanceof Write.Create create) {
            Item item = meetings.carried(create.item());
            attempt.text = item instanceof CalendarEvent event
                    ? ICalendarWriter.item(event, clock.instant(), meetings.lines(event))
                    : CardWriter.text((Contact) item, CardVersion.V3);
            return put.create(attempt.ref, attempt.text);
        }
        if (attempt.write instanceof Write.Update) {
            return put.update(attempt.ref, attempt.text, attempt.there.tag());
        }
        String tag = attempt.there != null ? attempt.there.tag() : ((Write.Delete) attempt.write).expected().value();
        return put.delete(attempt.ref, tag);
    }

    private void judge(Attempt attempt, Put.Said said) {
        boolean deletes = attempt.write instanceof Write.Delete;
        if (said.good()) {
            attempt.tagless = !deletes && said.tag().isEmpty();
            attempt.result = deletes
                    ? new WriteResult.Deleted(attempt.ref)
                    : attempt.tagless ? PENDING : done(attempt, said.tag().orElseThrow());
        } else if (said.gone()) {
            attempt.result = deletes ? new WriteResult.Deleted(attempt.ref) : new WriteResult.Gone(attempt.ref);
        } else if (said.status() == 412 || said.status() == 409 || said.uidConflict()) {
            attempt.result = PENDING;
            attempt.doubt = Optional.of(failed(
                    said.status() == 412 ? ErrorCode.ITEM_CHANGED : ErrorCode.ITEM_REJECTED, "HTTP " + said.status()));
        } else {
            attempt.result = refused(said);
        }
    }

    private WriteResult refused(Put.Said said) {
        boolean later = said.status() == 429 || said.status() == 503 || said.status() == 423;
        ErrorCode code = later
                ? ErrorCode.RATE_LIMITED_BY_PROVIDER
                : said.status() >= 500 && said.status() != 507
                        ? http.failures().status(said.status(), said.retryAfter()).code()
                        : ErrorCode.ITEM_REJECTED;
        return new WriteResult.Failed(code, "HTTP " + said.status(), said.retryAfter());
    }

    private static WriteResult.Failed failed(ErrorCode code, String detail) {
        return new WriteResult.Failed(code, detail, Optional.empty());
    }

    private static WriteResult done(Attempt attempt, String tag) {
        return new WriteResult.Done(attempt.ref, Stored.revision(tag), Optional.empty());
    }

    /** Once in a connection's life: the same creation again, with the same text. A server that takes it ignores conditions. */
    private void probe(List<Attempt> attempts) {
        if (!conditions.unknown()) {
            return;
        }
        Optional<Attempt> created = attempts.stream()
                .filter(attempt -> attempt.write instanceof Write.Create && attempt.result instanceof WriteResult.Done)
                .findFirst();
        if (created.isEmpty()) {
            return;
        }
        Attempt attempt = created.get();
        Put.Said said = put.create(attempt.ref, attempt.text);
        if (said.status() == 412) {
            conditions.learn(true);
        } else if (said.good()) {
            conditions.learn(false);
            attempt.tagless = said.tag().isEmpty();
            attempt.result = said.tag().map(tag -> done(attempt, tag)).orElse(PENDING);
        }
    }

    private void after(List<Attempt> attempts) {
        List<Attempt> pending = attempts.stream().filter(attempt -> attempt.result == PENDING).toList();
        if (pending.isEmpty()) {
            return;
        }
        boolean data = pending.stream().anyMatch(attempt -> !attempt.tagless);
        Map<ItemRef, Stored> found;
        try {
            found = multiget.read(pending.stream().map(attempt -> attempt.ref).toList(), data);
        } catch (PasserelleException unreachable) {
            for (Attempt attempt : pending) {
                attempt.result = new WriteResult.Failed(unreachable.code(), "unknown whether it was written", unreachable.retryAfter());
            }
            return;
        }
        for (Attempt attempt : pending) {
            attempt.result = settle(attempt, found.get(attempt.ref));
        }
    }

    private WriteResult settle(Attempt attempt, Stored now) {
        if (attempt.write instanceof Write.Delete) {
            return now == null ? new WriteResult.Deleted(attempt.ref) : unchanged(attempt, now);
        }
        if (now == null) {
            return attempt.write instanceof Write.Create create ? missing(attempt, create) : new WriteResult.Gone(attempt.ref);
        }
        if (attempt.tagless && attempt.doubt.isEmpty()) {
            return new WriteResult.Done(attempt.ref, now.revision(), Optional.empty());
        }
        Optional<Item> item = Texts.readable(kind, now.text());
        boolean ours = attempt.write instanceof Write.Create || item.isPresent() && same(attempt, item.get());
        return ours
                ? new WriteResult.Done(attempt.ref, now.revision(), item.map(meetings::carried))
                : unchanged(attempt, now);
    }

    private boolean same(Attempt attempt, Item now) {
        return Texts.readable(kind, attempt.text)
                .filter(sent -> meetings.carried(sent).equals(meetings.carried(now)))
                .isPresent();
    }

    /** Not carried out: because somebody else was faster, or for the reason that the server gave. */
    private static WriteResult unchanged(Attempt attempt, Stored now) {
        boolean touched = attempt.there == null || !attempt.there.revision().equals(now.revision());
        boolean condition = attempt.doubt.map(WriteResult.Failed::code).filter(ErrorCode.ITEM_CHANGED::equals).isPresent();
        return touched || condition ? new WriteResult.Changed(attempt.ref) : attempt.doubt.orElseThrow();
    }

    /** A creation that was refused: because of the UID? */
    private WriteResult missing(Attempt attempt, Write.Create create) {
        WriteResult.Failed reason = attempt.doubt.orElseGet(() -> failed(ErrorCode.ITEM_REJECTED, "not there afterwards"));
        boolean refused = Set.of(ErrorCode.ITEM_CHANGED, ErrorCode.ITEM_REJECTED).contains(reason.code());
        if (!refused) {
            return reason;
        }
        return uids.find(create.item().uid())
                .<WriteResult>map(WriteResult.Exists::new)
                .orElseGet(() -> failed(ErrorCode.UID_CLASH, reason.detail() + ", and the UID is not in this collection"));
    }
}
