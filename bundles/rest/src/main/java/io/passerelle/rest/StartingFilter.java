// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.rest.wire.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jakartars.runtime.JakartarsServiceRuntime;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/**
 * Answers 503 until the application is complete. A request that reached the REST whiteboard while it rebuilds itself might
 * otherwise never be answered.
 */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern("/integrations/api/*")
@HttpWhiteboardFilterAsyncSupported
public final class StartingFilter implements Filter {
    private static final long RECHECK_NANOS = 250_000_000L;

    private volatile JakartarsServiceRuntime runtime;
    private volatile boolean ready;
    private volatile long checkedAt;

    /** Starts not ready. */
    @Activate
    public StartingFilter() {
        checkedAt = System.nanoTime() - RECHECK_NANOS;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setRuntime(JakartarsServiceRuntime appeared) {
        runtime = appeared;
        checkedAt = System.nanoTime() - RECHECK_NANOS;
    }

    void unsetRuntime(JakartarsServiceRuntime gone) {
        if (runtime == gone) {
            runtime = null;
            ready = false;
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isReady()) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setStatus(503);
        answer.setHeader("Retry-After", "2");
        answer.setHeader("Cache-Control", "no-store");
        answer.setContentType("application/problem+json");
        Json.mapper()
                .writeValue(answer.getOutputStream(), Problem.of(ErrorCode.STARTING, Locale.ENGLISH)
                        .asAnswer(503, "starting"));
    }

    private boolean isReady() {
        long now = System.nanoTime();
        if (now - checkedAt >= RECHECK_NANOS) {
            JakartarsServiceRuntime current = runtime;
            ready = current != null
                    && Stream.of(current.getRuntimeDTO().applicationDTOs)
                            .anyMatch(application -> "passerelle".equals(application.name));
            checkedAt = now;
        }
        return ready;
    }
}
