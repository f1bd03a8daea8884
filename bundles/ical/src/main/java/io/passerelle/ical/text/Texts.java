// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.text;

import java.util.ArrayList;
import java.util.List;

/** Values of type TEXT (RFC 5545 §3.3.11). */
public final class Texts {
    private Texts() {}

    /** A single text. */
    public static String unescape(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c != '\\' || i + 1 == value.length()) {
                text.append(c);
                continue;
            }
            char escaped = value.charAt(++i);
            if (escaped == 'n' || escaped == 'N') {
                text.append('\n');
            } else {
                // a backslash that escapes nothing was meant as one
                text.append("\\;,:\"".indexOf(escaped) < 0 ? "\\" : "").append(escaped);
            }
        }
        return text.toString();
    }

    /** A list of texts; empty ones are left out, blanks around them do not count. */
    public static List<String> list(String value) {
        List<String> texts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (i == value.length() || value.charAt(i) == ',') {
                String text = unescape(value.substring(from, i)).strip();
                if (!text.isEmpty()) {
                    texts.add(text);
                }
                from = i + 1;
            } else if (value.charAt(i) == '\\') {
                i++;
            }
        }
        return texts;
    }

    /** Escapes a text; control characters other than tabs and line ends, which no file may hold, are dropped. */
    public static String escape(String text) {
        StringBuilder value = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\', ';', ',' -> value.append('\\').append(c);
                case '\n' -> value.append("\\n");
                default -> {
                    if (c >= ' ' && c != 0x7f || c == '\t') {
                        value.append(c);
                    }
                }
            }
        }
        return value.toString();
    }
}
