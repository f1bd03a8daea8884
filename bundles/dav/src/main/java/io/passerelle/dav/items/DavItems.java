// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.dav.DavAccount;
import io.passerelle.dav.http.DavHttp;
import io.passerelle.dav.http.Place;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A calendar or address book on a server. Makes no request before it is asked something. */
public final class DavItems implements ItemCollection {
    private static final int BATCH = 100;

    private final DavAccount account;
    private final DavHttp http;
    private final Place place;
    private final Shared shared;
    private Facts facts;
    private Meetings meetings;

    /**
     * What the collections of an account have in common.
     *
     * @param conditions what is known of the server's respect for conditions
     * @param lanes does several things at the same time
     * @param addresses gives the owner's mail addresses
     */
    public record Shared(Conditions conditions, Lanes lanes, Supplier<Set<String>> addresses) {}

    /** The collection at a place; its requests are counted by {@code http}, which is not closed with it. */
    public DavItems(DavAccount account, DavHttp http, Place place, Shared shared) {
        this.account = account;
        this.http = http;
        this.place = place;
        this.shared = shared;
    }

    private Meetings meetings() {
        if (meetings == null) {
            meetings = new Meetings(facts().meetings(), shared.addresses());
        }
        return meetings;
    }

    private Multiget multiget() {
        return new Multiget(http, place, account.limits(), facts().kind());
    }

    private Facts facts() {
        if (facts == null) {
            facts = Facts.read(account, http, place);
        }
        return facts;
    }

    @Override
    public CollectionInfo info() {
        return facts().info();
    }

    @Override
    public Set<String> carriedFields() {
        if (facts().kind() == CollectionKind.ADDRESS_BOOK) {
            return Contact.ROOTS;
        }
        Set<String> carried = new HashSet<>(CalendarEvent.ROOTS);
        if (meetings().kept()) {
            carried.removeAll(Meetings.ROOTS);
        }
        return carried;
    }

    @Override
    public ChangeFeed changesSince(Cursor cursor) {
        Reading reading = new Reading(http, place, account.limits(), this::facts);
        return new Changes(() -> reading.since(cursor));
    }

    @Override
    public List<Fetched> fetch(Collection<ItemRef> refs) {
        if (refs.isEmpty()) {
            return List.of();
        }
        CollectionKind kind = facts().kind();
        List<Fetched> results = new ArrayList<>(refs.size());
        Map<ItemRef, Stored> found = multiget().read(refs, true);
        for (ItemRef ref : refs) {
            Stored stored = found.get(ref);
            results.add(stored == null ? new Fetched.Gone(ref) : carried(Texts.fetched(kind, stored)));
        }
        return results;
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
        if (info().access() == Access.READ) {
            throw PasserelleException.of(ErrorCode.COLLECTION_READ_ONLY, "the server grants no writing");
        }
        CollectionKind kind = facts().kind();
        Multiget multiget = multiget();
        return new Writing(
                        http,
                        new Put(http, place, kind),
                        multiget,
                        new UidSearch(http, place, kind, multiget),
                        shared,
                        meetings(),
                        kind,
                        account.clock())
                .write(writes);
    }

    private Fetched carried(Fetched fetched) {
        return fetched instanceof Fetched.Found found
                ? new Fetched.Found(found.ref(), found.revision(), meetings().carried(found.item()), found.modifiedAt())
                : fetched;
    }

    @Override
    public Map<String, ItemRef> created(Collection<String> keys) {
        Map<ItemRef, String> names = new LinkedHashMap<>();
        if (!keys.isEmpty()) {
            keys.forEach(key -> names.put(Writing.name(facts().kind(), key), key));
        }
        Map<String, ItemRef> found = new HashMap<>();
        if (!names.isEmpty()) {
            multiget().read(names.keySet(), false).keySet().forEach(ref -> found.put(names.get(ref), ref));
        }
        return found;
    }

    @Override
    public int maxBatch() {
        return BATCH;
    }

    @Override
    public Traffic traffic() {
        return http.traffic();
    }

    @Override
    public void close() {
        // the connections belong to the client
    }
}
