// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Credential;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a grant, as compact JSON: {@code {"v":1,"r":refresh,"a":access,"e":seconds}}.
 *
 * @param refresh refresh token
 * @param access access token
 * @param expiresAt end of the access token, where Google told
 */
record GoogleCredential(String refresh, String access, Optional<Instant> expiresAt) {
    private static final int VERSION = 1;

    /**
     * Reads what {@link #sealable()} wrote.
     *
     * @throws PasserelleException {@code SECRET_UNREADABLE}
     */
    static GoogleCredential of(Credential credential) {
        try {
            Map<String, Object> json = GoogleJson.read(new String(credential.content(), StandardCharsets.UTF_8));
            if (GoogleJson.number(json, "v").filter(version -> version == VERSION).isEmpty()) {
                throw PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "a credential of another version");
            }
            return new GoogleCredential(
                    GoogleJson.text(json, "r").orElseThrow(() -> PasserelleException.of(ErrorCode.SECRET_UNREADABLE)),
                    GoogleJson.text(json, "a").orElse(""),
                    GoogleJson.number(json, "e").map(Instant::ofEpochSecond));
        } catch (PasserelleException unreadable) {
            throw PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "not a credential of this provider");
        }
    }

    /** For the caller to seal. */
    Credential sealable() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("v", VERSION);
        json.put("r", refresh);
        json.put("a", access);
        expiresAt.ifPresent(end -> json.put("e", (int) Math.min(end.getEpochSecond(), Integer.MAX_VALUE)));
        return new Credential(GoogleJson.write(json), access, expiresAt);
    }

    @Override
    public String toString() {
        return "GoogleCredential[not shown]";
    }
}
