// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.SyncService;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.rest.wire.Answers;
import io.passerelle.rest.wire.Requests;
import io.passerelle.rest.wire.RunWire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.IntStream;

/** What synchronisation did, and deletions that wait for review. */
@Path("user/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class HistoryResource {
    private final IntegrationService integrations;
    private final OwnIntegrations own;
    private final SyncService sync;

    HistoryResource(IntegrationService integrations, SyncService sync) {
        this.integrations = integrations;
        this.own = new OwnIntegrations(integrations);
        this.sync = sync;
    }

    /** Runs, latest first. */
    @GET
    @Path("{id}/history")
    @Consumes(MediaType.WILDCARD)
    public RunWire.RunList history(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @QueryParam("before") String before,
            @QueryParam("limit") String limit) {
        Caller caller = Caller.of(request);
        IntegrationView view = own.view(caller, id);
        WireMapper mapper = new WireMapper(caller.locale());
        return new RunWire.RunList(integrations
                .history(
                        caller.user(),
                        view.integration().id(),
                        Input.instant("before", before),
                        Input.bounded("limit", limit, 50, 1, 200))
                .stream()
                .map(run -> mapper.run(run, view.pairs()))
                .toList());
    }

    /** One run. */
    @GET
    @Path("{id}/history/{run}")
    @Consumes(MediaType.WILDCARD)
    public RunWire run(
            @Context ContainerRequestContext request, @PathParam("id") String id, @PathParam("run") String run) {
        Caller caller = Caller.of(request);
        IntegrationView view = own.view(caller, id);
        return new WireMapper(caller.locale())
                .run(
                        integrations
                                .run(caller.user(), view.integration().id(), Input.run(run))
                                .orElseThrow(Input::notFound),
                        view.pairs());
    }

    /** What a run did with each item, failures first. */
    @GET
    @Path("{id}/history/{run}/items")
    @Consumes(MediaType.WILDCARD)
    public RunWire.ItemList items(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("run") String run,
            @QueryParam("offset") String offset,
            @QueryParam("limit") String limit) {
        Caller caller = Caller.of(request);
        WireMapper mapper = new WireMapper(caller.locale());
        int from = Input.bounded("offset", offset, 0, 0, 1_000_000);
        List<SyncItemResult> items = integrations.items(
                caller.user(), Input.integration(id), Input.run(run), from, Input.bounded("limit", limit, 100, 1, 500));
        return new RunWire.ItemList(IntStream.range(0, items.size())
                .mapToObj(i -> mapper.item(items.get(i), from + i))
                .toList());
    }

    /** Deletions of a pair that wait for review. */
    @GET
    @Path("{id}/pairs/{pair}/held")
    @Consumes(MediaType.WILDCARD)
    public Answers.Held held(
            @Context ContainerRequestContext request, @PathParam("id") String id, @PathParam("pair") String pair) {
        Caller caller = Caller.of(request);
        SyncService.HeldView held = sync.held(caller.user(), own.id(caller, id), Input.pair(pair))
                .orElseThrow(Input::notFound);
        return new Answers.Held(
                held.pair().toString(),
                held.heldAt(),
                held.items().stream()
                        .map(item -> new Answers.HeldItem(item.label(), item.side()))
                        .toList());
    }

    /** Carries held deletions out. */
    @POST
    @Path("{id}/pairs/{pair}/held/apply")
    public RunWire applyHeld(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("pair") String pair,
            Requests.Nothing body) {
        Caller caller = Caller.of(request);
        return own.run(caller, id, integration -> sync.applyHeld(caller.user(), integration, Input.pair(pair)));
    }

    /** Discards held deletions: the items stay. */
    @POST
    @Path("{id}/pairs/{pair}/held/discard")
    public RunWire discardHeld(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("pair") String pair,
            Requests.Nothing body) {
        Caller caller = Caller.of(request);
        return own.run(caller, id, integration -> sync.discardHeld(caller.user(), integration, Input.pair(pair)));
    }

    /** Leaves everything as it is and does not ask again. */
    @POST
    @Path("{id}/pairs/{pair}/held/ignore")
    public RunWire ignoreHeld(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("pair") String pair,
            Requests.Nothing body) {
        Caller caller = Caller.of(request);
        return own.run(caller, id, integration -> sync.ignoreHeld(caller.user(), integration, Input.pair(pair)));
    }
}
