// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.OAuthService;
import io.passerelle.model.error.PasserelleException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The redirect URI. It may be called cross-site, without our cookies and by anybody; it only parks what came and sends the
 * browser on to our own page, which finishes the flow in the session that started it.
 */
@Path("oauth/{provider}/callback")
@Produces(MediaType.TEXT_HTML)
public final class CallbackResource {
    private static final int LONGEST_VALUE = 8192;

    private final OAuthService oauth;
    private final String returnPage;

    CallbackResource(OAuthService oauth, PublicAddress address) {
        this.oauth = oauth;
        this.returnPage = address + "/integrations/ui/return.html#";
    }

    /** {@code response_mode=query}. */
    @GET
    public Response query(@PathParam("provider") String provider, @Context UriInfo uri) {
        return park(provider, uri.getQueryParameters());
    }

    /** {@code response_mode=form_post}, a cross-site POST. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response formPost(@PathParam("provider") String provider, MultivaluedMap<String, String> form) {
        return park(provider, form);
    }

    private Response park(String provider, MultivaluedMap<String, String> parameters) {
        String fragment;
        try {
            fragment = oauth.park(
                            Input.provider(provider),
                            new OAuthService.Callback(
                                    single(parameters, "state"),
                                    single(parameters, "code"),
                                    single(parameters, "iss"),
                                    single(parameters, "error"),
                                    parameters.containsKey("admin_consent")))
                    .map(flow -> "flow=" + flow)
                    .orElse("error=FLOW_MISMATCH");
        } catch (PasserelleException failed) {
            fragment = "error=" + failed.code();
        }
        // absolute and from configuration: a relative one would be completed with the request's Host header
        return Response.seeOther(URI.create(returnPage + fragment)).build();
    }

    /** A parameter that occurs twice is nobody's honest answer (RFC 6749 §3.1). */
    private static Optional<String> single(MultivaluedMap<String, String> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1
                ? Optional.of(values.get(0)).filter(value -> !value.isEmpty() && value.length() <= LONGEST_VALUE)
                : Optional.empty();
    }
}
