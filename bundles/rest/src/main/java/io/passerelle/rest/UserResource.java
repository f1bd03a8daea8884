// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.model.identity.HostUser;
import io.passerelle.rest.wire.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** The signed-in user. */
@Path("user")
@Produces(MediaType.APPLICATION_JSON)
public final class UserResource {
    private final String publicUrl;

    UserResource(String publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Who is signed in. */
    @GET
    public Answers.User user(@Context ContainerRequestContext request) {
        HostUser user = Caller.of(request).who().user();
        return new Answers.User(
                user.id().value(), user.displayName(), user.locale().toLanguageTag(), user.isAdministrator(), publicUrl);
    }
}
