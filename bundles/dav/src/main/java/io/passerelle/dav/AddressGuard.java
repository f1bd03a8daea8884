// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import io.passerelle.dav.http.AddressRanges;
import java.net.InetAddress;
import java.util.Collection;

/**
 * Decides which network addresses may be connected to. Asked for every address that a name resolves to, immediately before
 * connecting to exactly that address: a name that means something else a moment later, or a redirect, changes nothing.
 * Called from several threads.
 */
@FunctionalInterface
public interface AddressGuard {
    /** Public addresses only: none that is loopback, private, link-local, shared, multicast, reserved or a translation of one. */
    AddressGuard PUBLIC = AddressRanges::isPublic;

    /** Every address: for servers that an administrator configured. */
    AddressGuard ANY = address -> true;

    /** Whether this address may be connected to. */
    boolean allows(InetAddress address);

    /**
     * Public addresses, and the exceptions that an administrator lists.
     *
     * @param ranges addresses or ranges in CIDR notation: {@code 10.1.0.0/16}, {@code 127.0.0.1}, {@code fd00::/8}
     * @throws IllegalArgumentException when one of them is none; names of hosts are not resolved
     */
    static AddressGuard publicAnd(Collection<String> ranges) {
        AddressRanges exceptions = AddressRanges.of(ranges);
        return address -> AddressRanges.isPublic(address) || exceptions.contains(address);
    }
}
