// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What Google answered to one call.
 *
 * @param status HTTP status; 0 when there was an answer that could not be understood
 * @param body the JSON object; empty where there was none
 * @param retryAfter what Google asked us to wait
 */
record GoogleAnswer(int status, Map<String, Object> body, Optional<Duration> retryAfter) {
    /** An answer that was cut off or is not what was agreed. */
    static final GoogleAnswer UNREADABLE = new GoogleAnswer(0, Map.of(), Optional.empty());

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Not there, or not there any more. */
    boolean isGone() {
        return status == 404 || status == 410;
    }

    /** First reason of an error answer, where it has one. */
    Optional<String> reason() {
        Map<String, Object> error = GoogleJson.object(body, "error");
        return GoogleJson.objects(error, "errors").stream()
                .flatMap(entry -> GoogleJson.text(entry, "reason").stream())
                .findFirst();
    }

    /** Name of the parameter or header that an error answer complains about. */
    Optional<String> location() {
        Map<String, Object> error = GoogleJson.object(body, "error");
        return GoogleJson.objects(error, "errors").stream()
                .flatMap(entry -> GoogleJson.text(entry, "location").stream())
                .findFirst();
    }

    /**
     * The body of a success.
     *
     * @throws io.passerelle.model.error.PasserelleException what the error means
     */
    Map<String, Object> orThrow() {
        if (!isSuccess()) {
            throw GoogleErrors.of(this);
        }
        return body;
    }

    @Override
    public String toString() {
        return "GoogleAnswer[" + status + "]";
    }
}
