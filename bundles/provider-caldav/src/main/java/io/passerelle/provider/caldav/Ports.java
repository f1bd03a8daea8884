// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import java.net.URI;

/** Reads addresses of servers. Pure. */
final class Ports {
    private Ports() {}

    /** The port, also where it is left out. */
    static int of(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return isPlain(address) ? 80 : 443;
    }

    static boolean isPlain(URI address) {
        return "http".equalsIgnoreCase(address.getScheme());
    }

    /** The host, an IPv6 address without its brackets; empty when there is none. */
    static String host(URI address) {
        String host = address.getHost() == null ? "" : address.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
