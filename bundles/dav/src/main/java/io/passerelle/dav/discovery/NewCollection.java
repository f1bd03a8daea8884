// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.discovery;

import io.passerelle.dav.DavCollection;
import io.passerelle.dav.http.DavHttp;
import io.passerelle.dav.http.DavRequest;
import io.passerelle.dav.http.Paths;
import io.passerelle.dav.http.Place;
import io.passerelle.dav.xml.Bodies;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes calendars (RFC 4791 §5.3.1) and address books (RFC 5689), at an address that follows from kind and name. */
public final class NewCollection {
    private final Discovery discovery;
    private final DavHttp http;

    public NewCollection(Discovery discovery, DavHttp http) {
        this.discovery = discovery;
        this.http = http;
    }

    /** Makes one, or finds the one made earlier. */
    public CollectionInfo create(CollectionKind kind, String name) {
        boolean calendar = kind == CollectionKind.CALENDAR;
        List<URI> homes = calendar
                ? discovery.principal().calendarHomes()
                : discovery.principal().addressBookHomes();
        if (homes.isEmpty()) {
            throw PasserelleException.of(ErrorCode.SERVER_NOT_FOUND, "no home for collections of this kind");
        }
        UUID id = UUID.nameUUIDFromBytes((kind + "\n" + name.strip()).getBytes(StandardCharsets.UTF_8));
        URI address = Paths.at(homes.get(0), homes.get(0).getRawPath() + "passerelle-" + id + "/");
        CollectionId wanted = new Place(address).id(discovery.account());
        Optional<CollectionInfo> before = find(kind, wanted);
        if (before.isPresent()) {
            return before.get();
        }
        int status = make(kind, name, address);
        boolean done = status >= 200 && status < 300;
        // 405 and 409: somebody made it in between
        if (!done && status != 405 && status != 409) {
            throw status == 403
                    ? PasserelleException.of(ErrorCode.NOT_ALLOWED, "HTTP 403 for a new collection")
                    : http.failures().status(status, Optional.empty());
        }
        return find(kind, wanted).map(made -> named(made, name, address, kind)).orElseThrow(() -> http.failures()
                .unreadable("a new collection is not listed"));
    }

    private int make(CollectionKind kind, String name, URI address) {
        DavRequest request = kind == CollectionKind.CALENDAR
                ? DavRequest.xml("MKCALENDAR", address, "0", Bodies.makeCalendar(name))
                : DavRequest.xml("MKCOL", address, "0", Bodies.makeAddressBook(name));
        return http.send(request, answer -> answer.status());
    }

    /** Some servers make it, but not under its name. */
    private CollectionInfo named(CollectionInfo made, String name, URI address, CollectionKind kind) {
        if (made.name().equals(name.strip())) {
            return made;
        }
        http.send(DavRequest.xml("PROPPATCH", address, "0", Bodies.rename(name)), answer -> answer.status());
        return find(kind, made.id()).orElse(made);
    }

    private Optional<CollectionInfo> find(CollectionKind kind, CollectionId id) {
        return discovery.collections(kind).stream()
                .map(DavCollection::info)
                .filter(info -> info.id().equals(id))
                .findFirst();
    }
}
