// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.SideChanges;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one side's changes into the spool. An error while reading ends the run; it never means a deletion. */
final class SideReader {
    private static final int FETCHED_AT_ONCE = 500;

    private final Side side;
    private final RunState run;
    private final ItemCollection collection;
    private final Map<ItemRef, Header> headers = new LinkedHashMap<>();
    private final Map<ItemRef, Revision> bodyless = new LinkedHashMap<>();

    SideReader(Side side, RunState run) {
        this.side = side;
        this.run = run;
        this.collection = run.scope().collection(side);
    }

    /**
     * What was read.
     *
     * @param changes the changes
     * @param from the cursor that was used in the end
     * @param next the cursor to go on from
     */
    record Result(SideChanges changes, Cursor from, Cursor next) {}

    /**
     * Reads.
     *
     * @param cursor where to begin
     * @param trustRevisions whether an item whose revision the mapping knows need not be read again
     */
    Result read(Cursor cursor, boolean trustRevisions) {
        Optional<Cursor> next = feed(cursor);
        Cursor from = cursor;
        if (next.isEmpty()) {
            from = Cursor.START;
            headers.clear();
            bodyless.clear();
            next = feed(from);
        }
        Cursor reached = next.orElseThrow(
                () -> PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "a full pass cannot expire"));
        bodies(trustRevisions);
        return new Result(new SideChanges(from.isStart(), headers.values()), from, reached);
    }

    /** The cursor reached; empty when the one given has expired. */
    private Optional<Cursor> feed(Cursor cursor) {
        try (ChangeFeed feed = collection.changesSince(cursor)) {
            while (true) {
                run.lease().check();
                FeedStep step = feed.next();
                if (step instanceof FeedStep.Page page) {
                    page.changes().forEach(this::change);
                    run.recorder().reading(headers.size() + bodyless.size());
                } else if (step instanceof FeedStep.End end) {
                    return Optional.of(end.next());
                } else {
                    return Optional.empty();
                }
            }
        }
    }

    private void change(Change change) {
        bodyless.remove(change.ref());
        if (change instanceof Change.Upsert upsert) {
            if (upsert.item().isPresent()) {
                headers.put(upsert.ref(), run.spooled(upsert.ref(), upsert.revision(), upsert.item().get(), upsert.modifiedAt()));
            } else {
                headers.remove(upsert.ref());
                bodyless.put(upsert.ref(), upsert.revision());
            }
        } else if (change instanceof Change.Unreadable unreadable) {
            headers.put(unreadable.ref(), unreadable(unreadable.ref(), unreadable.code(), unreadable.detail()));
        } else {
            headers.put(change.ref(), Header.deleted(change.ref()));
        }
    }

    private Header unreadable(ItemRef ref, ErrorCode code, String detail) {
        Recorder recorder = run.recorder();
        recorder.about(
                Addresses.at(side, ref), () -> recorder.failed("", side, SyncItemResult.Action.READ, code, detail));
        return Header.unreadable(ref);
    }

    private void bodies(boolean trustRevisions) {
        List<ItemRef> refs = new ArrayList<>(bodyless.keySet());
        for (int from = 0; from < refs.size(); from += FETCHED_AT_ONCE) {
            List<ItemRef> some = refs.subList(from, Math.min(refs.size(), from + FETCHED_AT_ONCE));
            run.lease().check();
            List<ItemRef> wanted = trustRevisions ? unknown(some) : some;
            fetch(wanted).forEach(headers::put);
            run.recorder().reading(headers.size());
        }
        bodyless.clear();
    }

    /** Those whose revision no mapping knows; the others are noted as known. */
    private List<ItemRef> unknown(List<ItemRef> refs) {
        Map<ItemRef, Revision> known = new HashMap<>();
        for (Mapping mapping : run.mappings(side, refs)) {
            known.put(Mappings.ref(mapping, side), Mappings.revision(mapping, side));
        }
        List<ItemRef> unknown = new ArrayList<>();
        for (ItemRef ref : refs) {
            if (bodyless.get(ref).equals(known.get(ref))) {
                headers.put(ref, Header.known(ref, bodyless.get(ref)));
            } else {
                unknown.add(ref);
            }
        }
        return unknown;
    }

    /** Fetches items in bulk; one header for each address. */
    Map<ItemRef, Header> fetch(Collection<ItemRef> refs) {
        Map<ItemRef, Header> fetched = new HashMap<>();
        if (refs.isEmpty()) {
            return fetched;
        }
        for (Fetched one : collection.fetch(List.copyOf(refs))) {
            if (one instanceof Fetched.Found found) {
                fetched.put(one.ref(), run.spooled(found.ref(), found.revision(), found.item(), found.modifiedAt()));
            } else if (one instanceof Fetched.Unreadable unreadable) {
                fetched.put(one.ref(), unreadable(one.ref(), unreadable.code(), unreadable.detail()));
            } else {
                fetched.put(one.ref(), Header.deleted(one.ref()));
            }
        }
        return fetched;
    }
}
