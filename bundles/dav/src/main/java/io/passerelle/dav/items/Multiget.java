// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.dav.DavLimits;
import io.passerelle.dav.http.DavAnswer;
import io.passerelle.dav.http.DavHttp;
import io.passerelle.dav.http.DavRequest;
import io.passerelle.dav.http.Place;
import io.passerelle.dav.xml.Bodies;
import io.passerelle.dav.xml.Multistatus;
import io.passerelle.dav.xml.Response;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads resources by address, a hundred with each request; one by one where the server's answer cannot be used. */
final class Multiget {
    static final int CHUNK = 100;

    private final DavHttp http;
    private final Place place;
    private final DavLimits limits;
    private final CollectionKind kind;

    Multiget(DavHttp http, Place place, DavLimits limits, CollectionKind kind) {
        this.http = http;
        this.place = place;
        this.limits = limits;
        this.kind = kind;
    }

    /** What is there of these; the rest is not there. */
    Map<ItemRef, Stored> read(Collection<ItemRef> refs, boolean data) {
        Map<ItemRef, Stored> found = new HashMap<>(refs.size() * 2);
        Map<ItemRef, String> paths = new LinkedHashMap<>();
        for (ItemRef ref : refs) {
            place.path(ref).ifPresent(path -> paths.put(ref, path));
            if (paths.size() == CHUNK) {
                found.putAll(chunk(paths, data));
                paths.clear();
            }
        }
        if (!paths.isEmpty()) {
            found.putAll(chunk(paths, data));
        }
        return found;
    }

    private Map<ItemRef, Stored> chunk(Map<ItemRef, String> paths, boolean data) {
        Map<ItemRef, Stored> found = new HashMap<>(paths.size() * 2);
        Set<ItemRef> answered = new HashSet<>(paths.size() * 2);
        boolean understood = http.send(
                DavRequest.xml("REPORT", place.address(), "1", Bodies.multiget(kind, data, paths.values())),
                answer -> take(answer, data, found, answered));
        List<ItemRef> open = new ArrayList<>(paths.keySet());
        if (understood) {
            open.removeAll(answered);
        } else {
            found.clear();
        }
        // left out by the server, or unreadable as a whole because of one of them
        for (ItemRef ref : open) {
            single(ref, paths.get(ref)).ifPresent(stored -> found.put(ref, stored));
        }
        return found;
    }

    private boolean take(DavAnswer answer, boolean data, Map<ItemRef, Stored> found, Set<ItemRef> answered)
            throws IOException {
        if (answer.status() != 207) {
            boolean unsupported = Set.of(400, 403, 405, 415, 422, 500, 501).contains(answer.status());
            if (unsupported) {
                return false;
            }
            throw http.failures().status(answer);
        }
        try {
            Multistatus.read(answer.body(), limits.members(), limits.item(), response -> {
                Optional<ItemRef> ref = place.item(response.href());
                ref.ifPresent(item -> {
                    if (response.gone()) {
                        answered.add(item);
                    } else {
                        stored(item, response, data).ifPresent(stored -> {
                            answered.add(item);
                            found.put(item, stored);
                        });
                    }
                });
            });
            return true;
        } catch (Multistatus.Unreadable unreadable) {
            return false;
        }
    }

    private static Optional<Stored> stored(ItemRef ref, Response response, boolean data) {
        Optional<String> text = response.text("calendar-data").or(() -> response.text("address-data"));
        if (data && text.isEmpty()) {
            return Optional.empty();
        }
        return response.text("getetag")
                .map(tag -> new Stored(ref, tag, text.orElse("")));
    }

    private Optional<Stored> single(ItemRef ref, String path) {
        return http.send(DavRequest.of("GET", place.at(path)), answer -> {
            if (answer.status() == 404 || answer.status() == 410) {
                return Optional.empty();
            }
            if (!answer.good()) {
                throw http.failures().status(answer);
            }
            byte[] bytes = answer.body().readNBytes(limits.item() + 1);
            if (bytes.length > limits.item()) {
                // without its text it is one unreadable item; cut off it might be taken for a shorter one
                return Optional.of(new Stored(ref, answer.first("ETag").orElse("-"), ""));
            }
            String tag = answer.first("ETag").orElse("-");
            return Optional.of(new Stored(ref, tag, new String(bytes, StandardCharsets.UTF_8)));
        });
    }
}
