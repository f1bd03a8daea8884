// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import io.passerelle.dav.DavSide;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What failures of requests mean. The messages name neither addresses nor content. */
public final class DavFailures {
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    private final DavSide side;
    private final Clock clock;

    DavFailures(DavSide side, Clock clock) {
        this.side = side;
        this.clock = clock;
    }

    private ErrorCode code(ErrorCode ofProvider) {
        return side == DavSide.HOST ? ErrorCode.HOST_UNAVAILABLE : ofProvider;
    }

    /** No answer. */
    PasserelleException noAnswer(IOException failed) {
        if (GuardedNames.refused(failed)) {
            return PasserelleException.of(ErrorCode.ADDRESS_REFUSED, "a network address that is not allowed");
        }
        if (failed instanceof BoundedBody.TooLong) {
            return PasserelleException.of(code(ErrorCode.SERVER_TOO_SLOW), "the answer is too long");
        }
        ErrorCode code = failed instanceof UnknownHostException
                ? ErrorCode.SERVER_NOT_FOUND
                : failed instanceof SSLException ? ErrorCode.CERTIFICATE_REFUSED : ErrorCode.PROVIDER_UNREACHABLE;
        return PasserelleException.of(code(code), failed.getClass().getSimpleName());
    }

    /** Too slow. */
    PasserelleException tooSlow() {
        return PasserelleException.of(code(ErrorCode.SERVER_TOO_SLOW), "no whole answer in time");
    }

    /** An answer that is not what it should be. */
    public PasserelleException unreadable(String why) {
        return PasserelleException.of(code(ErrorCode.PROVIDER_ANSWER_UNREADABLE), why);
    }

    /** A status that ends the run. */
    public PasserelleException status(DavAnswer answer) {
        return status(answer.status(), retryAfter(answer));
    }

    /** A status that ends the run. */
    public PasserelleException status(int status, Optional<Duration> retryAfter) {
        String detail = "HTTP " + status;
        ErrorCode code = switch (status) {
            case 401 -> code(ErrorCode.GRANT_LOST);
            case 403 -> ErrorCode.COLLECTION_UNREADABLE;
            case 404, 410 -> ErrorCode.COLLECTION_GONE;
            case 429 -> ErrorCode.RATE_LIMITED_BY_PROVIDER;
            case 503 -> retryAfter.isPresent() ? ErrorCode.RATE_LIMITED_BY_PROVIDER : code(ErrorCode.PROVIDER_ERROR);
            default -> code(ErrorCode.PROVIDER_ERROR);
        };
        PasserelleException failure = PasserelleException.of(code, detail);
        return retryAfter.map(failure::retryAfter).orElse(failure);
    }

    /** Reads {@code Retry-After} (RFC 9110 §10.2.3): seconds or a date; at most a day. */
    public Optional<Duration> retryAfter(DavAnswer answer) {
        String text = answer.first("Retry-After").map(String::strip).orElse("");
        try {
            Duration delay = text.matches("\\d{1,18}")
                    ? Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST_WAIT.toSeconds()))
                    : Duration.between(
                            clock.instant(),
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            return Optional.of(delay.isNegative() ? Duration.ZERO : delay.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : delay);
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
