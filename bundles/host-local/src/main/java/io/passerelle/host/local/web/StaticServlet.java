// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Scripts, styles and icons of the pages; none of it is anybody's secret. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern({"/host/static/*", "/favicon.ico"})
public final class StaticServlet extends HostServlet {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    private record Resource(byte[] bytes, String tag) {}

    private final transient Map<String, Resource> loaded = new ConcurrentHashMap<>();

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "/icons/passerelle.svg" : request.getPathInfo();
        int dot = path.lastIndexOf('.');
        String type = TYPES.get(path.substring(dot + 1));
        if (type == null || !path.matches("(/[a-z0-9-]+)+\\.[a-z]+")) {
            throw nothingHere();
        }
        Resource resource = loaded.get(path);
        if (resource == null) {
            resource = load(path);
            loaded.put(path, resource);
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", resource.tag());
        if (resource.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type);
        response.getOutputStream().write(resource.bytes());
    }

    private static Resource load(String path) throws IOException {
        try (InputStream in = StaticServlet.class.getResourceAsStream("/host/static" + path)) {
            if (in == null) {
                throw nothingHere();
            }
            byte[] bytes = in.readAllBytes();
            return new Resource(bytes, "\"" + HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12) + "\"");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
