// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import com.microsoft.aad.msal4j.MsalServiceException;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.kit.OAuthErrors;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What errors of Graph (https://learn.microsoft.com/graph/errors) and of the identity platform
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes) mean. What is not known may pass; it never is a deletion.
 */
final class MicrosoftErrors {
    private static final Pattern NUMBER = Pattern.compile("AADSTS(\\d{4,8})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]{1,60}");
    private static final Set<String> EXPIRED = Set.of("SyncStateNotFound", "SyncStateInvalid", "resyncRequired", "ResyncRequired");
    private static final Map<Integer, ErrorCode> NUMBERS = Map.ofEntries(
            Map.entry(65001, ErrorCode.ADMIN_CONSENT_REQUIRED),
            Map.entry(90093, ErrorCode.ADMIN_CONSENT_REQUIRED),
            Map.entry(90094, ErrorCode.ADMIN_CONSENT_REQUIRED),
            Map.entry(900941, ErrorCode.ADMIN_CONSENT_REQUIRED),
            Map.entry(65004, ErrorCode.CONSENT_DENIED),
            Map.entry(50011, ErrorCode.REDIRECT_NOT_REGISTERED),
            Map.entry(500112, ErrorCode.REDIRECT_NOT_REGISTERED),
            Map.entry(700016, ErrorCode.CLIENT_REJECTED),
            Map.entry(7000215, ErrorCode.CLIENT_REJECTED),
            Map.entry(7000218, ErrorCode.CLIENT_REJECTED),
            Map.entry(7000222, ErrorCode.CLIENT_REJECTED),
            Map.entry(90002, ErrorCode.CLIENT_REJECTED));

    private MicrosoftErrors() {}

    /** The failure behind an answer of Graph to a read. */
    static PasserelleException of(GraphAnswer answer) {
        return failure(answer, code(answer));
    }

    /** The failure of writing one item: a 400 is about that item, and whoever may not write may read all the same. */
    static PasserelleException ofWrite(GraphAnswer answer) {
        if (answer.status() == 400 || answer.status() == 413 || answer.status() == 409) {
            return failure(answer, ErrorCode.ITEM_REJECTED);
        }
        ErrorCode code = code(answer);
        return failure(answer, code == ErrorCode.COLLECTION_UNREADABLE ? ErrorCode.COLLECTION_READ_ONLY : code);
    }

    private static PasserelleException failure(GraphAnswer answer, ErrorCode code) {
        String name = answer.code().filter(text -> NAME.matcher(text).matches()).map(text -> " " + text).orElse("");
        PasserelleException failure = PasserelleException.of(code, "HTTP " + answer.status() + name);
        return answer.retryAfter().map(failure::retryAfter).orElse(failure);
    }

    private static ErrorCode code(GraphAnswer answer) {
        return switch (answer.status()) {
            case 0 -> ErrorCode.PROVIDER_ANSWER_UNREADABLE;
            case 401 -> ErrorCode.TOKEN_REJECTED;
            case 403 -> ErrorCode.COLLECTION_UNREADABLE;
            case 409, 412 -> ErrorCode.ITEM_CHANGED;
            case 413 -> ErrorCode.TOO_LARGE;
            case 429 -> answer.code().filter("ErrorQuotaExceeded"::equals).isPresent()
                    ? ErrorCode.QUOTA_EXHAUSTED
                    : ErrorCode.RATE_LIMITED_BY_PROVIDER;
            default -> answer.status() >= 300 && answer.status() < 400 ? ErrorCode.FOREIGN_ADDRESS : ErrorCode.PROVIDER_ERROR;
        };
    }

    /** Whether an answer says that a delta link is of no use any more. */
    static boolean isExpiredDelta(GraphAnswer answer) {
        return answer.status() == 410 || answer.code().filter(EXPIRED::contains).isPresent();
    }

    /** The failure behind an exception of MSAL; its message may repeat a token, so that only names and numbers are kept. */
    static PasserelleException ofSignIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PasserelleException ours) {
                return ours;
            }
            if (cause instanceof MsalServiceException refused) {
                return ofService(refused);
            }
            if (cause instanceof IOException noAnswer) {
                return PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE, noAnswer.getClass().getSimpleName());
            }
        }
        return PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, thrown.getClass().getSimpleName());
    }

    private static PasserelleException ofService(MsalServiceException refused) {
        int status = refused.statusCode() == null ? 0 : refused.statusCode();
        Optional<Integer> number = number(String.valueOf(refused.getMessage()));
        String detail = "HTTP " + status + number.map(n -> ", AADSTS" + n).orElse("");
        Optional<ErrorCode> known = number.map(NUMBERS::get);
        if (known.isPresent()) {
            return PasserelleException.of(known.get(), detail);
        }
        PasserelleException general = OAuthErrors.of(status, Optional.ofNullable(refused.errorCode()), Optional.empty());
        return PasserelleException.of(general.code(), detail);
    }

    /** What a page or an answer of the identity platform complains about; empty when about nothing that we know. */
    static Optional<ErrorCode> inText(String text) {
        return number(text).map(NUMBERS::get);
    }

    private static Optional<Integer> number(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.find() ? Optional.of(Integer.parseInt(number.group(1))) : Optional.empty();
    }
}
