// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A recurrence rule (RFC 5545 §3.3.10) in canonical form: upper case, FREQ first, other parts in alphabetical order,
 * {@code INTERVAL=1} and {@code WKST=MO} left out. Whether the rule makes sense is the calendar's business; here only
 * its form is checked.
 *
 * @param value the canonical text, without {@code RRULE:}
 */
public record RecurrenceRule(String value) {
    private static final Pattern PART = Pattern.compile("[A-Z-]{2,20}=[A-Z0-9,+:.-]{1,2000}");

    public RecurrenceRule {
        value = canonical(value);
    }

    /** Validates and brings into canonical form; a leading {@code RRULE:} is accepted. */
    public static RecurrenceRule of(String text) {
        return new RecurrenceRule(text);
    }

    private static String canonical(String text) {
        if (text == null || text.length() > 4096) {
            throw new IllegalArgumentException("a recurrence rule has at most 4096 characters");
        }
        String rule = text.strip().toUpperCase(Locale.ROOT);
        rule = rule.startsWith("RRULE:") ? rule.substring(6) : rule;
        Map<String, String> parts = new TreeMap<>();
        for (String part : rule.split(";")) {
            if (part.isEmpty()) {
                continue;
            }
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException("a recurrence rule consists of NAME=VALUE parts");
            }
            int equals = part.indexOf('=');
            if (parts.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
                throw new IllegalArgumentException("a recurrence rule names each part once");
            }
        }
        String frequency = parts.remove("FREQ");
        if (frequency == null) {
            throw new IllegalArgumentException("a recurrence rule has a FREQ");
        }
        parts.remove("INTERVAL", "1");
        parts.remove("WKST", "MO");
        List<String> written = new ArrayList<>();
        written.add("FREQ=" + frequency);
        parts.forEach((name, value) -> written.add(name + "=" + value));
        return String.join(";", written);
    }

    @Override
    public String toString() {
        return value;
    }
}
