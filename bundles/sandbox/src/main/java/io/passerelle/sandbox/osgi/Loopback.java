// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.osgi;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether the container's listeners are ones that only this machine can reach. */
final class Loopback {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private Loopback() {
    }

    static boolean host(String name) {
        return name != null && HOSTS.contains(name);
    }

    /**
     * The port of the listeners in {@code osgi.http.endpoint}, if all are on loopback; -1 otherwise.
     *
     * @param endpoints a string, an array or a collection of addresses
     */
    static int port(Object endpoints) {
        List<String> all = endpoints instanceof String one ? List.of(one) : endpoints instanceof String[] many ? List.of(many)
                : endpoints instanceof Collection<?> many ? many.stream().map(String::valueOf).toList() : List.of();
        int port = -1;
        for (String endpoint : all) {
            URI uri = URI.create(endpoint);
            if (uri.getHost() != null && !host(uri.getHost())) {
                return -1;
            }
            if (uri.getHost() != null && "http".equals(uri.getScheme())) {
                port = uri.getPort();
            }
        }
        return port;
    }
}
