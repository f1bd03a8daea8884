// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.model.error.PasserelleException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a person typed into the field for the address: an address, a name, or an e-mail address.
 *
 * @param starts where to look, the likeliest place first
 * @param known the service, when it is one of those whose places are known
 */
record TypedAddress(List<URI> starts, Optional<KnownService> known) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?");

    /** Throws {@code INVALID_INPUT} at the field. */
    static TypedAddress of(String typed) {
        int at = typed.lastIndexOf('@');
        if (at >= 0 && !typed.contains("/")) {
            return ofDomain(typed.substring(at + 1));
        }
        URI address = address(typed.matches("(?i)[a-z][a-z0-9+.-]*://.*") ? typed : "https://" + typed);
        return new TypedAddress(
                List.of(address), hasPath(address) ? Optional.empty() : KnownService.find(Ports.host(address)));
    }

    private static TypedAddress ofDomain(String domain) {
        if (!NAME.matcher(domain).matches()) {
            throw malformed();
        }
        return new TypedAddress(
                Stream.of("", "caldav.", "dav.").map(prefix -> address("https://" + prefix + domain)).toList(),
                KnownService.find(domain));
    }

    private static URI address(String text) {
        try {
            URI address = URI.create(text);
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean usable = (scheme.equals("https") || scheme.equals("http"))
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && Ports.of(address) > 0
                    && Ports.of(address) < 65_536;
            if (usable) {
                return hasPath(address) ? address : address.resolve("/");
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw malformed();
    }

    static boolean hasPath(URI address) {
        return address.getRawPath() != null && !address.getRawPath().isEmpty() && !address.getRawPath().equals("/");
    }

    private static PasserelleException malformed() {
        return PasserelleException.invalid(CaldavForm.SERVER, "is no address of a server");
    }
}
