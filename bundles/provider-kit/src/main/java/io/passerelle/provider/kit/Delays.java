// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Spans of time as services write them. */
public final class Delays {
    /** No service is waited for longer than a day without asking again. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    /** An access token is never believed to live longer than this, whatever the answer says. */
    private static final Duration LONGEST_TOKEN = Duration.ofDays(7);

    private Delays() {}

    /**
     * Reads {@code Retry-After} (RFC 9110 §10.2.3): seconds or an HTTP date.
     *
     * @param header the header's value, may be null
     * @param clock tells now, for dates
     * @return 0 to 24 hours; empty when there is no readable value
     */
    public static Optional<Duration> retryAfter(String header, Clock clock) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        String text = header.strip();
        try {
            Duration delay = text.matches("\\d{1,18}")
                    ? Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_WAIT.toSeconds()))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return Optional.of(delay.isNegative() ? Duration.ZERO : min(delay, LONGEST_WAIT));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Reads {@code expires_in} (RFC 6749 §5.1) as services really send it: a number, a number in a string, 0, something huge.
     *
     * @param expiresIn the decoded JSON value, may be null
     * @param now when the answer came
     * @return at most 7 days ahead and never before {@code now}; empty when the value is missing or not a number, which is to
     *     be treated as expired
     */
    public static Optional<Instant> expiry(Object expiresIn, Instant now) {
        if (!(expiresIn instanceof Number || expiresIn instanceof String)) {
            return Optional.empty();
        }
        String text = expiresIn.toString().strip();
        if (text.length() > 40) {
            return Optional.empty();
        }
        try {
            BigDecimal seconds = new BigDecimal(text)
                    .max(BigDecimal.ZERO)
                    .min(BigDecimal.valueOf(LONGEST_TOKEN.toSeconds()));
            return Optional.of(now.plusSeconds(seconds.longValue()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
