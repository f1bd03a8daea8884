// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.fault;

/** What can be made to go wrong. */
public enum FaultKind {
    /** 401: the access token is refused although it is good. */
    UNAUTHORIZED,
    /** 403 {@code rateLimitExceeded}. */
    RATE_LIMITED,
    /** 403 {@code userRateLimitExceeded}. */
    USER_RATE_LIMITED,
    /** 403 {@code quotaExceeded}: no point in trying again soon. */
    QUOTA_EXCEEDED,
    /** 403 {@code dailyLimitExceeded}. */
    DAILY_LIMIT,
    /** 403 {@code forbidden}: not a rate limit. */
    FORBIDDEN,
    /** 410 {@code fullSyncRequired}, for contacts 400 {@code EXPIRED_SYNC_TOKEN}; only hits listings with a sync token. */
    SYNC_TOKEN_EXPIRED,
    /** 412, for contacts 400 {@code failedPrecondition}, although the ETag is right. */
    PRECONDITION_FAILED,
    /** 429 with {@code Retry-After}: the parameter, in seconds. */
    TOO_MANY_REQUESTS,
    /** 500 {@code backendError}. */
    SERVER_ERROR,
    /** 503; with {@code Retry-After} if the parameter is above 0. */
    UNAVAILABLE,
    /** An HTML page with status 502, as proxies answer. */
    NOT_JSON,
    /** The answer comes after the parameter's milliseconds. */
    SLOW,
    /** The connection breaks in the middle of the body. */
    CUT_BODY,
    /** The request is carried out, the answer never arrives. */
    ANSWER_LOST,
    /** The connection breaks and nothing was carried out. */
    CONNECTION_LOST,
    /** 400 {@code invalid_grant} from the token endpoint. */
    INVALID_GRANT,
    /** 401 {@code invalid_client} from the token endpoint. */
    INVALID_CLIENT
}
