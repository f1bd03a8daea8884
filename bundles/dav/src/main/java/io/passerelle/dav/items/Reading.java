// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.dav.DavLimits;
import io.passerelle.dav.http.DavAnswer;
import io.passerelle.dav.http.DavHttp;
import io.passerelle.dav.http.DavRequest;
import io.passerelle.dav.http.Place;
import io.passerelle.dav.items.DavCursor.Way;
import io.passerelle.dav.xml.Bodies;
import io.passerelle.dav.xml.Multistatus;
import io.passerelle.dav.xml.Response;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Reads what changed: by sync-collection where the server can, else by CTag and a listing of all ETags. Whatever a server
 * answers to a token that it no longer knows, comes out as expired.
 */
final class Reading {
    private static final int MOST_PAGES = 10_000;
    private static final int MOST_REMEMBERED = 500;

    private final DavHttp http;
    private final Place place;
    private final DavLimits limits;
    private final Supplier<Facts> facts;

    Reading(DavHttp http, Place place, DavLimits limits, Supplier<Facts> facts) {
        this.http = http;
        this.place = place;
        this.limits = limits;
        this.facts = facts;
    }

    Changes.Report since(Cursor cursor) {
        if (cursor.isStart()) {
            return everything();
        }
        Optional<DavCursor> known = DavCursor.read(cursor);
        if (known.isEmpty()) {
            return Changes.Report.EXPIRED;
        }
        return switch (known.get().way()) {
            case SYNC -> changedSince(known.get());
            case TAG -> tag().filter(known.get().token()::equals).isPresent()
                    ? new Changes.Report(List.of(), Optional.of(cursor))
                    : Changes.Report.EXPIRED;
            case LIST -> digest(list()).equals(known.get().token())
                    ? new Changes.Report(List.of(), Optional.of(cursor))
                    : Changes.Report.EXPIRED;
        };
    }

    /** One answer to a sync-collection report. */
    private static final class Delta {
        private final Map<ItemRef, Change> changes = new LinkedHashMap<>();
        private Optional<String> token = Optional.empty();
        private int status;
        private boolean more;
        private boolean refused;
        private int upserts;
        private int tombstones;
        private final List<Change> repeated = new ArrayList<>();

        /** What was reported before is no news. */
        private void forget(Map<ItemRef, Revision> seen) {
            for (Change change : changes.values()) {
                if (change instanceof Change.Upsert upsert && upsert.revision().equals(seen.get(upsert.ref()))) {
                    repeated.add(change);
                }
            }
        }

        private int news() {
            return upserts - repeated.size();
        }
    }

    private Changes.Report everything() {
        Facts known = facts.get();
        if (known.syncs()) {
            Optional<Delta> all = sync("");
            if (all.isPresent()) {
                Delta delta = all.get();
                delta.changes.values().removeIf(Change.Tombstone.class::isInstance);
                return report(delta, delta.changes.size());
            }
        }
        // the tag first: what changes while the list is read is then read again, not missed
        Optional<String> tag = known.tag().isPresent() ? tag() : Optional.empty();
        Map<ItemRef, Change.Upsert> listed = list();
        DavCursor next = tag.map(value -> new DavCursor(Way.TAG, listed.size(), value))
                .orElseGet(() -> new DavCursor(Way.LIST, listed.size(), digest(listed)));
        return new Changes.Report(List.copyOf(listed.values()), Optional.of(next.write()));
    }

    private static Changes.Report report(Delta delta, int members) {
        String token = delta.token.orElseThrow();
        Map<ItemRef, Revision> seen = new LinkedHashMap<>();
        if (Overlap.isTime(token) && delta.changes.size() <= MOST_REMEMBERED) {
            for (Change change : delta.changes.values()) {
                if (change instanceof Change.Upsert upsert) {
                    seen.put(upsert.ref(), upsert.revision());
                }
            }
        }
        DavCursor next = new DavCursor(Way.SYNC, members, token, seen);
        delta.changes.values().removeAll(delta.repeated);
        return new Changes.Report(List.copyOf(delta.changes.values()), Optional.of(next.write()));
    }

    private Changes.Report changedSince(DavCursor cursor) {
        Optional<Delta> changed = sync(cursor.token());
        if (changed.isEmpty()) {
            return Changes.Report.EXPIRED;
        }
        Delta delta = changed.get();
        delta.forget(cursor.seen());
        if (!Overlap.isTime(cursor.token()) && suspicious(delta, cursor.members()) && list().size() <= delta.upserts) {
            return Changes.Report.EXPIRED;
        }
        return report(delta, Math.max(0, cursor.members() + delta.news() - delta.tombstones));
    }

