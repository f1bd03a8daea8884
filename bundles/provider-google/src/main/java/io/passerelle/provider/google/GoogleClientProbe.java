// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.AuthorizationRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the authorization page says of a client before anybody signs in. Google redirects to an error page whose address carries
 * the error's name inside base64; an emulation shows the name on the page.
 */
final class GoogleClientProbe {
    private static final Pattern AUTH_ERROR = Pattern.compile("[?&]authError=([A-Za-z0-9%_=+/-]{1,4000})");
    /** The challenge of RFC 7636, appendix B: nobody ever redeems this request. */
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private GoogleClientProbe() {}

    static AuthorizationRequest request() {
        return new AuthorizationRequest(GoogleScopes.BASE, "check", CHALLENGE, Optional.empty(), false);
    }

    /**
     * Judges the answer to such a request.
     *
     * @throws PasserelleException {@code REDIRECT_NOT_REGISTERED}, {@code CLIENT_REJECTED}, or {@code PROVIDER_ERROR} when the
     *     page is out of order
     */
    static void redirectUri(GoogleOAuthHttp.Reply reply) {
        String said = reply.location().map(GoogleClientProbe::error).orElse("");
        if (reply.status() >= 400) {
            said = reply.text();
        }
        if (said.contains("redirect_uri_mismatch")) {
            throw PasserelleException.of(ErrorCode.REDIRECT_NOT_REGISTERED, "authorization page");
        }
        if (said.contains("invalid_client") || said.contains("deleted_client")) {
            throw PasserelleException.of(ErrorCode.CLIENT_REJECTED, "authorization page");
        }
        if (reply.status() >= 500) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ERROR, "HTTP " + reply.status());
        }
    }

    private static String error(String location) {
        Matcher error = AUTH_ERROR.matcher(location);
        if (!error.find()) {
            return "";
        }
        try {
            String encoded = URLDecoder.decode(error.group(1), StandardCharsets.UTF_8)
                    .replace('-', '+')
                    .replace('_', '/')
                    .replace(' ', '+');
            return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
