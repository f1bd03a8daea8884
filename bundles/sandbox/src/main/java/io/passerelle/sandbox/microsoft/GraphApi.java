// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.oauth.OAuthApi;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything below {@code /v1.0} of Graph but batches. */
final class GraphApi {
    private final MicrosoftWorld world;
    private final MicrosoftGrants grants;
    private final CalendarsApi calendars;
    private final Supplier<String> root;

    GraphApi(MicrosoftWorld world, MicrosoftGrants grants, CalendarsApi calendars, Supplier<String> root) {
        this.world = world;
        this.grants = grants;
        this.calendars = calendars;
        this.root = root;
    }

    /** Which operation a request is; empty if none. */
    static Optional<String> kind(String method, List<String> path) {
        if (path.isEmpty() || !path.get(0).equals("me")) {
            return Optional.empty();
        }
        List<String> rest = path.subList(1, path.size());
        return rest.isEmpty() && method.equals("GET") ? Optional.of("graph.me") : CalendarsApi.kind(method, rest);
    }

    Optional<MicrosoftGrants.Token> access(SandboxRequest request) {
        return OAuthApi.bearer(request).flatMap(grants::access);
    }

    /** Answers a request whose path is below {@code /v1.0}. */
    SandboxResponse handle(Optional<String> kind, SandboxRequest request, List<String> path) {
        try {
            MicrosoftGrants.Token token = access(request).orElseThrow(GraphError::unauthenticated);
            String operation = kind.orElseThrow(() -> GraphError.noResource(path.isEmpty() ? "" : path.get(path.size() - 1)));
            if (request.body().length > 0 && !request.header("content-type").orElse("").startsWith("application/json")) {
                throw GraphError.of(415, "RequestBodyRead", "A JSON body is needed.");
            }
            return world.locked(() -> {
                MicrosoftAccount account = world.account(token.account()).orElseThrow(GraphError::unauthenticated);
                GraphCall call = new GraphCall(account, token.scopes(), request);
                return operation.equals("graph.me") ? me(call) : calendars.handle(operation, call, path.subList(1, path.size()), root.get() + request.path());
            });
        } catch (GraphError error) {
            return error.response();
        } catch (GoogleError malformed) {
            return GraphError.badRequest("Unable to read JSON request payload.").response();
        }
    }

    private static SandboxResponse me(GraphCall call) {
        call.options("$select").needs("User.Read");
        MicrosoftAccount account = call.account();
        ObjectNode out = Json.object().put("id", account.objectId()).put("displayName", account.name()).put("mail", account.email())
                .put("userPrincipalName", account.email());
        out.putArray("businessPhones");
        return SandboxResponse.json(200, out);
    }
}
