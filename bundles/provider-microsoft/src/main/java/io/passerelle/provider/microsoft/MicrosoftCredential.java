// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept of a grant, as compact JSON: {@code {"v":1,"s":[permissions],"c":MSAL's token cache}}.
 *
 * @param scopes Graph's permissions to renew
 * @param cache MSAL's own encoding; holds the refresh token
 */
record MicrosoftCredential(Set<String> scopes, String cache) {
    private static final int VERSION = 1;

    /**
     * Reads what {@link #sealable} wrote.
     *
     * @throws PasserelleException {@code SECRET_UNREADABLE}
     */
    static MicrosoftCredential of(Credential credential) {
        try {
            Map<String, Object> json = GraphJson.read(new String(credential.content(), StandardCharsets.UTF_8));
            Optional<String> cache = GraphJson.text(json, "c");
            if (GraphJson.number(json, "v", 0) == VERSION && cache.isPresent()) {
                return new MicrosoftCredential(Set.copyOf(GraphJson.texts(json, "s")), cache.get());
            }
        } catch (PasserelleException unreadable) {
            throw PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "not a credential of this provider");
        }
        throw PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "a credential of another version");
    }

    /** For the caller to seal. */
    Credential sealable(String accessToken, Instant expiresAt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("v", VERSION);
        json.put("s", List.copyOf(scopes));
        json.put("c", cache);
        return new Credential(GraphJson.write(json), accessToken, Optional.of(expiresAt));
    }

    @Override
    public String toString() {
        return "MicrosoftCredential[not shown]";
    }
}
