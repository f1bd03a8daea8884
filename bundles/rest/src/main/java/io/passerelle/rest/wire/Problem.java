// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorTexts;
import java.util.Locale;
import java.util.Optional;

/**
 * An error (RFC 9457), also used inside other answers to explain a status.
 *
 * @param type stable name of the error
 * @param title what happened
 * @param status HTTP status, in error answers only
 * @param detail why
 * @param remedy what to do
 * @param code code of the catalogue
 * @param field field of the request that is wrong
 * @param hint what exactly is wrong with the field
 * @param reference names the log line, for support
 * @param retryAfterSeconds when to try again
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Problem(
        String type,
        String title,
        Optional<Integer> status,
        String detail,
        String remedy,
        ErrorCode code,
        Optional<String> field,
        Optional<String> hint,
        Optional<String> reference,
        Optional<Long> retryAfterSeconds) {

    /** The explanation of a code. */
    public static Problem of(ErrorCode code, Locale locale) {
        ErrorTexts texts = ErrorTexts.of(code, locale);
        return new Problem(
                "urn:passerelle:error:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                texts.what(),
                Optional.empty(),
                texts.why(),
                texts.remedy(),
                code,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same as an answer of its own. */
    public Problem asAnswer(int answerStatus, String answerReference) {
        return new Problem(
                type, title, Optional.of(answerStatus), detail, remedy, code, field, hint, Optional.of(answerReference),
                retryAfterSeconds);
    }

    /** The same with the field that is wrong. */
    public Problem about(Optional<String> wrongField, Optional<String> wrongHint) {
        return new Problem(
                type, title, status, detail, remedy, code, wrongField, wrongHint, reference, retryAfterSeconds);
    }

    /** The same with a delay. */
    public Problem retryAfter(Optional<Long> seconds) {
        return new Problem(type, title, status, detail, remedy, code, field, hint, reference, seconds);
    }
}
