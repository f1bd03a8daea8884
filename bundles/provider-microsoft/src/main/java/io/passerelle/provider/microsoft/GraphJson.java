// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Graph's answers as plain maps, read as a stream; a list is handed over element by element, so that a page is never whole in memory. */
final class GraphJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private GraphJson() {}

    /** Reads an object and nothing behind it. */
    static Map<String, Object> read(InputStream in) throws IOException {
        return page(in, null);
    }

    /** Reads an object from text. */
    static Map<String, Object> read(String text) {
        try {
            return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "not a complete JSON object");
        }
    }

    /**
     * Reads a page of a listing.
     *
     * @param each gets the objects of {@code value} one after the other; null keeps them in the result
     * @return the other members
     */
    static Map<String, Object> page(InputStream in, Consumer<Map<String, Object>> each) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object");
            }
            Map<String, Object> rest = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken token = parser.nextToken();
                if (each != null && name.equals("value") && token == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        each.accept(object(parser));
                    }
                    rest.put(name, List.of());
                } else {
                    rest.put(name, value(parser, token));
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IOException("the JSON text is incomplete");
            }
            return rest;
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            object.put(name, value(parser, parser.nextToken()));
        }
        return object;
    }

    private static Object value(JsonParser parser, JsonToken token) throws IOException {
        if (token == null) {
            throw new IOException("the JSON text is incomplete");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    list.add(value(parser, next));
                }
                yield list;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> null;
        };
    }

    /** Writes an object as compact JSON in UTF-8. */
    static byte[] write(Map<String, ?> object) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            write(json, object);
        } catch (IOException impossible) {
            throw PasserelleException.of(ErrorCode.INTERNAL_ERROR, "writing JSON into memory");
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.writeFieldName((String) member.getKey());
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    /** A non-empty text; empty for any other value. */
    static Optional<String> text(Map<String, ?> object, String name) {
        return object.get(name) instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    static boolean flag(Map<String, ?> object, String name) {
        return Boolean.TRUE.equals(object.get(name));
    }

    static int number(Map<String, ?> object, String name, int otherwise) {
        return object.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    /** An object; an empty one for any other value. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, ?> object, String name) {
        return object.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    /** The objects of a list; without what is no object. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, ?> object, String name) {
        List<Map<String, Object>> found = new ArrayList<>();
        if (object.get(name) instanceof Collection<?> list) {
            list.forEach(element -> {
                if (element instanceof Map<?, ?> map) {
                    found.add((Map<String, Object>) map);
                }
            });
        }
        return found;
    }

    /** The texts of a list; without what is no text. */
    static List<String> texts(Map<String, ?> object, String name) {
        List<String> found = new ArrayList<>();
        if (object.get(name) instanceof Collection<?> list) {
            list.forEach(element -> {
                if (element instanceof String text) {
                    found.add(text);
                }
            });
        }
        return found;
    }
}
