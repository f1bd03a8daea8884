// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request comes from: the other end of the connection or, where that is a proxy of ours, what the proxy says. Anybody can write
 * {@code X-Forwarded-For}; therefore it is read from its end, each address on the word of a trusted one alone.
 */
public final class ClientAddress {
    private static final Pattern FOUR = Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern WITH_PORT = Pattern.compile("([^:\\[\\]]+):\\d+|\\[([^\\]]+)](?::\\d+)?");
    private static final int LONGEST = 4096;
    private static final int NETWORK_OF_A_SUBSCRIBER = 8;

    private final List<Network> proxies;

    /** Addresses of one network, by the bits they begin with. */
    private record Network(byte[] start, int bits) {
        boolean holds(InetAddress address) {
            byte[] bytes = address.getAddress();
            if (bytes.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if (((bytes[bit / 8] ^ start[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * @param proxies addresses ({@code 127.0.0.1}, {@code ::1}) and networks ({@code 10.1.0.0/16}) of trusted proxies
     * @throws IllegalArgumentException when one of them is neither
     */
    public ClientAddress(List<String> proxies) {
        this.proxies = proxies.stream().map(String::strip).filter(text -> !text.isEmpty()).map(ClientAddress::network).toList();
    }

    private static Network network(String text) {
        String[] parts = text.split("/", -1);
        InetAddress address = literal(parts[0]).orElseThrow(() -> wrong(text));
        int most = address.getAddress().length * 8;
        int bits = most;
        if (parts.length == 2 && parts[1].matches("\\d{1,3}")) {
            bits = Integer.parseInt(parts[1]);
        } else if (parts.length > 1) {
            throw wrong(text);
        }
        if (bits > most) {
            throw wrong(text);
        }
        return new Network(address.getAddress(), bits);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("trustedProxies: \"" + text + "\" is neither an address nor a network");
    }

    /**
     * What the failures of a sign-in are counted under: an IPv4 address, or the /64 network of an IPv6 one, which is what one subscriber has.
     *
     * @param remote the other end of the connection
     * @param forwardedFor the values of the header {@code X-Forwarded-For}, in order
     */
    public String key(String remote, List<String> forwardedFor) {
        Optional<InetAddress> known = literal(remote);
        List<String> told = new ArrayList<>(forwardedFor.stream()
                .filter(line -> line.length() <= LONGEST)
                .flatMap(line -> Arrays.stream(line.split(",")))
                .toList());
        while (known.isPresent() && trusted(known.get()) && !told.isEmpty()) {
            Optional<InetAddress> before = literal(told.remove(told.size() - 1));
            if (before.isEmpty()) {
                break;
            }
            known = before;
        }
        return known.map(ClientAddress::subscriber).orElse(remote);
    }

    private boolean trusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.holds(address));
    }

    private static String subscriber(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_OF_A_SUBSCRIBER), address.getAddress().length);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An address in figures, with or without a port; a name is none, so that nothing is ever looked up. */
    private static Optional<InetAddress> literal(String text) {
        String bare = text == null ? "" : text.strip();
        var port = WITH_PORT.matcher(bare);
        if (port.matches()) {
            bare = port.group(1) == null ? port.group(2) : port.group(1);
        }
        if (!FOUR.matcher(bare).matches() && !bare.matches("[0-9a-fA-F.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(bare));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }
}
