// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.google.GoogleAnswer;
import io.passerelle.provider.google.GoogleErrors;
import io.passerelle.provider.google.GoogleJson;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the People API's errors mean (https://cloud.google.com/apis/design/errors): a status by name, and an {@code ErrorInfo}
 * with a reason where a status has several.
 */
final class PeopleErrors {
    private static final Map<String, ErrorCode> REASONS = Map.of(
            "ACCESS_TOKEN_SCOPE_INSUFFICIENT", ErrorCode.SCOPE_MISSING,
            "SERVICE_DISABLED", ErrorCode.CLIENT_REJECTED,
            "ABORTED", ErrorCode.PROVIDER_ERROR,
            "RATE_LIMIT_EXCEEDED", ErrorCode.RATE_LIMITED_BY_PROVIDER);

    private PeopleErrors() {}

    private static Map<String, Object> error(GoogleAnswer answer) {
        return GoogleJson.object(answer.body(), "error");
    }

    /** Name of the status, such as {@code NOT_FOUND}. */
    private static Optional<String> status(GoogleAnswer answer) {
        return GoogleJson.text(error(answer), "status");
    }

    /** The reason of the {@code ErrorInfo}. */
    private static Optional<String> info(GoogleAnswer answer) {
        return GoogleJson.objects(error(answer), "details").stream()
                .flatMap(detail -> GoogleJson.text(detail, "reason").stream())
                .findFirst();
    }

    /** A sync token that is too old: a 400, and a normal thing after seven days. */
    static boolean isExpiredToken(GoogleAnswer answer) {
        return answer.status() == 410
                || answer.status() == 400
                        && (info(answer).filter("EXPIRED_SYNC_TOKEN"::equals).isPresent()
                                || status(answer).filter("FAILED_PRECONDITION"::equals).isPresent());
    }

    /** An etag that is not the contact's any more: a 400 as well. */
    static boolean isStale(GoogleAnswer answer) {
        return answer.status() == 412
                || answer.status() == 400
                        && (status(answer).filter("FAILED_PRECONDITION"::equals).isPresent()
                                || answer.reason().filter("failedPrecondition"::equals).isPresent());
    }

    /** Not there, when Google itself says so and not some proxy on the way. */
    static boolean isGone(GoogleAnswer answer) {
        return answer.isGone() || answer.status() == 404 && status(answer).filter("NOT_FOUND"::equals).isPresent();
    }

    /** Whether nothing is known of what became of a call: there may have been no answer of the service at all. */
    static boolean isUnknown(GoogleAnswer answer) {
        return answer.status() == 0 || answer.status() >= 500;
    }

    /** The failure behind an answer that is no success. */
    static PasserelleException of(GoogleAnswer answer) {
        return named(answer).orElseGet(() -> GoogleErrors.of(answer));
    }

    /** The failure of writing one item; a 400 is about that item. */
    static PasserelleException ofWrite(GoogleAnswer answer) {
        return named(answer).orElseGet(() -> GoogleErrors.ofWrite(answer));
    }

    private static Optional<PasserelleException> named(GoogleAnswer answer) {
        return info(answer)
                .filter(REASONS::containsKey)
                .or(() -> status(answer).filter(REASONS::containsKey))
                .filter(reason -> !isQuota(answer))
                .map(reason -> {
                    PasserelleException failure =
                            PasserelleException.of(REASONS.get(reason), "HTTP " + answer.status() + " " + reason);
                    return answer.retryAfter().map(failure::retryAfter).orElse(failure);
                });
    }

    private static boolean isQuota(GoogleAnswer answer) {
        return answer.reason().filter(Set.of("quotaExceeded", "dailyLimitExceeded")::contains).isPresent();
    }

    /** The body of a success. */
    static Map<String, Object> orThrow(GoogleAnswer answer) {
        if (!answer.isSuccess()) {
            throw of(answer);
        }
        return answer.body();
    }
}
