// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.sogo;

import io.passerelle.host.dav.People;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a person's id out of the address of their pages: {@code /SOGo/alice}, {@code /SOGo/so/alice/Calendar}. Nothing but a
 * path of this very SOGo counts, without query and fragment.
 */
final class PersonalPage {
    private final URI sogo;
    private final Pattern form;

    PersonalPage(URI sogo) {
        this.sogo = sogo;
        String root = sogo.getRawPath();
        if (sogo.getHost() == null || root == null || !root.startsWith("/") || !root.endsWith("/")) {
            throw new IllegalArgumentException(
                    "url in the configuration " + SogoConfig.PID + " is an address with a slash at its end, such as http://127.0.0.1:20000/SOGo/");
        }
        form = Pattern.compile(Pattern.quote(root) + "(?:so/)?([^/]+)(?:/[A-Za-z]+)*/?");
    }

    Optional<String> owner(String location) {
        URI address;
        try {
            address = new URI(location);
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null || address.getRawPath() == null || !isHere(address)) {
            return Optional.empty();
        }
        Matcher path = form.matcher(address.getRawPath());
        return path.matches() ? decoded(path.group(1)).filter(id -> !id.equals("so") && People.isId(id)) : Optional.empty();
    }

    /** A bare path, or an absolute address of the same server. */
    private boolean isHere(URI address) {
        if (address.getScheme() == null) {
            return address.getRawAuthority() == null;
        }
        return address.getScheme().equals(sogo.getScheme()) && sogo.getRawAuthority().equals(address.getRawAuthority());
    }

    private static Optional<String> decoded(String segment) {
        ByteBuffer bytes = ByteBuffer.allocate(segment.length() * 3);
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.put((byte) Integer.parseInt(segment.substring(i + 1, i + 3), 16));
                i += 2;
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }
}
