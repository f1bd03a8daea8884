// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import io.passerelle.dav.AddressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names for connecting. The connection is made to exactly the addresses that are returned here, so that what was
 * checked is what is connected to.
 */
final class GuardedNames implements DnsResolver {

    /** An address that may not be connected to. */
    static final class Refused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        Refused() {
            super("an address that is not allowed");
        }
    }

    /** How names become addresses. */
    @FunctionalInterface
    interface Lookup {
        Lookup SYSTEM = InetAddress::getAllByName;

        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private final AddressGuard guard;
    private final Lookup lookup;

    GuardedNames(AddressGuard guard, Lookup lookup) {
        this.guard = guard;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        InetAddress[] addresses = lookup.addresses(name);
        for (InetAddress address : addresses) {
            if (!guard.allows(address)) {
                throw new Refused();
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    static boolean refused(IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused) {
                return true;
            }
        }
        return false;
    }
}
