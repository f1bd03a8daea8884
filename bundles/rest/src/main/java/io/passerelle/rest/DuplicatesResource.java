// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.IntegrationService;
import io.passerelle.api.SyncReview.Verdict;
import io.passerelle.model.IntegrationId;
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

/** Items of both sides that look like the same and wait for a person. */
@Path("user/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class DuplicatesResource {
    private final OwnIntegrations own;
    private final SyncServices sync;

    DuplicatesResource(IntegrationService integrations, SyncServices sync) {
        this.own = new OwnIntegrations(integrations);
        this.sync = sync;
    }

    /** What waits, latest first. */
    @GET
    @Path("{id}/duplicates")
    @Consumes(MediaType.WILDCARD)
    public ReviewWire.DuplicateList duplicates(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @QueryParam("pair") String pair,
            @QueryParam("limit") String limit) {
        Caller caller = Caller.of(request);
        IntegrationId integration = own.id(caller, id);
        int most = Input.bounded("limit", limit, 50, 1, 500);
        return new ReviewWire.DuplicateList(
                sync.review().duplicates(caller.user(), integration, Input.onlyPair(pair), most).stream()
                        .map(WireMapper::duplicate)
                        .toList());
    }

    /** Decides about two items. */
    @POST
    @Path("{id}/duplicates/{duplicate}/decide")
    public RunWire decide(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("duplicate") String duplicate,
            Requests.Judgement body) {
        Verdict verdict = verdict(body);
        Caller caller = Caller.of(request);
        return own.run(caller, id, integration ->
                sync.review().decideDuplicate(caller.user(), integration, Input.entry(duplicate), verdict));
    }

    /** Decides about everything that waits in a pair. */
    @POST
    @Path("{id}/pairs/{pair}/duplicates/decide")
    public RunWire decideAll(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @PathParam("pair") String pair,
            Requests.Judgement body) {
        Verdict verdict = verdict(body);
        Caller caller = Caller.of(request);
        return own.run(caller, id, integration ->
                sync.review().decideDuplicates(caller.user(), integration, Input.pair(pair), verdict));
    }

    private static Verdict verdict(Requests.Judgement body) {
        return Input.required("verdict", Input.required("body", body).verdict());
    }
}
