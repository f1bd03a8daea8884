// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What Google's errors mean (https://developers.google.com/workspace/calendar/api/guides/errors). What is not known is a
 * passing failure of the provider, never a deletion.
 */
public final class GoogleErrors {
    private static final Map<String, ErrorCode> FORBIDDEN = Map.ofEntries(
            Map.entry("rateLimitExceeded", ErrorCode.RATE_LIMITED_BY_PROVIDER),
            Map.entry("userRateLimitExceeded", ErrorCode.RATE_LIMITED_BY_PROVIDER),
            Map.entry("quotaExceeded", ErrorCode.QUOTA_EXHAUSTED),
            Map.entry("dailyLimitExceeded", ErrorCode.QUOTA_EXHAUSTED),
            Map.entry("variableTermLimitExceeded", ErrorCode.QUOTA_EXHAUSTED),
            Map.entry("calendarUsageLimitsExceeded", ErrorCode.QUOTA_EXHAUSTED),
            Map.entry("insufficientPermissions", ErrorCode.SCOPE_MISSING),
            Map.entry("accessNotConfigured", ErrorCode.CLIENT_REJECTED),
            Map.entry("SERVICE_DISABLED", ErrorCode.CLIENT_REJECTED),
            Map.entry("domainPolicy", ErrorCode.ADMIN_CONSENT_REQUIRED),
            Map.entry("requiredAccessLevel", ErrorCode.COLLECTION_UNREADABLE),
            Map.entry("forbidden", ErrorCode.COLLECTION_UNREADABLE),
            Map.entry("forbiddenForNonOrganizer", ErrorCode.ITEM_REJECTED),
            Map.entry("eventTypeRestriction", ErrorCode.ITEM_REJECTED));
    /** Reasons of a 400 that say the same as a 410 does about a sync token. */
    private static final Set<String> EXPIRED =
            Set.of("fullSyncRequired", "updatedMinTooLongAgo", "syncTokenExpired", "invalidSyncToken", "EXPIRED_SYNC_TOKEN");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]{1,60}");

    private GoogleErrors() {}

    /** The failure behind an answer to a read that is no success. */
    public static PasserelleException of(GoogleAnswer answer) {
        String reason = reason(answer);
        return failure(answer, code(answer.status(), reason), reason);
    }

    private static String reason(GoogleAnswer answer) {
        return answer.reason().filter(text -> NAME.matcher(text).matches()).orElse("");
    }

    private static PasserelleException failure(GoogleAnswer answer, ErrorCode code, String reason) {
        String detail = "HTTP " + answer.status() + (reason.isEmpty() ? "" : " " + reason);
        PasserelleException failure = PasserelleException.of(code, detail);
        return answer.retryAfter().map(failure::retryAfter).orElse(failure);
    }

    private static ErrorCode code(int status, String reason) {
        return switch (status) {
            case 0 -> ErrorCode.PROVIDER_ANSWER_UNREADABLE;
            case 401 -> ErrorCode.TOKEN_REJECTED;
            case 403 -> FORBIDDEN.getOrDefault(reason, ErrorCode.PROVIDER_ERROR);
            case 409, 412 -> ErrorCode.ITEM_CHANGED;
            case 413 -> ErrorCode.TOO_LARGE;
            case 429 -> reason.equals("quotaExceeded") || reason.equals("dailyLimitExceeded")
                    ? ErrorCode.QUOTA_EXHAUSTED
                    : ErrorCode.RATE_LIMITED_BY_PROVIDER;
            default -> status >= 300 && status < 400 ? ErrorCode.FOREIGN_ADDRESS : ErrorCode.PROVIDER_ERROR;
        };
    }

    /** The failure of writing one item: a 400 is about that item, and whoever may not write may read all the same. */
    public static PasserelleException ofWrite(GoogleAnswer answer) {
        String reason = reason(answer);
        if (answer.status() == 400 || answer.status() == 413) {
            return failure(answer, ErrorCode.ITEM_REJECTED, reason);
        }
        ErrorCode code = code(answer.status(), reason);
        return failure(answer, code == ErrorCode.COLLECTION_UNREADABLE ? ErrorCode.COLLECTION_READ_ONLY : code, reason);
    }

    /** Whether an answer to a listing says that its sync token is of no use any more. */
    static boolean isExpiredToken(GoogleAnswer answer) {
        if (answer.status() == 410) {
            return true;
        }
        return answer.status() == 400
                && (answer.reason().filter(EXPIRED::contains).isPresent()
                        || answer.location().filter("syncToken"::equals).isPresent());
    }
}
