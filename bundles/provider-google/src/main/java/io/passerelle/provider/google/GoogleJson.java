// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.JsonObjectParser;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.Data;
import com.google.api.client.util.ObjectParser;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.CompleteJson;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Google's answers as plain maps. The typed classes of the SDK refuse a whole page because of one malformed date and lose the
 * members they do not know; maps do neither.
 */
public final class GoogleJson {
    /** Clears a member in a PATCH. */
    static final String NULL = Data.NULL_STRING;

    private static final int DEEPEST = 64;

    private GoogleJson() {}

    /** The parser for every answer: bounded in depth, and never satisfied with half a text. */
    static ObjectParser parser() {
        return new Guarded(new JsonObjectParser(GsonFactory.getDefaultInstance()));
    }

    /**
     * Reads an object.
     *
     * @throws PasserelleException {@code PROVIDER_ANSWER_UNREADABLE}
     */
    static Map<String, Object> read(InputStream in) {
        try {
            return parser().parseAndClose(in, StandardCharsets.UTF_8, GenericJson.class);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "not a complete JSON object");
        }
    }

    /** Reads an object from text. */
    public static Map<String, Object> read(String text) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Writes an object as compact JSON in UTF-8. */
    static byte[] write(Map<String, Object> object) {
        try {
            return GsonFactory.getDefaultInstance().toByteArray(object);
        } catch (IOException impossible) {
            throw PasserelleException.of(ErrorCode.INTERNAL_ERROR, "writing JSON into memory");
        }
    }

    /** A non-empty text; empty for any other value. */
    public static Optional<String> text(Map<String, ?> object, String name) {
        return object.get(name) instanceof String text && !Data.isNull(text) && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Whether a member is the boolean true. */
    public static boolean flag(Map<String, ?> object, String name) {
        return Boolean.TRUE.equals(object.get(name)) && !Data.isNull(object.get(name));
    }

    /** A whole number in the range of an int; empty for any other value. */
    public static Optional<Integer> number(Map<String, ?> object, String name) {
        if (!(object.get(name) instanceof Number number) || Data.isNull(number)) {
            return Optional.empty();
        }
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE
                ? Optional.of((int) value)
                : Optional.empty();
    }

    /** An object; an empty one for any other value. */
    public static Map<String, Object> object(Map<String, ?> object, String name) {
        return asObject(object.get(name)).orElse(Map.of());
    }

    /** The objects of a list; without what is no object. */
    public static List<Map<String, Object>> objects(Map<String, ?> object, String name) {
        List<Map<String, Object>> found = new ArrayList<>();
        if (object.get(name) instanceof Collection<?> list && !Data.isNull(list)) {
            list.forEach(element -> asObject(element).ifPresent(found::add));
        }
        return found;
    }

    /** The texts of a list; without what is no text. */
    public static List<String> texts(Map<String, ?> object, String name) {
        List<String> found = new ArrayList<>();
        if (object.get(name) instanceof Collection<?> list && !Data.isNull(list)) {
            list.forEach(element -> {
                if (element instanceof String text && !Data.isNull(text)) {
                    found.add(text);
                }
            });
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<String, Object>> asObject(Object value) {
        return value instanceof Map<?, ?> map && !Data.isNull(map)
                ? Optional.of((Map<String, Object>) map)
                : Optional.empty();
    }

    private record Guarded(ObjectParser parser) implements ObjectParser {
        @Override
        public <T> T parseAndClose(InputStream in, Charset charset, Class<T> type) throws IOException {
            return type.cast(parseAndClose(in, charset, (Type) type));
        }

        @Override
        public Object parseAndClose(InputStream in, Charset charset, Type type) throws IOException {
            InputStream complete = new CompleteJson(in, DEEPEST);
            Object parsed = parser.parseAndClose(new Unread(complete), charset, type);
            if (parsed == null) {
                throw new IOException("an empty answer");
            }
            return parsed;
        }

        @Override
        public <T> T parseAndClose(Reader reader, Class<T> type) throws IOException {
            return parser.parseAndClose(reader, type);
        }

        @Override
        public Object parseAndClose(Reader reader, Type type) throws IOException {
            return parser.parseAndClose(reader, type);
        }
    }

    /** Reads to the end before it closes, so that what a parser leaves unread is seen too. */
    private static final class Unread extends FilterInputStream {
        private Unread(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return in.read(into, offset, length);
        }

        @Override
        public void close() throws IOException {
            try (InputStream closed = in) {
                closed.transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
