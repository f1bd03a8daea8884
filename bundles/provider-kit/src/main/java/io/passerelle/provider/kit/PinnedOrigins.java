// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The only places a provider's credentials may be sent to: https origins, or loopback addresses while an emulated service
 * stands in. Immutable.
 */
public final class PinnedOrigins {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final Set<String> origins;

    private PinnedOrigins(Set<String> origins) {
        this.origins = origins;
    }

    /**
     * Pins the origins of these addresses.
     *
     * @throws IllegalArgumentException when one of them is neither https nor loopback
     */
    public static PinnedOrigins of(Collection<URI> addresses) {
        return new PinnedOrigins(addresses.stream()
                .map(address -> {
                    if (!"https".equals(scheme(address)) && !isLoopback(address)) {
                        throw new IllegalArgumentException("a pinned origin is https or loopback");
                    }
                    return origin(address);
                })
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether an address is http or https on a loopback name or address, without user info. */
    public static boolean isLoopback(URI address) {
        return ("http".equals(scheme(address)) || "https".equals(scheme(address)))
                && address.getUserInfo() == null
                && address.getHost() != null
                && LOOPBACK.contains(address.getHost().toLowerCase(Locale.ROOT));
    }

    /** Whether credentials may be sent to this address. */
    public boolean allows(URI address) {
        return address.getHost() != null && address.getUserInfo() == null && origins.contains(origin(address));
    }

    /**
     * Refuses a foreign address.
     *
     * @return the same address
     * @throws PasserelleException {@code FOREIGN_ADDRESS}; the message does not repeat the address
     */
    public URI require(URI address) {
        if (!allows(address)) {
            throw PasserelleException.of(ErrorCode.FOREIGN_ADDRESS, "an address outside the provider's origins");
        }
        return address;
    }

    private static String scheme(URI address) {
        return String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    }

    private static String origin(URI address) {
        String scheme = scheme(address);
        int port = address.getPort() >= 0 ? address.getPort() : "https".equals(scheme) ? 443 : 80;
        return scheme + "://" + String.valueOf(address.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
    }
}
