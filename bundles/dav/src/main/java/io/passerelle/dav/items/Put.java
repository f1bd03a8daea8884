// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.dav.http.DavHttp;
import io.passerelle.dav.http.DavRequest;
import io.passerelle.dav.http.Place;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Single writing requests. Any number of threads. */
final class Put {
    private static final int LONGEST_ERROR = 16 << 10;

    private final DavHttp http;
    private final Place place;
    private final String type;

    Put(DavHttp http, Place place, CollectionKind kind) {
        this.http = http;
        this.place = place;
        type = kind == CollectionKind.CALENDAR ? "text/calendar; charset=utf-8" : "text/vcard; charset=utf-8";
    }

    /**
     * What the server said.
     *
     * @param status HTTP status
     * @param tag ETag of what is there now, where it told
     * @param error beginning of the body of a refusal
     * @param retryAfter how long it wants to be left alone
     */
    record Said(int status, Optional<String> tag, String error, Optional<Duration> retryAfter) {
        boolean good() {
            return status >= 200 && status < 300;
        }

        boolean gone() {
            return status == 404 || status == 410;
        }

        boolean uidConflict() {
            return error.contains("no-uid-conflict");
        }
    }

    Said create(ItemRef ref, String text) {
        return put(ref, text, "If-None-Match", "*");
    }

    Said update(ItemRef ref, String text, String tag) {
        return put(ref, text, "If-Match", tag);
    }

    private Said put(ItemRef ref, String text, String condition, String value) {
        return send(new DavRequest(
                "PUT",
                place.at(place.path(ref).orElseThrow()),
                Map.of("Content-Type", type, condition, value),
                text.getBytes(StandardCharsets.UTF_8)));
    }

    /** {@code Schedule-Reply: F} keeps a server that schedules from declining in the owner's name (RFC 6638 §8.1). */
    Said delete(ItemRef ref, String tag) {
        return send(DavRequest.of("DELETE", place.at(place.path(ref).orElseThrow()))
                .with("If-Match", tag)
                .with("Schedule-Reply", "F"));
    }

    private Said send(DavRequest request) {
        return http.send(request, answer -> {
            if (answer.status() == 401) {
                throw http.failures().status(answer);
            }
            String error = answer.good()
                    ? ""
                    : new String(answer.body().readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
            return new Said(answer.status(), answer.first("ETag"), error, http.failures().retryAfter(answer));
        });
    }
}
