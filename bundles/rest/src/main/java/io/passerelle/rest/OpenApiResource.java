// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** The description of this interface, generated from its code when the bundle was built. */
@Path("openapi.json")
public final class OpenApiResource {

    /** OpenAPI 3. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response description() {
        InputStream generated = OpenApiResource.class.getResourceAsStream("/openapi/openapi.json");
        return generated == null
                ? Response.status(Response.Status.NOT_FOUND).build()
                : Response.ok(generated).header("Cache-Control", "max-age=300").build();
    }
}
