// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.SandboxRequest;
import java.util.Arrays;

/** {@code If-Match} and {@code If-None-Match}, RFC 9110 section 13.1. */
final class Preconditions {
    private Preconditions() {
    }

    /** 412 unless the ETag is among those given. */
    static void match(SandboxRequest request, String etag) {
        request.header("if-match").ifPresent(wanted -> {
            if (!listed(wanted, etag)) {
                throw GoogleError.preconditionFailed();
            }
        });
    }

    /** Whether a GET is to be answered 304. */
    static boolean unchanged(SandboxRequest request, String etag) {
        return request.header("if-none-match").filter(known -> listed(known, etag)).isPresent();
    }

    private static boolean listed(String header, String etag) {
        return Arrays.stream(header.split(",")).map(String::trim).anyMatch(e -> e.equals("*") || e.equals(etag));
    }
}
