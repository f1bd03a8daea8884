// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.dav.http.DavHttp;
import io.passerelle.dav.http.DavRequest;
import io.passerelle.dav.http.Place;
import io.passerelle.dav.xml.Bodies;
import io.passerelle.dav.xml.Multistatus;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.item.ItemUid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the resource that has a UID already, by a query (RFC 4791 §7.8, RFC 6352 §8.6). */
final class UidSearch {
    private static final int MOST = 10;

    private final DavHttp http;
    private final Place place;
    private final CollectionKind kind;
    private final Multiget multiget;

    UidSearch(DavHttp http, Place place, CollectionKind kind, Multiget multiget) {
        this.http = http;
        this.place = place;
        this.kind = kind;
        this.multiget = multiget;
    }

    Optional<ItemRef> find(ItemUid uid) {
        List<ItemRef> candidates = http.send(
                DavRequest.xml("REPORT", place.address(), "1", Bodies.queryUid(kind, uid.value())), answer -> {
                    List<ItemRef> found = new ArrayList<>();
                    if (answer.status() == 207) {
                        Multistatus.read(answer.body(), 100_000, 1 << 20, response -> place.item(response.href())
                                .filter(ref -> found.size() < MOST && !response.gone())
                                .ifPresent(found::add));
                    }
                    return found;
                });
        // a match of a text may be that of a part of it
        return multiget.read(candidates, true).values().stream()
                .filter(stored -> Texts.readable(kind, stored.text())
                        .filter(item -> item.uid().equals(uid))
                        .isPresent())
                .map(Stored::ref)
                .findFirst();
    }
}
