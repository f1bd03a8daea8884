// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.OAuthService;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.rest.wire.FlowWire;
import io.passerelle.rest.wire.Requests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;

/** Connections being made. */
@Path("flows")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class FlowsResource {
    private final OAuthService oauth;

    FlowsResource(OAuthService oauth) {
        this.oauth = oauth;
    }

    static String cookieName(String flow) {
        return "passerelle-flow-" + flow;
    }

    /** Where a flow stands. */
    @GET
    @Path("{flow}")
    @Consumes(MediaType.WILDCARD)
    public FlowWire flow(@Context ContainerRequestContext request, @PathParam("flow") String flow) {
        Caller caller = Caller.of(request);
        return new WireMapper(caller.locale())
                .flow(oauth.find(caller.who(), flow).orElseThrow(Input::notFound));
    }

    /** Finishes a flow whose callback came, in the session that started it. */
    @POST
    @Path("{flow}/complete")
    public FlowWire complete(
            @Context ContainerRequestContext request, @PathParam("flow") String flow, Requests.Nothing body) {
        Caller caller = Caller.of(request);
        oauth.find(caller.who(), flow).orElseThrow(Input::notFound);
        Cookie cookie = request.getCookies().get(cookieName(flow));
        if (cookie == null) {
            throw PasserelleException.of(ErrorCode.FLOW_MISMATCH, "the flow's cookie is missing");
        }
        return new WireMapper(caller.locale()).flow(oauth.complete(caller.who(), flow, cookie.getValue()));
    }

    /** Ends a flow: the person closed the window. */
    @POST
    @Path("{flow}/cancel")
    public FlowWire cancel(
            @Context ContainerRequestContext request, @PathParam("flow") String flow, Requests.Nothing body) {
        Caller caller = Caller.of(request);
        return new WireMapper(caller.locale())
                .flow(oauth.cancel(caller.who(), flow).orElseThrow(Input::notFound));
    }
}
