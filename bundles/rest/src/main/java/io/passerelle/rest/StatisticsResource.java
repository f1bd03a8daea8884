// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.StatisticsService;
import io.passerelle.api.StatisticsService.Period;
import io.passerelle.rest.wire.StatisticsWire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** How well synchronisation works. */
@Path("user/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public final class StatisticsResource {
    private final StatisticsService statistics;

    StatisticsResource(StatisticsService statistics) {
        this.statistics = statistics;
    }

    /** Figures of the last day, week or month. */
    @GET
    @Path("{id}/statistics")
    public StatisticsWire statistics(
            @Context ContainerRequestContext request, @PathParam("id") String id, @QueryParam("period") String period) {
        return StatisticsWire.of(statistics.of(
                Caller.of(request).user(),
                Input.integration(id),
                period == null || period.isEmpty() ? Period.DAY : Input.field("period", period, StatisticsResource::period)));
    }

    private static Period period(String text) {
        try {
            return Period.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("is DAY, WEEK or MONTH", unknown);
        }
    }
}
