// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.OAuthService;
import io.passerelle.api.OAuthService.FlowStart;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.rest.wire.FlowWire;
import io.passerelle.rest.wire.Requests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;

/** Connecting by OAuth: the start. */
@Path("user/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConnectResource {
    private static final int FLOW_LIFETIME_SECONDS = 600;

    private final OAuthService oauth;
    private final boolean secureCookies;

    ConnectResource(OAuthService oauth, boolean secureCookies) {
        this.oauth = oauth;
        this.secureCookies = secureCookies;
    }

    /** Starts a flow; the answer says where to send the person. */
    @POST
    @Path("{provider}/connect")
    public Response connect(
            @Context ContainerRequestContext request,
            @PathParam("provider") String provider,
            Requests.Connect body) {
        Caller caller = Caller.of(request);
        Input.required("body", body);
        Set<Capability> capabilities = Input.required("capabilities", body.capabilities());
        if (capabilities.isEmpty() || capabilities.contains(null)) {
            throw PasserelleException.invalid("capabilities", "names at least one capability");
        }
        FlowStart start = oauth.start(
                caller.who(),
                Input.provider(provider),
                capabilities,
                Optional.ofNullable(body.reconnect()).map(text -> Input.field("reconnect", text, IntegrationId::of)));
        FlowWire flow = new WireMapper(caller.locale())
                .startedFlow(
                        oauth.find(caller.who(), start.flow()).orElseThrow(Input::notFound),
                        start.authorizationUri());
        return Response.status(Response.Status.CREATED)
                .entity(flow)
                .cookie(new NewCookie.Builder(FlowsResource.cookieName(start.flow()))
                        .value(start.cookie())
                        .path("/integrations/api/flows/" + start.flow())
                        .maxAge(FLOW_LIFETIME_SECONDS)
                        .httpOnly(true)
                        .secure(secureCookies)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }
}
