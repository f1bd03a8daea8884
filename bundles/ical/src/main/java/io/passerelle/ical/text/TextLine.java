// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A content line as it stands in a file.
 *
 * @param raw its characters, folds and line end included
 * @param unfolded the same on one line, without line end
 */
public record TextLine(String raw, String unfolded) {

    /** A line of our own, folded. */
    public static TextLine of(String unfolded) {
        return new TextLine(ContentLines.folded(unfolded), unfolded);
    }

    /** Name of the property, upper case, without group. */
    public String name() {
        int end = 0;
        while (end < unfolded.length() && unfolded.charAt(end) != ':' && unfolded.charAt(end) != ';') {
            end++;
        }
        return unfolded.substring(0, end).strip().toUpperCase(Locale.ROOT);
    }

    private int colon() {
        boolean quoted = false;
        for (int i = 0; i < unfolded.length(); i++) {
            char c = unfolded.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ':' && !quoted) {
                return i;
            }
        }
        return unfolded.length();
    }

    /** What stands before the value: name and parameters. */
    public String head() {
        return unfolded.substring(0, colon());
    }

    /** What stands after the colon, as it is. */
    public String value() {
        return unfolded.substring(Math.min(unfolded.length(), colon() + 1));
    }

    /** A parameter's value, without quotes. */
    public Optional<String> parameter(String name) {
        for (String part : parts()) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
                String value = part.substring(equals + 1).strip();
                boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
                return Optional.of(quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return Optional.empty();
    }

    /** The same line with a parameter set, or left out when the value is empty; a value has its quotes already. */
    public TextLine with(String name, String value) {
        StringBuilder head = new StringBuilder(unfolded.substring(0, name().length()));
        boolean placed = value.isEmpty();
        for (String part : parts()) {
            int equals = part.indexOf('=');
            boolean same = equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name);
            if (!same) {
                head.append(';').append(part);
            } else if (!placed) {
                head.append(';').append(name).append('=').append(value);
                placed = true;
            }
        }
        if (!placed) {
            head.append(';').append(name).append('=').append(value);
        }
        return of(head + ":" + value());
    }

    /** The parameters as they stand, without the semicolons between them. */
    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        String head = head();
        boolean quoted = false;
        int from = -1;
        for (int i = 0; i <= head.length(); i++) {
            char c = i < head.length() ? head.charAt(i) : ';';
            if (c == '"' && i < head.length()) {
                quoted = !quoted;
            } else if (c == ';' && (!quoted || i == head.length())) {
                if (from >= 0) {
                    parts.add(head.substring(from, i));
                }
                from = i + 1;
            }
        }
        return parts;
    }
}