    /**
     * Some servers answer an unknown token with everything there is, and say so nowhere: deletions would go unnoticed. An
     * answer that may be one is compared with the number of items; small ones cannot be.
     */
    private static boolean suspicious(Delta delta, int members) {
        return delta.tombstones == 0 && delta.news() > 0 && delta.upserts * 2L >= members;
    }

    /** Empty when the server does not know the token, or the report. */
    private Optional<Delta> sync(String since) {
        Delta all = new Delta();
        String token = since;
        for (int page = 0; page < MOST_PAGES; page++) {
            Delta delta = http.send(
                    DavRequest.xml("REPORT", place.address(), "1", Bodies.syncCollection(token)), this::delta);
            if (delta.refused || delta.token.isEmpty()) {
                return judge(delta, since.isEmpty());
            }
            all.changes.putAll(delta.changes);
            all.upserts += delta.upserts;
            all.tombstones += delta.tombstones;
            all.token = delta.token;
            if (!delta.more) {
                return Optional.of(all);
            }
            if (delta.token.get().equals(token)) {
                throw http.failures().unreadable("pages without end");
            }
            token = delta.token.get();
        }
        throw http.failures().unreadable("too many pages");
    }

    /** A server may be unable to tell an unknown token from a fault of its own (500): is it there otherwise? */
    private Optional<Delta> judge(Delta refused, boolean fromStart) {
        if (refused.status >= 500 && refused.status != 501) {
            tag();
        }
        if (fromStart && refused.status >= 500 && refused.status != 501 && refused.status != 507) {
            throw http.failures().status(refused.status, Optional.empty());
        }
        return Optional.empty();
    }

    private Delta delta(DavAnswer answer) throws IOException {
        Delta delta = new Delta();
        delta.status = answer.status();
        if (answer.status() != 207) {
            boolean ends = answer.status() == 401
                    || answer.status() == 404
                    || answer.status() == 429
                    || answer.status() == 502
                    || answer.status() == 503
                    || answer.status() == 504;
            if (ends) {
                throw http.failures().status(answer);
            }
            delta.refused = true;
            return delta;
        }
        try {
            delta.token = Multistatus.read(
                    answer.body(), limits.members(), limits.item(), response -> take(response, delta));
        } catch (Multistatus.Unreadable unreadable) {
            throw http.failures().unreadable(unreadable.getMessage());
        }
        return delta;
    }

    private void take(Response response, Delta delta) {
        Optional<ItemRef> ref = place.item(response.href());
        if (ref.isEmpty()) {
            // about the collection itself: cut short (507), or the token refused within the multistatus
            delta.more |= response.status() == 507;
            delta.refused |= response.status() == 403 || response.status() == 409 || response.status() == 412;
        } else if (response.gone()) {
            delta.tombstones++;
            delta.changes.put(ref.get(), new Change.Tombstone(ref.get()));
        } else {
            upsert(ref.get(), response).ifPresent(upsert -> {
                delta.upserts++;
                delta.changes.put(upsert.ref(), upsert);
            });
        }
    }

    private Optional<String> tag() {
        return http.send(DavRequest.xml("PROPFIND", place.address(), "0", Bodies.propfind("S:getctag")), answer -> {
            List<Response> responses = multistatus(answer);
            return responses.stream().findFirst().flatMap(response -> response.text("getctag"));
        });
    }

    private Map<ItemRef, Change.Upsert> list() {
        String body = Bodies.propfind("getetag");
        return http.send(DavRequest.xml("PROPFIND", place.address(), "1", body), answer -> {
            Map<ItemRef, Change.Upsert> listed = new TreeMap<>();
            for (Response response : multistatus(answer)) {
                Optional<ItemRef> ref = response.href().endsWith("/") ? Optional.empty() : place.item(response.href());
                ref.flatMap(item -> upsert(item, response)).ifPresent(upsert -> listed.put(upsert.ref(), upsert));
            }
            return listed;
        });
    }

    private static Optional<Change.Upsert> upsert(ItemRef ref, Response response) {
        return response.text("getetag")
                .map(tag -> new Change.Upsert(ref, Stored.revision(tag), Optional.empty()));
    }

    private List<Response> multistatus(DavAnswer answer) throws IOException {
        if (answer.status() != 207) {
            throw http.failures().status(answer);
        }
        List<Response> responses = new ArrayList<>();
        try {
            Multistatus.read(answer.body(), limits.members(), limits.item(), responses::add);
        } catch (Multistatus.Unreadable unreadable) {
            throw http.failures().unreadable(unreadable.getMessage());
        }
        return responses;
    }

    private static String digest(Map<ItemRef, Change.Upsert> listed) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            listed.values().forEach(one ->
                    sha.update((one.ref() + "\n" + one.revision() + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

}
