// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.rest.wire.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Refuses methods that nothing here answers to, whatever the address and whoever asks: the container would call some of them
 * unimplemented and echo others (TRACE, with the cookies of the request). Methods that only this address lacks are left to
 * the resources, which know what it has instead.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern("/integrations/api/*")
@HttpWhiteboardFilterAsyncSupported
public final class MethodFilter implements Filter {
    private static final List<String> KNOWN = List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");
    private static final String PATCH = "PATCH";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String method = ((HttpServletRequest) request).getMethod();
        if (KNOWN.contains(method) || PATCH.equals(method)) {
            chain.doFilter(request, response);
            return;
        }
        Locale locale = "fr".equals(request.getLocale().getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
        answer.setHeader("Allow", String.join(", ", KNOWN));
        answer.setHeader("Cache-Control", "no-store");
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setContentType("application/problem+json");
        Json.mapper()
                .writeValue(answer.getOutputStream(), Problem.of(ErrorCode.INVALID_INPUT, locale)
                        .asAnswer(
                                HttpServletResponse.SC_METHOD_NOT_ALLOWED,
                                HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())));
    }
}
