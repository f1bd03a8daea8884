// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.error.PasserelleException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What Graph answered to one request.
 *
 * @param status HTTP status; 0 when there was an answer that could not be understood
 * @param body the JSON object; empty where there was none
 * @param retryAfter what Graph asked us to wait
 */
record GraphAnswer(int status, Map<String, Object> body, Optional<Duration> retryAfter) {
    static final GraphAnswer UNREADABLE = new GraphAnswer(0, Map.of(), Optional.empty());

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Not there, or not there any more; only when Graph itself says so, and not some proxy on the way. */
    boolean isGone() {
        return (status == 404 || status == 410) && code().isPresent();
    }

    /** The code of an error answer, where it has one. */
    Optional<String> code() {
        return GraphJson.text(GraphJson.object(body, "error"), "code");
    }

    /**
     * The body of a success.
     *
     * @throws PasserelleException what the error means
     */
    Map<String, Object> orThrow() {
        if (!isSuccess()) {
            throw MicrosoftErrors.of(this);
        }
        return body;
    }
}
