// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavCollection;
import io.passerelle.dav.MeetingPolicy;
import io.passerelle.dav.discovery.Listing;
import io.passerelle.dav.http.DavAnswer;
import io.passerelle.dav.http.DavHttp;
import io.passerelle.dav.http.DavRequest;
import io.passerelle.dav.http.Place;
import io.passerelle.dav.xml.Bodies;
import io.passerelle.dav.xml.Multistatus;
import io.passerelle.dav.xml.Response;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one request tells about a collection.
 *
 * @param info what a person sees
 * @param tag the collection's CTag, where it has one
 * @param syncs whether it can report changes since a token (RFC 6578)
 * @param meetings what is done with meetings
 */
record Facts(CollectionInfo info, Optional<String> tag, boolean syncs, MeetingPolicy meetings) {
    private static final String[] PROPERTIES =
            Stream.concat(Stream.of(Listing.PROPERTIES), Stream.of("supported-report-set", "sync-token", "S:getctag"))
                    .toArray(String[]::new);

    CollectionKind kind() {
        return info.kind();
    }

    static Facts read(DavAccount account, DavHttp http, Place place) {
        return http.send(DavRequest.xml("PROPFIND", place.address(), "0", Bodies.propfind(PROPERTIES)), answer -> {
            if (answer.status() != 207) {
                throw http.failures().status(answer);
            }
            List<Response> responses = new ArrayList<>();
            try {
                Multistatus.read(answer.body(), 10, account.limits().item(), responses::add);
            } catch (Multistatus.Unreadable unreadable) {
                throw http.failures().unreadable(unreadable.getMessage());
            }
            return responses.stream()
                    .findFirst()
                    .flatMap(response -> of(account, http, place, response, answer))
                    .orElseThrow(() -> PasserelleException.of(ErrorCode.COLLECTION_GONE, "no calendar or address book"));
        });
    }

    private static Optional<Facts> of(
            DavAccount account, DavHttp http, Place place, Response response, DavAnswer answer) {
        return Listing.collection(account, place, response, false).map(DavCollection::info).map(info -> {
            Set<String> reports = response.property("supported-report-set").elements();
            boolean syncs = reports.contains("sync-collection") || reports.isEmpty() && response.text("sync-token").isPresent();
            return new Facts(info, response.text("getctag"), syncs, meetings(account, http, place, info.kind(), answer));
        });
    }

    /** A server that schedules by itself says so (RFC 6638 §2), if not unasked then to {@code OPTIONS}. */
    private static MeetingPolicy meetings(
            DavAccount account, DavHttp http, Place place, CollectionKind kind, DavAnswer answer) {
        if (account.meetings().isPresent() || kind == CollectionKind.ADDRESS_BOOK) {
            return account.meetings().orElse(MeetingPolicy.PLAIN);
        }
        String features = answer.first("DAV").orElseGet(() -> http.send(
                DavRequest.of("OPTIONS", place.address()),
                options -> options.first("DAV").orElse("")));
        // also what was said before the standard was one
        return features.toLowerCase(Locale.ROOT).contains("schedule") ? MeetingPolicy.QUIET : MeetingPolicy.PLAIN;
    }
}
