// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.model.error.PasserelleException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a request's JSON object; what is wrong is named. */
public final class Fields {
    private static final int LONGEST_TEXT = 65_536;

    private final JsonNode object;

    Fields(JsonNode object) {
        this.object = object;
    }

    /** Whether the field was sent, null or not. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** A text, or empty when it is absent or null. */
    public String text(String name, int longest) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw PasserelleException.invalid(name, "is a text");
        }
        String text = value.asText();
        if (text.length() > Math.min(longest, LONGEST_TEXT)) {
            throw PasserelleException.invalid(name, "has at most " + longest + " characters");
        }
        return clean(name, text);
    }

    /** Characters that no file and no database takes. */
    private static String clean(String name, String text) {
        if (text.codePoints().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0xD800 && c <= 0xDFFF)) {
            throw PasserelleException.invalid(name, "has no control characters and no halves of characters");
        }
        return text;
    }

    /** A text that is not blank. */
    public String required(String name, int longest) {
        String text = text(name, longest).strip();
        if (text.isEmpty()) {
            throw PasserelleException.invalid(name, "is missing");
        }
        return text;
    }

    /** True or false; false when absent. */
    public boolean flag(String name) {
        JsonNode value = object.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw PasserelleException.invalid(name, "is true or false");
        }
        return value.asBoolean(false);
    }

    /** A whole number in a range; empty when absent or null. */
    public Optional<Integer> number(String name, int least, int most) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asInt() < least || value.asInt() > most) {
            throw PasserelleException.invalid(name, "is a number from " + least + " to " + most);
        }
        return Optional.of(value.asInt());
    }

    /** One of the names of an enumeration; empty when absent. */
    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        String text = text(name, 40);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(text)) {
                return Optional.of(one);
            }
        }
        throw PasserelleException.invalid(name, "is one of the known values");
    }

    /** A date. */
    public LocalDate date(String name) {
        return date(name, required(name, 40));
    }

    /** A date from elsewhere in the request. */
    public static LocalDate date(String name, String text) {
        try {
            return bounded(name, LocalDate.parse(text));
        } catch (DateTimeException malformed) {
            throw PasserelleException.invalid(name, "is a date, yyyy-mm-dd");
        }
    }

    /** A local time. */
    public LocalDateTime time(String name) {
        try {
            LocalDateTime time = LocalDateTime.parse(required(name, 40));
            bounded(name, time.toLocalDate());
            return time;
        } catch (DateTimeException malformed) {
            throw PasserelleException.invalid(name, "is a local time, yyyy-mm-ddThh:mm");
        }
    }

    private static LocalDate bounded(String name, LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9998) {
            throw PasserelleException.invalid(name, "is a date between the years 1 and 9998");
        }
        return date;
    }

    /** A time zone; empty when absent. */
    public Optional<ZoneId> zone(String name) {
        String text = text(name, 100);
        return text.isEmpty() ? Optional.empty() : Optional.of(zone(name, text));
    }

    /** A time zone from elsewhere in the request. */
    public static ZoneId zone(String name, String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw PasserelleException.invalid(name, "is the IANA name of a time zone");
        }
        return ZoneId.of(text);
    }

    /** A list of texts without blank ones. */
    public List<String> texts(String name, int most, int longest) {
        JsonNode value = object.path(name);
        List<String> texts = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        if (!value.isArray() || value.size() > most) {
            throw PasserelleException.invalid(name, "is a list of at most " + most);
        }
        for (JsonNode one : value) {
            if (!one.isTextual() || one.asText().length() > longest) {
                throw PasserelleException.invalid(name, "holds texts of at most " + longest + " characters");
            }
            String text = clean(name, one.asText()).strip();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** An object inside; empty when absent or null. */
    public Optional<Fields> object(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw PasserelleException.invalid(name, "is an object");
        }
        return Optional.of(new Fields(value));
    }

    /** A list of objects. */
    public List<Fields> objects(String name, int most) {
        JsonNode value = object.path(name);
        List<Fields> objects = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return objects;
        }
        if (!value.isArray() || value.size() > most) {
            throw PasserelleException.invalid(name, "is a list of at most " + most);
        }
        for (JsonNode one : value) {
            if (!one.isObject()) {
                throw PasserelleException.invalid(name, "is a list of objects");
            }
            objects.add(new Fields(one));
        }
        return objects;
    }
}
