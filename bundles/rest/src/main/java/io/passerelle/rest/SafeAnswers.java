// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/** Headers of every answer: nothing is cached unless a resource says so, nothing is sniffed, nothing is framed. */
@Provider
final class SafeAnswers implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        MultivaluedMap<String, Object> headers = answer.getHeaders();
        if (!headers.containsKey(HttpHeaders.CACHE_CONTROL)) {
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        headers.putSingle("X-Content-Type-Options", "nosniff");
        if (!headers.containsKey("Content-Security-Policy")) {
            headers.putSingle("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        }
        if (!headers.containsKey("Referrer-Policy")) {
            headers.putSingle("Referrer-Policy", "no-referrer");
        }
    }
}
