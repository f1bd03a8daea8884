// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.SignedIn;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;

/**
 * Who makes a request and in which language they are answered.
 *
 * @param who user and session
 * @param locale English or French
 */
record Caller(SignedIn who, Locale locale) {
    private static final String PROPERTY = "io.passerelle.rest.caller";

    UserId user() {
        return who.user().id();
    }

    void requireAdministrator() {
        if (!who.user().isAdministrator()) {
            throw PasserelleException.of(ErrorCode.NOT_ALLOWED);
        }
    }

    /** The caller of a request that needs one. */
    static Caller of(ContainerRequestContext request) {
        if (request.getProperty(PROPERTY) instanceof SignedIn who) {
            return new Caller(who, locale(request, who.user().locale()));
        }
        throw PasserelleException.of(ErrorCode.SIGN_IN_REQUIRED);
    }

    static void set(ContainerRequestContext request, SignedIn who) {
        request.setProperty(PROPERTY, who);
    }

    /** The language of an answer, also where nobody is signed in. */
    static Locale locale(ContainerRequestContext request) {
        return request.getProperty(PROPERTY) instanceof SignedIn who
                ? locale(request, who.user().locale())
                : locale(request, Locale.ENGLISH);
    }

    private static Locale locale(ContainerRequestContext request, Locale otherwise) {
        return locale(request.getUriInfo(), request.getAcceptableLanguages(), otherwise);
    }

    static Locale locale(UriInfo uri, List<Locale> accepted, Locale otherwise) {
        String asked = uri.getQueryParameters().getFirst("lang");
        if (asked != null) {
            return "fr".equals(asked) ? Locale.FRENCH : Locale.ENGLISH;
        }
        for (Locale locale : accepted) {
            if ("fr".equals(locale.getLanguage())) {
                return Locale.FRENCH;
            }
            if ("en".equals(locale.getLanguage())) {
                return Locale.ENGLISH;
            }
        }
        return "fr".equals(otherwise.getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
    }

    static RequestHead head(ContainerRequestContext request) {
        return new RequestHead(request.getMethod(), request.getUriInfo().getPath(), request.getHeaders());
    }
}
