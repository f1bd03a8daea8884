// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.model.error.PasserelleException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;

/** What changed, as server-sent events. */
@Path("events")
public final class EventsResource {
    private final EventStreams streams;

    EventsResource(EventStreams streams) {
        this.streams = streams;
    }

    /** Events from a given one on, or from now on. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Consumes(MediaType.WILDCARD)
    public void events(
            @Context ContainerRequestContext request,
            @Context SseEventSink sink,
            @Context Sse sse,
            @HeaderParam("Last-Event-ID") String lastEventId,
            @QueryParam("after") String after) {
        Caller caller = Caller.of(request);
        streams.open(caller.user(), Caller.head(request), sink, sse, from(lastEventId != null ? lastEventId : after));
    }

    private long from(String text) {
        if (text == null || text.isEmpty()) {
            return streams.latest();
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw PasserelleException.invalid("after", "is the number of an event");
        }
    }
}
