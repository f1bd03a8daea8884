// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values as they stand in columns. */
final class Columns {
    private Columns() {}

    /** Sets of words without spaces are kept in one column, sorted. */
    static String words(Collection<?> words) {
        return words.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    static <T> Set<T> words(String column, Function<String, T> parse) {
        return column.isEmpty()
                ? Set.of()
                : Arrays.stream(column.split(" ")).map(parse).collect(Collectors.toUnmodifiableSet());
    }

    /** Sets of texts without line breaks, sorted. */
    static String lines(Collection<String> lines) {
        return lines.stream().sorted().collect(Collectors.joining("\n"));
    }

    static Set<String> lines(String column) {
        return column.isEmpty() ? Set.of() : Set.of(column.split("\n"));
    }

    /** Both databases keep microseconds; rounding is ours, so that what was stored equals what is read. */
    static Instant micros(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    static Instant micros(Optional<Instant> time) {
        return time.map(Columns::micros).orElse(null);
    }

    static OffsetDateTime timestamp(Instant time) {
        return micros(time).atOffset(ZoneOffset.UTC);
    }

    static OffsetDateTime timestamp(Optional<Instant> time) {
        return time.map(Columns::timestamp).orElse(null);
    }

    static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
