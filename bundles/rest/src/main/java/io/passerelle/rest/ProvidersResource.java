// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.IntegrationService;
import io.passerelle.rest.wire.ProviderWire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What can be connected. */
@Path("")
public final class ProvidersResource {
    private final IntegrationService integrations;

    ProvidersResource(IntegrationService integrations) {
        this.integrations = integrations;
    }

    /** The providers that are there now. */
    @GET
    @Path("user/providers")
    @Produces(MediaType.APPLICATION_JSON)
    public ProviderWire.ProviderList providers(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        WireMapper mapper = new WireMapper(caller.locale());
        return new ProviderWire.ProviderList(integrations.providers(caller.user(), caller.locale()).stream()
                .map(mapper::provider)
                .toList());
    }

    /** A provider's picture, served so that nothing in it runs. */
    @GET
    @Path("providers/{provider}/icon")
    @Produces({"image/svg+xml", "image/png", "application/problem+json"})
    public Response icon(@PathParam("provider") String provider) {
        IntegrationService.IconView icon =
                integrations.icon(Input.provider(provider)).orElseThrow(Input::notFound);
        return Response.ok(icon.content(), icon.mediaType())
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .header("Cache-Control", "max-age=300")
                .build();
    }
}
