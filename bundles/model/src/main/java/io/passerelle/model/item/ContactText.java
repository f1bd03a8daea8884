// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of a contact's fields: cleaning, and structured values as sorted lines of {@code name=value}. */
final class ContactText {
    /** The part that holds the whole text where nothing else is said. */
    static final String VALUE = "value";

    private static final Pattern LINE = Pattern.compile("([a-z][a-zA-Z]{0,30})=(.*)", Pattern.DOTALL);
    private static final int LONGEST_KEY = 200;

    private ContactText() {}

    /** Without surrounding space, control characters and broken surrogates; line ends are {@code \n}; never null. */
    static String clean(String text) {
        if (text == null) {
            return "";
        }
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        StringBuilder clean = new StringBuilder(lines.length());
        lines.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                clean.append('\uFFFD');
            } else if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString().strip();
    }

    /** As {@link #clean}, on one line. */
    static String line(String text) {
        return clean(text).replaceAll("\\s+", " ");
    }

    /** The parts that are not empty, sorted by name; empty when there is none. */
    static String encode(Map<String, String> parts) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(parts).forEach((name, value) -> {
            if (!value.isEmpty()) {
                text.append(text.length() == 0 ? "" : "\n").append(name).append('=');
                text.append(value.replace("\\", "\\\\").replace("\n", "\\n"));
            }
        });
        return text.toString();
    }

    /** Reads what {@link #encode} writes; any other text is the {@link #VALUE}. */
    static SortedMap<String, String> decode(String text) {
        SortedMap<String, String> parts = new TreeMap<>();
        for (String line : text.split("\n")) {
            Matcher part = LINE.matcher(line);
            if (!part.matches()) {
                return new TreeMap<>(Map.of(VALUE, text));
            }
            parts.put(part.group(1), unescape(part.group(2)));
        }
        return parts;
    }

    private static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                text.append(next == 'n' ? '\n' : next);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** A key of an element: one line, never empty, at most 200 characters; a longer one ends with a digest. */
    static String key(String text) {
        String line = line(text);
        if (line.isEmpty()) {
            return "-";
        }
        return line.length() <= LONGEST_KEY
                ? line
                : clean(line.substring(0, LONGEST_KEY - 40)) + "~" + digest(line.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    /** SHA-256 in hexadecimal digits. */
    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
