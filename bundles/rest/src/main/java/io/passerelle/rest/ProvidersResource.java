// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.IntegrationService;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** Pictures of providers. */
@Path("providers")
public final class ProvidersResource {
    private final IntegrationService integrations;

    ProvidersResource(IntegrationService integrations) {
        this.integrations = integrations;
    }

    /** A provider's picture, served so that nothing in it runs. */
    @GET
    @Path("{provider}/icon")
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
