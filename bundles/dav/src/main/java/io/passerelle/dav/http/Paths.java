// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Paths in one spelling: servers percent-encode differently from request to answer (RFC 3986 §6.2.2). Decoded for comparing,
 * encoded for sending; a path that climbs, or hides a slash, is none.
 */
public final class Paths {
    private static final String PLAIN = "-._~!$&'()*+,;=:@";

    private Paths() {}

    /** Encodes one segment. */
    public static String encode(String segment) {
        StringBuilder encoded = new StringBuilder(segment.length() + 8);
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
            }
        }
        return encoded.toString();
    }

    private static char hex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }

    /** Decodes one segment; empty when it is malformed, climbs or contains a slash or control character. */
    public static Optional<String> decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return safe(segment);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 1), 16) : -1;
            int low = i + 2 < segment.length() ? Character.digit(segment.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        return safe(bytes.toString(StandardCharsets.UTF_8));
    }

    private static Optional<String> safe(String segment) {
        boolean unsafe = segment.isEmpty()
                || segment.equals(".")
                || segment.equals("..")
                || segment.indexOf('/') >= 0
                || segment.indexOf('\\') >= 0
                || segment.chars().anyMatch(Character::isISOControl);
        return unsafe ? Optional.empty() : Optional.of(segment);
    }

    /** An absolute path in canonical spelling, its slash at the end kept; empty when it is none or unsafe. */
    public static Optional<String> canonical(String path) {
        if (path == null || !path.startsWith("/")) {
            return Optional.empty();
        }
        StringBuilder canonical = new StringBuilder(path.length());
        String[] segments = path.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            canonical.append('/');
            if (segments[i].isEmpty()) {
                if (i < segments.length - 1) {
                    canonical.setLength(canonical.length() - 1);
                }
                continue;
            }
            Optional<String> decoded = decode(segments[i]);
            if (decoded.isEmpty()) {
                return Optional.empty();
            }
            canonical.append(encode(decoded.get()));
        }
        return Optional.of(canonical.toString());
    }

    /** What an address in an answer means, seen from where the answer comes from; empty when it is none or unsafe. */
    public static Optional<URI> resolve(URI from, String href) {
        try {
            String text = href.strip();
            if (text.startsWith("//")) {
                // seen in the wild for a doubled slash; never another host
                text = text.substring(1);
            }
            URI address = from.resolve(escapeBlanks(text));
            return canonical(address.getRawPath()).map(path -> at(address, path));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String escapeBlanks(String href) {
        return href.replace(" ", "%20");
    }

    /** The same server, another path, which is canonical. */
    public static URI at(URI server, String path) {
        return URI.create(server.getScheme() + "://" + server.getRawAuthority() + path);
    }

    /** The same address as that of a collection, with a slash at the end. */
    public static URI collection(URI address) {
        String path = address.getRawPath();
        return path.endsWith("/") ? address : at(address, path + "/");
    }
}
