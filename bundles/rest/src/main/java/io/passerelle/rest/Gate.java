// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.Sessions;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * Lets nothing through that has no session, except what is public; and no unsafe request that does not come from our own
 * pages. The public URL is configuration: the Host header proves nothing.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class Gate implements ContainerRequestFilter {
    /** Bodies are small JSON objects; a settings change with a thousand pairs stays below this. */
    static final int LARGEST_BODY = 512 * 1024;

    /** Methods that anything here answers to; PATCH is left to the resources, which say what they have instead. */
    private static final List<String> KNOWN = List.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.OPTIONS);

    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;
    private final String origin;

    Gate(Sessions sessions, PublicAddress address) {
        this.sessions = sessions;
        this.origin = address.origin();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        path = path.startsWith("/") ? path.substring(1) : path;
        bound(request);
        requireKnownMethod(request.getMethod());
        if (isPublic(path)) {
            return;
        }
        sessions.current(Caller.head(request)).ifPresent(who -> Caller.set(request, who));
        Caller.of(request);
        if (!SAFE.contains(request.getMethod())) {
            requireOwnPage(request);
        }
    }

    /** Whoever asks: what nobody may do needs no session to be refused. */
    private static void requireKnownMethod(String method) {
        if (!KNOWN.contains(method) && !HttpMethod.PATCH.equals(method)) {
            throw new NotAllowedException(Response.status(Response.Status.METHOD_NOT_ALLOWED)
                    .header("Allow", String.join(", ", KNOWN))
                    .build());
        }
    }

    private static boolean isPublic(String path) {
        return path.equals("health")
                || path.equals("openapi.json")
                || path.matches("oauth/[^/]+/callback")
                || path.matches("providers/[^/]+/icon");
    }

    private void requireOwnPage(ContainerRequestContext request) {
        List<String> origins = request.getHeaders().getOrDefault("Origin", List.of());
        if (origins.size() != 1 || !origin.equals(origins.get(0))) {
            throw PasserelleException.of(ErrorCode.FOREIGN_ORIGIN, "the Origin header is not our own");
        }
        if (request.getHeaderString("X-Passerelle") == null) {
            throw PasserelleException.of(ErrorCode.FOREIGN_ORIGIN, "the header X-Passerelle is missing");
        }
        MediaType type = request.getMediaType();
        boolean hasBody = request.getLength() > 0 || request.getHeaderString("Transfer-Encoding") != null;
        if (type == null ? hasBody : !type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
            throw PasserelleException.invalid("Content-Type", "is application/json");
        }
    }

    private static void bound(ContainerRequestContext request) {
        if (request.getLength() > LARGEST_BODY) {
            throw PasserelleException.of(ErrorCode.TOO_LARGE);
        }
        request.setEntityStream(new Bounded(request.getEntityStream()));
    }

    /** Ends a body that is longer than its length said. */
    private static final class Bounded extends FilterInputStream {
        private int left = LARGEST_BODY;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw PasserelleException.of(ErrorCode.TOO_LARGE);
            }
        }
    }
}
