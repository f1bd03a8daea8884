// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardFilterPattern;

/** Answers 503 whenever the application is not complete; see {@link Readiness}. */
@Component(service = Filter.class)
@HttpWhiteboardFilterPattern("/integrations/api/*")
@HttpWhiteboardFilterAsyncSupported
public final class StartingFilter implements Filter {
    private final Readiness readiness;

    /** With what it asks. */
    @Activate
    public StartingFilter(@Reference Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (readiness.isReady()) {
            chain.doFilter(request, response);
        } else {
            StartingAnswer.write((HttpServletResponse) response);
        }
    }
}
