// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.IntegrationService;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.rest.wire.Requests;
import io.passerelle.rest.wire.ReviewWire;
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
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What a person looks at before, decides after, or takes back of a synchronisation. */
@Path("user/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReviewResource {
    private static final int FEWEST_LETTERS = 2;
    private static final int MOST_LETTERS = 200;

    private final OwnIntegrations own;
    private final SyncServices sync;
    private final Clock clock;

    ReviewResource(IntegrationService integrations, SyncServices sync, Clock clock) {
        this.own = new OwnIntegrations(integrations);
        this.sync = sync;
        this.clock = clock;
    }

    /** What the next run of a pair would do, where that waits for consent. */
    @GET
    @Path("{id}/pairs/{pair}/preview")
    @Consumes(MediaType.WILDCARD)
    public ReviewWire.Preview preview(
            @Context ContainerRequestContext request, @PathParam("id") String id, @PathParam("pair") String pair) {
        Caller caller = Caller.of(request);
        IntegrationId integration = own.id(caller, id);
        return sync.review()
                .preview(caller.user(), integration, Input.pair(pair))
                .map(WireMapper::preview)
                .orElseThrow(Input::notFound);
    }

    /** Consents to the preview that was seen, if it is still the one that waits; the run starts at once. */
    @POST
    @Path("{id}/pairs/{pair}/confirm")
    public Response confirm(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("pair") String pair,
            Requests.Consent body) {
        Optional<Instant> seen = Optional.ofNullable(Input.required("body", body).madeAt());
        Caller caller = Caller.of(request);
        IntegrationId integration = own.id(caller, id);
        sync.review().confirm(caller.user(), integration, Input.pair(pair), seen);
        sync.schedule().runSoon(caller.user(), integration);
        Instant start = sync.schedule().nextRun(caller.user(), integration).orElseGet(clock::instant);
        return Response.accepted(new ReviewWire.Confirmed(start)).build();
    }

    /** Fields that both sides changed, latest first. */
    @GET
    @Path("{id}/conflicts")
    @Consumes(MediaType.WILDCARD)
    public ReviewWire.ConflictList conflicts(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @QueryParam("pair") String pair,
            @QueryParam("open") String open,
            @QueryParam("limit") String limit) {
        Caller caller = Caller.of(request);
        IntegrationId integration = own.id(caller, id);
        Optional<PairId> only = Input.onlyPair(pair);
        return new ReviewWire.ConflictList(sync
                .review()
                .conflicts(
                        caller.user(),
                        integration,
                        only,
                        Input.flag("open", open, true),
                        Input.bounded("limit", limit, 50, 1, 500))
                .stream()
                .map(WireMapper::conflict)
                .toList());
    }

    /** Decides a conflict, or decides it otherwise. */
    @POST
    @Path("{id}/conflicts/{conflict}/decide")
    public RunWire decide(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("conflict") String conflict,
            Requests.Decision body) {
        Side chosen = Input.required("chosen", Input.required("body", body).chosen());
        Caller caller = Caller.of(request);
        return own.run(caller, id, integration ->
                sync.review().decide(caller.user(), integration, Input.entry(conflict), chosen));
    }

    /** The run of a pair that can be taken back now. */
    @GET
    @Path("{id}/pairs/{pair}/undo")
    @Consumes(MediaType.WILDCARD)
    public ReviewWire.Undoable undoable(
            @Context ContainerRequestContext request, @PathParam("id") String id, @PathParam("pair") String pair) {
        Caller caller = Caller.of(request);
        IntegrationId integration = own.id(caller, id);
        return new ReviewWire.Undoable(sync.review()
                .undoable(caller.user(), integration, Input.pair(pair))
                .map(Object::toString));
    }

    /** Takes a run back. */
    @POST
    @Path("{id}/history/{run}/undo")
    public RunWire undo(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("run") String run,
            Requests.Nothing body) {
        Caller caller = Caller.of(request);
        return own.run(caller, id, integration -> sync.review().undo(caller.user(), integration, Input.run(run)));
    }

    /** Tries a single item of a run once more. */
    @POST
    @Path("{id}/history/{run}/items/{position}/retry")
    public RunWire retry(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("run") String run,
            @PathParam("position") String position,
            Requests.Nothing body) {
        Caller caller = Caller.of(request);
        return own.run(caller, id, integration ->
                sync.review().retry(caller.user(), integration, Input.run(run), Input.position(position)));
    }

    /** Why an item is, or is not, on the other side. */
    @GET
    @Path("{id}/pairs/{pair}/explain")
    @Consumes(MediaType.WILDCARD)
    public ReviewWire.ExplanationList explain(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("pair") String pair,
            @QueryParam("q") String words) {
        Caller caller = Caller.of(request);
        IntegrationId integration = own.id(caller, id);
        String wanted = Input.required("q", words).strip();
        if (wanted.length() < FEWEST_LETTERS || wanted.length() > MOST_LETTERS) {
            throw PasserelleException.invalid(
                    "q", "has " + FEWEST_LETTERS + " to " + MOST_LETTERS + " characters");
        }
        WireMapper mapper = new WireMapper(caller.locale());
        return new ReviewWire.ExplanationList(
                sync.review().explain(caller.user(), integration, Input.pair(pair), wanted).stream()
                        .map(mapper::explanation)
                        .toList());
    }
}
