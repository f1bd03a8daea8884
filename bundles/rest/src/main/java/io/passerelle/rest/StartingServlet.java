// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/**
 * Answers 503 on every path that nobody serves yet, until the application is complete for the first time; then it goes away, and a path
 * that nobody serves is not found.
 */
@Component(service = {}, immediate = true)
public final class StartingServlet {
    private final ServiceRegistration<Servlet> registration;
    private boolean gone;

    /** Is there before the web server listens: see the start levels of the bundles. */
    @Activate
    public StartingServlet(BundleContext context, @Reference Readiness readiness) {
        registration = context.registerService(
                Servlet.class,
                new Starting(),
                FrameworkUtil.asDictionary(Map.of(
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, "/*",
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED, true,
                        HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_NAME, "passerelle-starting")));
        readiness.whenReady(this::withdraw);
    }

    @Deactivate
    synchronized void withdraw() {
        if (!gone) {
            gone = true;
            registration.unregister();
        }
    }

    /** What it answers. */
    static final class Starting extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            StartingAnswer.write(response);
        }
    }
}
