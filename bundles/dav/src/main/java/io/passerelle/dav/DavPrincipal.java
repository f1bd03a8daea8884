// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Whose account it is, as the server tells (RFC 3744, RFC 5397).
 *
 * @param address absolute address of the principal: the account's identity on this server
 * @param name display name, may be empty
 * @param calendarHomes where the calendars are (RFC 4791 §6.2.1); empty when the server has none
 * @param addressBookHomes where the address books are (RFC 6352 §7.1.1)
 * @param mailAddresses own addresses in lower case (RFC 6638 §2.4.1), without {@code mailto:}
 */
public record DavPrincipal(
        URI address, String name, List<URI> calendarHomes, List<URI> addressBookHomes, Set<String> mailAddresses) {
    public DavPrincipal {
        Objects.requireNonNull(address);
        Objects.requireNonNull(name);
        calendarHomes = List.copyOf(calendarHomes);
        addressBookHomes = List.copyOf(addressBookHomes);
        mailAddresses = Set.copyOf(mailAddresses);
    }

    /** Never the addresses of people. */
    @Override
    public String toString() {
        return "DavPrincipal[" + calendarHomes.size() + " calendar homes, " + addressBookHomes.size() + " address book homes]";
    }
}
