// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.rest.wire.Problem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;

/** 503 with the time to come back after. */
final class StartingAnswer {
    private StartingAnswer() {}

    static void write(HttpServletResponse answer) throws IOException {
        answer.setStatus(503);
        answer.setHeader("Retry-After", "2");
        answer.setHeader("Cache-Control", "no-store");
        answer.setContentType("application/problem+json");
        Json.mapper()
                .writeValue(answer.getOutputStream(), Problem.of(ErrorCode.STARTING, Locale.ENGLISH)
                        .asAnswer(503, "starting"));
    }
}
