// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorTexts;
import io.passerelle.model.error.PasserelleException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every servlet of the host does alike: safe headers, bounded JSON in, problems out (RFC 9457) and no stack traces. */
public abstract class HostServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(HostServlet.class);
    private static final int LARGEST_BODY = 512 * 1024;
    private static final int LARGEST_DRAINED = 1024 * 1024;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    /** Writes and reads the bodies. */
    public static final ObjectMapper JSON = new ObjectMapper();

    /** Answers; a failure is thrown with its code. */
    protected abstract void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SafeHeaders.set(response);
        try {
            if (!METHODS.contains(request.getMethod())) {
                throw PasserelleException.of(ErrorCode.NOT_FOUND);
            }
            answer(request, response);
        } catch (PasserelleException failed) {
            problem(request, response, failed);
        } catch (RuntimeException | LinkageError | StackOverflowError defect) {
            LOG.error("A request failed: {}", defect.getClass().getName(), defect);
            problem(request, response, PasserelleException.of(ErrorCode.INTERNAL_ERROR));
        }
    }

    private static void problem(HttpServletRequest request, HttpServletResponse response, PasserelleException failed)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        ErrorCode code = failed.code();
        if (code.httpStatus() >= 500) {
            LOG.warn("A request failed: {}", failed.getMessage());
        }
        drain(request);
        response.resetBuffer();
        response.setStatus(code.httpStatus());
        response.setContentType("application/problem+json");
        failed.retryAfter().ifPresent(delay -> response.setHeader("Retry-After", Long.toString(delay.toSeconds() + 1)));
        ErrorTexts texts = ErrorTexts.of(code, language(request));
        ObjectNode problem = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("status", code.httpStatus())
                .put("code", code.name())
                .put("title", texts.what())
                .put("why", texts.why())
                .put("remedy", texts.remedy());
        failed.field().ifPresent(field -> {
            problem.put("field", field);
            problem.put("detail", failed.getMessage().substring(code.name().length()).replaceFirst("^: ", ""));
        });
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }

    /** A connection with a body left unread is closed, and the browser's next request on it gets lost. */
    private static void drain(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length > 0 && length <= LARGEST_DRAINED) {
            request.getInputStream().readNBytes((int) length);
        }
    }

    static Locale language(HttpServletRequest request) {
        return "fr".equals(request.getLocale().getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
    }

    /** Answers with JSON. */
    protected static void json(HttpServletResponse response, int status, JsonNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }

    /** The JSON object of a request. */
    protected static Fields body(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw PasserelleException.invalid("Content-Type", "is application/json");
        }
        byte[] bytes = request.getInputStream().readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
            throw PasserelleException.of(ErrorCode.TOO_LARGE);
        }
        try {
            JsonNode node = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
            if (node == null || !node.isObject()) {
                throw PasserelleException.invalid("body", "is a JSON object");
            }
            return new Fields(node);
        } catch (JsonProcessingException malformed) {
            throw PasserelleException.invalid("body", "is not JSON");
        }
    }

    /** A parameter of the query, or null; one that cannot be decoded is the caller's mistake. */
    protected static String parameter(HttpServletRequest request, String name) {
        try {
            return request.getParameter(name);
        } catch (RuntimeException malformed) {
            throw PasserelleException.invalid(name, "is not encoded as a query has to be");
        }
    }

    /** The segments of the path after the servlet's own, decoded by the container. */
    protected static String[] segments(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.length() < 2 ? new String[0] : path.substring(1).split("/", -1);
    }

    /** For an address that there is nothing at. */
    protected static PasserelleException nothingHere() {
        return PasserelleException.of(ErrorCode.NOT_FOUND);
    }
}
