// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Ranges of network addresses in CIDR notation (RFC 4632). IPv4 addresses in IPv6 form count as what they are. */
public final class AddressRanges {
    /** What the registries of special addresses (RFC 6890) say is not a public place. */
    private static final AddressRanges SPECIAL = of(List.of(
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/3"));
    /** Of IPv6 only global unicast is public, without tunnels, documentation and what embeds other addresses. */
    private static final AddressRanges GLOBAL = of(List.of("2000::/3"));
    private static final AddressRanges NOT_GLOBAL =
            of(List.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "64:ff9b::/96"));

    private record Range(byte[] prefix, int bits) {
        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            int shift = prefix.length * 8 - bits;
            return new BigInteger(1, address).shiftRight(shift).equals(new BigInteger(1, prefix).shiftRight(shift));
        }
    }

    private final List<Range> ranges;

    private AddressRanges(List<Range> ranges) {
        this.ranges = ranges;
    }

    /**
     * Reads ranges; a single address is one of its own.
     *
     * @throws IllegalArgumentException when one of them is none
     */
    public static AddressRanges of(Collection<String> texts) {
        return new AddressRanges(texts.stream().map(AddressRanges::range).toList());
    }

    private static Range range(String text) {
        String[] parts = text.strip().split("/", 2);
        // letters only as digits of IPv6: never a name that would be looked up
        if (!parts[0].matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw new IllegalArgumentException("a range of addresses is written as 10.0.0.0/8");
        }
        try {
            byte[] prefix = InetAddress.getByName(parts[0]).getAddress();
            int bits = parts.length == 1 ? prefix.length * 8 : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > prefix.length * 8) {
                throw new IllegalArgumentException("a prefix is not longer than its address");
            }
            return new Range(prefix, bits);
        } catch (UnknownHostException | NumberFormatException malformed) {
            throw new IllegalArgumentException("a range of addresses is written as 10.0.0.0/8");
        }
    }

    /** Whether an address lies in one of the ranges. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ranges.stream().anyMatch(range -> range.contains(bytes));
    }

    /** Whether an address is a public place. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return !SPECIAL.contains(address);
        }
        return GLOBAL.contains(address) && !NOT_GLOBAL.contains(address) && !embedsAnother(bytes);
    }

    /** Addresses like {@code ::127.0.0.1}, which some systems still route. */
    private static boolean embedsAnother(byte[] bytes) {
        return Arrays.equals(Arrays.copyOf(bytes, 12), new byte[12]);
    }
}
