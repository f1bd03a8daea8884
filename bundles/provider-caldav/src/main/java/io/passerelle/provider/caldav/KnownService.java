// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Services whose calendars and contacts lie where discovery from a mail domain does not lead.
 *
 * @param names mail domains and server names by which people know it
 * @param calendars where the calendars are
 * @param contacts where the contacts are
 * @param origins other origins of the same service, to which it distributes its accounts
 */
record KnownService(Set<String> names, URI calendars, URI contacts, List<URI> origins) {
    private static final int APPLE_PARTITIONS = 250;

    private static final List<KnownService> ALL = List.of(
            // Apple, "Use iCloud with other apps"; accounts lie at p01-caldav.icloud.com and so on
            of("https://caldav.icloud.com/", "https://contacts.icloud.com/", partitions(), "icloud.com", "me.com", "mac.com"),
            // Fastmail, "Server names and ports"
            of(
                    "https://caldav.fastmail.com/",
                    "https://carddav.fastmail.com/",
                    List.of(),
                    "fastmail.com",
                    "fastmail.fm",
                    "messagingengine.com"));

    private static KnownService of(String calendars, String contacts, List<URI> origins, String... names) {
        URI first = URI.create(calendars);
        URI second = URI.create(contacts);
        Set<String> known = Set.copyOf(
                Stream.concat(Stream.of(names), Stream.of(first.getHost(), second.getHost())).toList());
        return new KnownService(known, first, second, origins);
    }

    private static List<URI> partitions() {
        return IntStream.rangeClosed(1, APPLE_PARTITIONS)
                .boxed()
                .flatMap(number -> Stream.of("caldav", "contacts")
                        .map(kind -> URI.create(String.format(Locale.ROOT, "https://p%02d-%s.icloud.com", number, kind))))
                .toList();
    }

    /** The service of a mail domain or server name. */
    static Optional<KnownService> find(String name) {
        String known = name.toLowerCase(Locale.ROOT);
        return ALL.stream().filter(service -> service.names().contains(known)).findFirst();
    }

    /** Other origins of the service that an address belongs to. */
    static List<URI> originsOf(URI address) {
        return find(Ports.host(address)).map(KnownService::origins).orElse(List.of());
    }
}
