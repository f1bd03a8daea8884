// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.Events;
import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationService.PairChange;
import io.passerelle.api.IntegrationService.SettingsChange;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.ProviderView;
import io.passerelle.api.SyncSchedule;
import io.passerelle.api.SyncService;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.rest.wire.Answers;
import io.passerelle.rest.wire.CollectionsWire;
import io.passerelle.rest.wire.IntegrationWire;
import io.passerelle.rest.wire.Requests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A user's integrations. */
@Path("user/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class IntegrationsResource {
    private static final int MOST_PAIRS = 500;

    private final IntegrationService integrations;
    private final SyncService sync;
    private final SyncSchedule schedule;
    private final Events events;

    IntegrationsResource(
            IntegrationService integrations, SyncService sync, SyncSchedule schedule, Events events) {
        this.integrations = integrations;
        this.sync = sync;
        this.schedule = schedule;
        this.events = events;
    }

    /** Everything the page shows first. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public IntegrationWire.IntegrationList list(@Context ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        long eventId = events.latest();
        WireMapper mapper = new WireMapper(caller.locale());
        List<ProviderView> providers = integrations.providers(caller.user(), caller.locale());
        return new IntegrationWire.IntegrationList(
                integrations.list(caller.user(), caller.locale()).stream()
                        .map(view -> mapper.integration(view, providers))
                        .toList(),
                providers.stream().map(mapper::provider).toList(),
                eventId);
    }

    /** One integration. */
    @GET
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    public IntegrationWire integration(@Context ContainerRequestContext request, @PathParam("id") String id) {
        Caller caller = Caller.of(request);
        return wire(
                caller,
                integrations
                        .find(caller.user(), Input.integration(id), caller.locale())
                        .orElseThrow(Input::notFound));
    }

    /** What can be chosen to be synced. */
    @GET
    @Path("{id}/collections")
    @Consumes(MediaType.WILDCARD)
    public CollectionsWire collections(@Context ContainerRequestContext request, @PathParam("id") String id) {
        return WireMapper.collections(
                integrations.collections(Caller.of(request).user(), Input.integration(id)));
    }

    /** Changes what is synced. */
    @PUT
    @Path("{id}/settings")
    public IntegrationWire settings(
            @Context ContainerRequestContext request, @PathParam("id") String id, Requests.Settings body) {
        Caller caller = Caller.of(request);
        IntegrationId integration = Input.integration(id);
        Input.required("body", body);
        List<Requests.Pair> pairs = Input.required("pairs", body.pairs());
        if (pairs.size() > MOST_PAIRS) {
            throw PasserelleException.invalid("pairs", "has at most " + MOST_PAIRS + " entries");
        }
        List<PairChange> changes = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            changes.add(change("pairs[" + i + "]", Input.required("pairs[" + i + "]", pairs.get(i))));
        }
        IntegrationView changed = integrations.updateSettings(
                caller.user(),
                integration,
                Input.required("version", body.version()),
                new SettingsChange(Input.required("intervalMinutes", body.intervalMinutes()), changes),
                caller.locale());
        return wire(caller, changed);
    }

    private static PairChange change(String at, Requests.Pair pair) {
        return new PairChange(
                Optional.ofNullable(pair.id()).map(text -> Input.field(at + ".id", text, PairId::of)),
                Input.required(at + ".kind", pair.kind()),
                Optional.ofNullable(pair.hostCollection())
                        .map(text -> Input.field(at + ".hostCollection", text, CollectionId::of)),
                Input.field(
                        at + ".providerCollection",
                        Input.required(at + ".providerCollection", pair.providerCollection()),
                        CollectionId::of),
                Input.required(at + ".direction", pair.direction()),
                pair.conflictPolicy() == null ? ConflictPolicy.PROVIDER : pair.conflictPolicy(),
                Optional.ofNullable(pair.window()),
                Optional.ofNullable(pair.rules()).map(rules -> RulesInput.of(at + ".rules", rules)),
                pair.enabled() == null || pair.enabled());
    }

    /** Syncs as soon as possible. */
    @POST
    @Path("{id}/sync")
    public Response sync(
            @Context ContainerRequestContext request, @PathParam("id") String id, Requests.Nothing body) {
        Caller caller = Caller.of(request);
        IntegrationId integration = owned(caller, id);
        return Response.accepted(new Answers.Started(schedule.runNow(caller.user(), integration)))
                .build();
    }

    /** Stops the runs under way after their current batch. */
    @POST
    @Path("{id}/cancel")
    public IntegrationWire cancel(
            @Context ContainerRequestContext request, @PathParam("id") String id, Requests.Nothing body) {
        Caller caller = Caller.of(request);
        sync.cancel(caller.user(), owned(caller, id));
        return integration(request, id);
    }

    /** Pauses. */
    @POST
    @Path("{id}/pause")
    public IntegrationWire pause(
            @Context ContainerRequestContext request, @PathParam("id") String id, Requests.Nothing body) {
        Caller caller = Caller.of(request);
        IntegrationId integration = Input.integration(id);
        IntegrationView paused = integrations.pause(caller.user(), integration, caller.locale());
        return wire(caller, paused);
    }

    /** Resumes. */
    @POST
    @Path("{id}/resume")
    public IntegrationWire resume(
            @Context ContainerRequestContext request, @PathParam("id") String id, Requests.Nothing body) {
        Caller caller = Caller.of(request);
        IntegrationId integration = Input.integration(id);
        IntegrationView resumed = integrations.resume(caller.user(), integration, caller.locale());
        return wire(caller, resumed);
    }

    /** What a disconnection could delete. */
    @GET
    @Path("{id}/disconnect")
    @Consumes(MediaType.WILDCARD)
    public Answers.DisconnectPreview disconnectPreview(
            @Context ContainerRequestContext request, @PathParam("id") String id) {
        return new Answers.DisconnectPreview(
                integrations.disconnectPreview(Caller.of(request).user(), Input.integration(id)).pairs().stream()
                        .map(pair -> new Answers.PairCopies(
                                pair.pair().toString(), pair.hostName(), pair.providerName(), pair.copies()))
                        .toList());
    }

    /** Disconnects; can be taken back until the deadline. */
    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    public Response disconnect(
            @Context ContainerRequestContext request,
            @PathParam("id") String id,
            @QueryParam("copies") String copies) {
        Caller caller = Caller.of(request);
        IntegrationId integration = Input.integration(id);
        boolean keep =
                switch (Input.required("copies", copies)) {
                    case "keep" -> true;
                    case "delete" -> false;
                    default -> throw PasserelleException.invalid("copies", "is keep or delete");
                };
        return Response.accepted(
                        new Answers.Disconnecting(integrations.disconnect(caller.user(), integration, keep)))
                .build();
    }

    /** Takes a disconnection back. */
    @POST
    @Path("{id}/undo-disconnect")
    public IntegrationWire undoDisconnect(
            @Context ContainerRequestContext request, @PathParam("id") String id, Requests.Nothing body) {
        Caller caller = Caller.of(request);
        IntegrationId integration = Input.integration(id);
        IntegrationView back = integrations.undoDisconnect(caller.user(), integration, caller.locale());
        return wire(caller, back);
    }

    private IntegrationId owned(Caller caller, String id) {
        IntegrationId integration = Input.integration(id);
        integrations.find(caller.user(), integration, caller.locale()).orElseThrow(Input::notFound);
        return integration;
    }

    private IntegrationWire wire(Caller caller, IntegrationView view) {
        return new WireMapper(caller.locale())
                .integration(view, integrations.providers(caller.user(), caller.locale()));
    }
}
