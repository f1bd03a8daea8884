// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.Events;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.rest.wire.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Whether the server can work. Public, and therefore without detail. */
@Path("health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final Events events;

    HealthResource(Events events) {
        this.events = events;
    }

    /** 200 when the store answers, else 503. */
    @GET
    public Response health() {
        try {
            events.latest();
            return Response.ok(new Answers.Health("UP", Map.of("store", "UP"))).build();
        } catch (PasserelleException gone) {
            return Response.status(503)
                    .header("Retry-After", 5)
                    .entity(new Answers.Health("DOWN", Map.of("store", "DOWN")))
                    .build();
        }
    }
}
