// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.error;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * A failure with a code of the catalogue. The message is for support and logs: it never contains tokens, codes, addresses
 * of people or item content.
 */
public final class PasserelleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Duration retryAfter;
    private final String field;

    private PasserelleException(ErrorCode code, String detail, Duration retryAfter, String field, Throwable cause) {
        super(code + (detail.isEmpty() ? "" : ": " + detail), cause);
        this.code = Objects.requireNonNull(code);
        this.retryAfter = retryAfter;
        this.field = field;
    }

    /** A failure without further detail. */
    public static PasserelleException of(ErrorCode code) {
        return new PasserelleException(code, "", null, null, null);
    }

    /** A failure with detail for support. */
    public static PasserelleException of(ErrorCode code, String detail) {
        return new PasserelleException(code, detail, null, null, null);
    }

    /** A failure with detail and cause; the cause must not carry a secret either. */
    public static PasserelleException of(ErrorCode code, String detail, Throwable cause) {
        return new PasserelleException(code, detail, null, null, cause);
    }

    /** A field of a request that is missing or wrong. */
    public static PasserelleException invalid(String field, String detail) {
        return new PasserelleException(ErrorCode.INVALID_INPUT, detail, null, field, null);
    }

    /** The same failure with the field of the request that it is about. */
    public PasserelleException about(String requestField) {
        return new PasserelleException(code, detail(), retryAfter, Objects.requireNonNull(requestField), getCause());
    }

    /** The same failure with the delay that the service asked for. */
    public PasserelleException retryAfter(Duration delay) {
        return new PasserelleException(code, detail(), delay, field, getCause());
    }

    private String detail() {
        String message = getMessage();
        return message.length() > code.name().length() ? message.substring(code.name().length() + 2) : "";
    }

    /** What happened. */
    public ErrorCode code() {
        return code;
    }

    /** How long the service asked us to wait. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Name of the request's field that is wrong. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
