// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.discovery;

import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavCollection;
import io.passerelle.dav.http.Place;
import io.passerelle.dav.xml.Property;
import io.passerelle.dav.xml.Response;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the properties of a collection say about it. */
public final class Listing {
    /** What is asked of every collection. */
    public static final String[] PROPERTIES = {
        "resourcetype",
        "displayname",
        "current-user-privilege-set",
        "C:supported-calendar-component-set",
        "C:calendar-timezone",
        "A:calendar-color"
    };

    private static final Pattern COLOR = Pattern.compile("(#[0-9a-f]{6})(?:[0-9a-f]{2})?");
    private static final Pattern ZONE = Pattern.compile("(?m)^TZID(?:;[^:\\r\\n]*)?:([^\\r\\n]+)");
    private static final int LONGEST_NAME = 500;

    private Listing() {}

    /** The kind of a collection; empty when it is neither a calendar nor an address book. */
    public static Optional<CollectionKind> kind(Response response) {
        Set<String> types = response.property("resourcetype").elements();
        if (types.contains("calendar") || types.contains("subscribed")) {
            return Optional.of(CollectionKind.CALENDAR);
        }
        return types.contains("addressbook") ? Optional.of(CollectionKind.ADDRESS_BOOK) : Optional.empty();
    }

    /** A collection; empty when it is neither a calendar nor an address book. */
    public static Optional<DavCollection> collection(DavAccount account, Place place, Response response, boolean primary) {
        return kind(response).map(kind -> {
            Set<String> components = new TreeSet<>(
                    response.property("supported-calendar-component-set").elements());
            components.remove("comp");
            boolean subscribed = response.property("resourcetype").elements().contains("subscribed");
            return new DavCollection(
                    new CollectionInfo(
                            place.id(account),
                            kind,
                            response.text("displayname").map(Listing::shortened).orElseGet(place::lastSegment),
                            subscribed ? Access.READ : access(response),
                            color(response),
                            zone(response),
                            primary),
                    components,
                    subscribed);
        });
    }

    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    /** A server that does not tell is tried. */
    private static Access access(Response response) {
        if (!response.properties().containsKey("current-user-privilege-set")) {
            return Access.READ_WRITE;
        }
        Property privileges = response.property("current-user-privilege-set");
        Set<String> names = privileges.elements();
        boolean writes = names.contains("all")
                || names.contains("write")
                || names.contains("write-content") && names.contains("bind");
        return writes ? Access.READ_WRITE : Access.READ;
    }

    private static Optional<String> color(Response response) {
        return response.text("calendar-color")
                .map(text -> COLOR.matcher(text.toLowerCase(Locale.ROOT)))
                .filter(Matcher::matches)
                .map(found -> found.group(1));
    }

    private static Optional<String> zone(Response response) {
        return response.text("calendar-timezone")
                .map(ZONE::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1).strip())
                .filter(name -> ZoneId.getAvailableZoneIds().contains(name));
    }
}
