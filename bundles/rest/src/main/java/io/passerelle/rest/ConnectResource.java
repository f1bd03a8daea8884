// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.FormConnections;
import io.passerelle.api.OAuthService;
import io.passerelle.api.OAuthService.FlowStart;
import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.rest.wire.FlowWire;
import io.passerelle.rest.wire.FormWire;
import io.passerelle.rest.wire.Requests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connecting: by OAuth the start, by a form the whole. */
@Path("user/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConnectResource {
    private static final int FLOW_LIFETIME_SECONDS = 600;
    private static final int MOST_ANSWERS = 20;

    private final OAuthService oauth;
    private final FormConnections forms;
    private final PublicAddress address;

    ConnectResource(OAuthService oauth, FormConnections forms, PublicAddress address) {
        this.oauth = oauth;
        this.forms = forms;
        this.address = address;
    }

    /**
     * Starts a flow; the answer says where to send the person. With answers to a provider's form the account is tested and connected at
     * once: the flow that is answered has ended, and a problem names the field to correct.
     */
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
        ProviderId id = Input.provider(provider);
        Optional<IntegrationId> reconnect =
                Optional.ofNullable(body.reconnect()).map(text -> Input.field("reconnect", text, IntegrationId::of));
        return body.answers() == null
                ? start(caller, id, capabilities, reconnect)
                : fillIn(caller, id, capabilities, body.answers(), reconnect);
    }

    private Response fillIn(
            Caller caller,
            ProviderId provider,
            Set<Capability> capabilities,
            Map<String, String> answers,
            Optional<IntegrationId> reconnect) {
        if (answers.size() > MOST_ANSWERS || answers.containsValue(null)) {
            throw PasserelleException.invalid("answers", "has at most " + MOST_ANSWERS + " texts");
        }
        FlowView connected = forms.connect(caller.who(), provider, capabilities, answers, reconnect);
        return Response.status(Response.Status.CREATED)
                .entity(new WireMapper(caller.locale()).flow(connected))
                .build();
    }

    private Response start(
            Caller caller, ProviderId provider, Set<Capability> capabilities, Optional<IntegrationId> reconnect) {
        FlowStart start = oauth.start(caller.who(), provider, capabilities, reconnect);
        FlowWire flow = new WireMapper(caller.locale())
                .startedFlow(
                        oauth.find(caller.who(), start.flow()).orElseThrow(Input::notFound),
                        start.authorizationUri());
        return Response.status(Response.Status.CREATED)
                .entity(flow)
                .cookie(new NewCookie.Builder(FlowsResource.cookieName(start.flow()))
                        .value(start.cookie())
                        .path(address.path() + "/integrations/api/flows/" + start.flow())
                        .maxAge(FLOW_LIFETIME_SECONDS)
                        .httpOnly(true)
                        .secure(address.isSecure())
                        .sameSite(NewCookie.SameSite.LAX)
                        .build())
                .build();
    }

    /** What the form of a reconnection shows and keeps fixed. */
    @GET
    @Path("{id}/reconnect")
    @Consumes(MediaType.WILDCARD)
    public FormWire.Identity identity(@Context ContainerRequestContext request, @PathParam("id") String id) {
        return new FormWire.Identity(forms.identity(Caller.of(request).who(), Input.integration(id)));
    }
}
