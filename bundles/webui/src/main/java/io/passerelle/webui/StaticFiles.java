// SPDX-License-Identifier: Apache-2.0
package io.passerelle.webui;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Serves the files of this bundle. The addresses that a host knows carry no version, so a browser asks each time whether its copy
 * is still good; a new bundle is therefore seen with the next page load, and an unchanged one costs an empty answer. The parts that
 * these load are named after their content and kept for ever.
 */
@Component(service = Servlet.class, scope = ServiceScope.PROTOTYPE)
@HttpWhiteboardServletName("passerelle-webui")
@HttpWhiteboardServletPattern({"/integrations/ui/*", "/integrations/admin/*"})
public final class StaticFiles extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The pages run our own modules and nothing else, and nobody may frame them. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The build lists them; the parts of the tab are named after their content. */
    private static final Map<String, StaticFile> FILES = new String(read("files.txt"), StandardCharsets.UTF_8)
            .lines()
            .collect(Collectors.toUnmodifiableMap(name -> name, name -> StaticFile.of(name, read(name))));

    private static final String PARTS = "ui/parts/";

    /** Called by the container. */
    @Activate
    public StaticFiles() {
        super();
    }

    /** Files are read and nothing else; the servlet that we are would echo a TRACE and call what it does not know unimplemented. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        String method = request.getMethod();
        if (method.equals("GET") || method.equals("HEAD")) {
            super.service(request, response);
            return;
        }
        response.setHeader("Allow", "GET, HEAD");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String address = request.getRequestURI().substring(request.getContextPath().length());
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (address.equals("/integrations/admin")) {
            response.setHeader("Location", request.getContextPath() + "/integrations/admin/");
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            return;
        }
        String name = nameOf(address);
        StaticFile file = FILES.get(name);
        if (file == null) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        describe(file, name.startsWith(PARTS), response);
        if (file.matches(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        send(file, StaticFile.acceptsGzip(request.getHeader("Accept-Encoding")), response);
    }

    private static String nameOf(String address) {
        String name = address.substring(Math.min(address.length(), "/integrations/".length()));
        return name.equals("admin/") ? "admin/index.html" : name;
    }

    private static void describe(StaticFile file, boolean forEver, HttpServletResponse response) {
        response.setHeader("ETag", file.etag());
        response.setHeader("Cache-Control", forEver ? "public, max-age=31536000, immutable" : "no-cache");
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (file.isPage()) {
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("Referrer-Policy", "no-referrer");
        }
    }

    private static void send(StaticFile file, boolean packed, HttpServletResponse response) throws IOException {
        byte[] body = packed ? file.packed() : file.plain();
        response.setContentType(file.mediaType());
        response.setContentLength(body.length);
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.getOutputStream().write(body);
    }

    private static byte[] read(String name) {
        try (InputStream in = StaticFiles.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
