// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.sogo;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Hands out the script that an administrator puts into SOGo's web resources, in the release that fits this server. */
@Component(service = Servlet.class, scope = ServiceScope.PROTOTYPE)
@HttpWhiteboardServletName("passerelle-sogo-tab")
@HttpWhiteboardServletPattern("/integrations/sogo/tab.js")
public final class TabScript extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final byte[] script;

    /** Called by the container. */
    @Activate
    public TabScript() {
        try (InputStream in = TabScript.class.getResourceAsStream("tab.js")) {
            script = in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/javascript; charset=utf-8");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(script.length);
        response.getOutputStream().write(script);
    }
}
