// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.error;

/** Decides retry, re-authorisation and HTTP status. */
public enum ErrorType {
    /** The request cannot be fulfilled as it was made; repeating it is pointless. */
    USER(400, false),
    /** The person has to sign in or to grant access again. */
    AUTH(401, false),
    /** The organisation does not allow it. */
    POLICY(403, false),
    /** The service asked us to slow down; the same later succeeds. */
    RATE_LIMITED(429, true),
    /** Something outside failed; the same later may succeed. */
    EXTERNAL(502, true),
    /** Somebody else was faster; reading again and deciding again succeeds. */
    CONFLICT(409, false),
    /** Our fault. */
    INTERNAL(500, true);

    private final int httpStatus;
    private final boolean retried;

    ErrorType(int httpStatus, boolean retried) {
        this.httpStatus = httpStatus;
        this.retried = retried;
    }

    /** Status of an answer that reports an error of this type, unless the code has a more exact one. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether a later, unchanged attempt makes sense. */
    public boolean isRetried() {
        return retried;
    }
}
