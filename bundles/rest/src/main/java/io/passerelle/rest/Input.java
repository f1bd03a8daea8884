// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.RunId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads what came from outside; a malformed id in a path is an address at which there is nothing. */
final class Input {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private Input() {}

    static IntegrationId integration(String text) {
        return address(text, IntegrationId::of);
    }

    static PairId pair(String text) {
        return address(text, PairId::of);
    }

    /** The pair that alone is asked about; empty for all. */
    static Optional<PairId> onlyPair(String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty()).map(given -> field("pair", given, PairId::of));
    }

    static RunId run(String text) {
        return address(text, RunId::of);
    }

    static ProviderId provider(String text) {
        return address(text, ProviderId::of);
    }

    static UUID entry(String text) {
        return address(text, UUID::fromString);
    }

    /** A place in a list. */
    static int position(String text) {
        int position = address(text, Integer::parseInt);
        if (position < 0) {
            throw notFound();
        }
        return position;
    }

    private static <T> T address(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw notFound();
        }
    }

    static PasserelleException notFound() {
        return PasserelleException.of(ErrorCode.NOT_FOUND);
    }

    /** A value of a body; the field is named when it does not parse. */
    static <T> T field(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException malformed) {
            throw PasserelleException.invalid(name, malformed.getMessage());
        }
    }

    static <T> T required(String name, T value) {
        if (value == null) {
            throw PasserelleException.invalid(name, "is required");
        }
        return value;
    }

    static int bounded(String name, String text, int otherwise, int least, int most) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException malformed) {
            // reported below like a number out of range
        }
        throw PasserelleException.invalid(name, "is a number from " + least + " to " + most);
    }

    static boolean flag(String name, String text, boolean otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw PasserelleException.invalid(name, "is true or false");
        };
    }

    static Optional<Instant> instant(String name, String text) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant instant = Instant.parse(text);
            // databases know fewer years than an Instant does
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return Optional.of(instant);
            }
        } catch (DateTimeException malformed) {
            // reported below like a time out of range
        }
        throw PasserelleException.invalid(name, "is a time such as 2026-03-01T10:00:00Z");
    }
}
