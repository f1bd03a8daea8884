// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.IntegrationService;
import io.passerelle.model.identity.HostUser;
import io.passerelle.rest.wire.Answers;
import io.passerelle.rest.wire.ProviderWire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** The signed-in user, and what they can connect. */
@Path("user")
@Produces(MediaType.APPLICATION_JSON)
public final class UserResource {
    private final IntegrationService integrations;
    private final String publicUrl;

    UserResource(IntegrationService integrations, String publicUrl) {
        this.integrations = integrations;
        this.publicUrl = publicUrl;
    }

    /** Who is signed in. */
    @GET
    public Answers.User user(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        HostUser user = caller.who().user();
        return new Answers.User(
                user.id().value(), user.displayName(), caller.locale().toLanguageTag(), user.isAdministrator(), publicUrl);
    }

    /** The providers that are there now. */
    @GET
    @Path("providers")
    public ProviderWire.ProviderList providers(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        WireMapper mapper = new WireMapper(caller.locale());
        return new ProviderWire.ProviderList(integrations.providers(caller.user(), caller.locale()).stream()
                .map(mapper::provider)
                .toList());
    }
}
