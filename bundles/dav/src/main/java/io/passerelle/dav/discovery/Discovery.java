// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.discovery;

import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavCollection;
import io.passerelle.dav.DavPrincipal;
import io.passerelle.dav.http.DavHttp;
import io.passerelle.dav.http.DavRequest;
import io.passerelle.dav.http.Paths;
import io.passerelle.dav.http.Place;
import io.passerelle.dav.xml.Bodies;
import io.passerelle.dav.xml.Multistatus;
import io.passerelle.dav.xml.Response;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds principal, homes and collections (RFC 5397, RFC 4791 §6.2, RFC 6352 §7.1, RFC 6764 §6). Any number of threads. */
public final class Discovery {
    private static final String[] WHO = {
        "current-user-principal",
        "resourcetype",
        "displayname",
        "C:calendar-home-set",
        "D:addressbook-home-set",
        "C:calendar-user-address-set"
    };
    private static final int MOST_COLLECTIONS = 2_000;

    private final DavAccount account;
    private final DavHttp http;
    private DavPrincipal known;

    public Discovery(DavAccount account, DavHttp http) {
        this.account = account;
        this.http = http;
    }

    /** An answer and where it came from. */
    private record Found(URI address, Response response) {
        Optional<URI> principal() {
            return response.property("current-user-principal").hrefs().stream()
                    .findFirst()
                    .flatMap(href -> Paths.resolve(address, href));
        }

        boolean hasHomes() {
            return !response.property("calendar-home-set").hrefs().isEmpty()
                    || !response.property("addressbook-home-set").hrefs().isEmpty();
        }
    }

    /** The place of a collection id. */
    public Place locate(CollectionId id) {
        return Place.of(account, http.origins(), id);
    }

    DavAccount account() {
        return account;
    }

    /** The principal, asked for once. */
    public synchronized DavPrincipal principal() {
        if (known == null) {
            known = find();
        }
        return known;
    }

    private DavPrincipal find() {
        if (account.principal().isPresent()) {
            URI address = Paths.canonical(account.principal().get())
                    .map(path -> Paths.at(account.address(), path))
                    .filter(own -> Place.within(account, own))
                    .orElseThrow(() -> PasserelleException.of(ErrorCode.FOREIGN_ADDRESS, "a principal outside its bounds"));
            return ask(address).map(this::read).orElseThrow(this::nothing);
        }
        Found reached = null;
        for (URI start : starts()) {
            Optional<Found> found = ask(start);
            if (found.isEmpty()) {
                continue;
            }
            Optional<URI> principal = found.get().principal();
            if (principal.isPresent() && !principal.get().equals(found.get().address())) {
                Optional<Found> own = ask(principal.get());
                if (own.isPresent() && own.get().hasHomes()) {
                    return read(own.get());
                }
            }
            if (found.get().hasHomes()) {
                return read(found.get());
            }
            reached = reached == null ? found.get() : reached;
        }
        if (reached == null) {
            throw nothing();
        }
        // a server without principals: what was entered is the home, or a collection of its own
        URI home = Paths.collection(reached.address());
        return new DavPrincipal(home, "", List.of(home), List.of(home), Set.of());
    }

    private PasserelleException nothing() {
        return PasserelleException.of(ErrorCode.SERVER_NOT_FOUND, "no DAV resource at any of the usual places");
    }

    private Set<URI> starts() {
        Set<URI> starts = new LinkedHashSet<>();
        String path = Paths.canonical(account.address().getRawPath()).orElse("/");
        starts.add(Paths.at(account.address(), path));
        for (String usual : List.of("/.well-known/caldav", "/.well-known/carddav", "/")) {
            URI address = Paths.at(account.address(), usual);
            if (Place.within(account, address)) {
                starts.add(address);
            }
        }
        return starts;
    }

    /** Empty when there is no DAV resource. */
    private Optional<Found> ask(URI address) {
        return http.send(DavRequest.xml("PROPFIND", address, "0", Bodies.propfind(WHO)), answer -> {
            if (answer.status() != 207) {
                if (answer.status() == 401 || answer.status() == 429 || answer.status() >= 500 && answer.status() != 501) {
                    throw http.failures().status(answer);
                }
                return Optional.empty();
            }
            List<Response> responses = new ArrayList<>();
            try {
                Multistatus.read(answer.body(), 10, account.limits().item(), responses::add);
            } catch (Multistatus.Unreadable unreadable) {
                throw http.failures().unreadable(unreadable.getMessage());
            }
            return responses.stream().findFirst().map(response -> new Found(answer.target(), response));
        });
    }

    private DavPrincipal read(Found found) {
        Set<String> addresses = found.response().property("calendar-user-address-set").hrefs().stream()
                .filter(href -> href.regionMatches(true, 0, "mailto:", 0, 7))
                .map(href -> href.substring(7).strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return new DavPrincipal(
                found.address(),
                found.response().text("displayname").orElse(""),
                homes(found, "calendar-home-set"),
                homes(found, "addressbook-home-set"),
                addresses);
    }

    private List<URI> homes(Found found, String property) {
        List<URI> homes = new ArrayList<>();
        for (String href : found.response().property(property).hrefs()) {
            URI home = Paths.resolve(found.address(), href)
                    .map(Paths::collection)
                    .filter(address -> http.origins().allow(address) && Place.within(account, address))
                    .orElseThrow(() -> PasserelleException.of(ErrorCode.FOREIGN_ADDRESS, "a home outside the account"));
            homes.add(home);
        }
        return homes;
    }

    /** The collections of a kind, in the order of the server. */
    public List<DavCollection> collections(CollectionKind kind) {
        DavPrincipal principal = principal();
        Map<CollectionId, DavCollection> found = new LinkedHashMap<>();
        for (URI home : kind == CollectionKind.CALENDAR ? principal.calendarHomes() : principal.addressBookHomes()) {
            for (Response response : members(home)) {
                Optional<Place> place = below(home, response.href());
                place.flatMap(at -> Listing.collection(account, at, response, primary(found, response)))
                        .filter(collection -> collection.info().kind() == kind)
                        .ifPresent(collection -> found.putIfAbsent(collection.info().id(), collection));
            }
        }
        return List.copyOf(found.values());
    }

    /** The first one that takes events is the main one: servers list it first. */
    private static boolean primary(Map<CollectionId, DavCollection> found, Response response) {
        Set<String> components = response.property("supported-calendar-component-set").elements();
        return found.values().stream().noneMatch(DavCollection::isUsable)
                && (components.isEmpty() || components.contains("VEVENT"));
    }

    private List<Response> members(URI home) {
        return http.send(DavRequest.xml("PROPFIND", home, "1", Bodies.propfind(Listing.PROPERTIES)), answer -> {
            if (answer.status() != 207) {
                throw http.failures().status(answer);
            }
            List<Response> responses = new ArrayList<>();
            try {
                Multistatus.read(answer.body(), MOST_COLLECTIONS, account.limits().item(), responses::add);
            } catch (Multistatus.Unreadable unreadable) {
                throw http.failures().unreadable(unreadable.getMessage());
            }
            return responses;
        });
    }

    /** A collection that lies in a home; what a server lists from elsewhere is left out. */
    private static Optional<Place> below(URI home, String href) {
        return Paths.resolve(home, href)
                .map(Paths::collection)
                .filter(address -> address.toString().startsWith(home.toString()))
                .map(Place::new);
    }
}
