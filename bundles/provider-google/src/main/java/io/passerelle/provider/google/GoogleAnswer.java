// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Google answered to one call.
 *
 * @param status HTTP status; 0 when there was an answer that could not be understood
 * @param body the JSON object; empty where there was none
 * @param retryAfter what Google asked us to wait
 */
public record GoogleAnswer(int status, Map<String, Object> body, Optional<Duration> retryAfter) {
    /** An answer that was cut off or is not what was agreed. */
    static final GoogleAnswer UNREADABLE = new GoogleAnswer(0, Map.of(), Optional.empty());

    /** Whether it is a 2xx. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** Not there, or not there any more; only when Google itself says so, and not some proxy on the way. */
    public boolean isGone() {
        return (status == 404 || status == 410) && reason().isPresent();
    }

    /** As the answer to a part of a batch that was refused as a whole: nothing is known of the part itself. */
    GoogleAnswer ofPart() {
        return status == 401 || status == 403 || status == 429 || status >= 500 ? this : UNREADABLE;
    }

    /**
     * The entries of a listing.
     *
     * @throws PasserelleException what the error means; {@code PROVIDER_ANSWER_UNREADABLE} when there is no list at all
     */
    List<Map<String, Object>> itemsOrThrow() {
        if (!(orThrow().get("items") instanceof Collection<?>)) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "a listing without list");
        }
        return GoogleJson.objects(body, "items");
    }

    /** First reason of an error answer, where it has one. */
    public Optional<String> reason() {
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
     * @throws PasserelleException what the error means
     */
    public Map<String, Object> orThrow() {
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
