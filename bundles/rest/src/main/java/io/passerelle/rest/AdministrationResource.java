// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.ClientRegistrations;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.rest.wire.Answers;
import io.passerelle.rest.wire.Problem;
import io.passerelle.rest.wire.Requests;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The organisation's OAuth client registrations, for administrators. */
@Path("admin/clients")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class AdministrationResource {
    private final ClientRegistrations clients;

    AdministrationResource(ClientRegistrations clients) {
        this.clients = clients;
    }

    /** All registrations, without secrets. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public Answers.ClientList list(@Context ContainerRequestContext request) {
        return new Answers.ClientList(clients.list(organisation(request)).stream()
                .map(WireMapper::client)
                .toList());
    }

    /** Stores id and secret. */
    @PUT
    @Path("{provider}")
    public Answers.Client put(
            @Context ContainerRequestContext request, @PathParam("provider") String provider, Requests.ClientCredentials body) {
        OrganisationId organisation = organisation(request);
        Input.required("body", body);
        return WireMapper.client(clients.put(
                organisation,
                Input.provider(provider),
                Input.required("clientId", body.clientId()),
                Input.required("clientSecret", body.clientSecret())));
    }

    /** Removes id and secret. */
    @DELETE
    @Path("{provider}")
    @Consumes(MediaType.WILDCARD)
    public Response delete(@Context ContainerRequestContext request, @PathParam("provider") String provider) {
        clients.delete(organisation(request), Input.provider(provider));
        return Response.noContent().build();
    }

    /** Checks id, secret and redirect URI against the live service. */
    @POST
    @Path("{provider}/check")
    public Answers.Check check(
            @Context ContainerRequestContext request, @PathParam("provider") String provider, Requests.Nothing body) {
        OrganisationId organisation = organisation(request);
        Optional<ErrorCode> wrong = clients.check(organisation, Input.provider(provider));
        return new Answers.Check(
                wrong.isEmpty(), wrong.map(code -> Problem.of(code, Caller.locale(request))));
    }

    private static OrganisationId organisation(ContainerRequestContext request) {
        Caller caller = Caller.of(request);
        caller.requireAdministrator();
        return caller.user().organisation();
    }
}
