// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.provider.spi.Credential;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** Seals credentials and opens them again. */
final class Vault {
    private static final String FIELD = "credential";
    private static final int FORMAT = 1;

    private final TokenCipher cipher;

    Vault(TokenCipher cipher) {
        this.cipher = cipher;
    }

    byte[] seal(UserId owner, IntegrationId id, Credential credential) {
        byte[] packed = new Packed.Writer(FORMAT)
                .put(credential.content())
                .put(credential.accessToken())
                .put(credential.expiresAt().map(Instant::toString))
                .bytes();
        return cipher.seal(new SealScope.OfIntegration(owner, id), FIELD, packed);
    }

    /** Throws {@code SECRET_UNREADABLE}. */
    Credential open(UserId owner, IntegrationId id, byte[] sealed) {
        byte[] packed = cipher.open(new SealScope.OfIntegration(owner, id), FIELD, sealed);
        Packed.Reader reader = new Packed.Reader(packed, FORMAT);
        return new Credential(reader.bytes(), reader.text(), reader.optionalText().flatMap(Vault::instant));
    }

    void shred(UserId owner, IntegrationId id) {
        cipher.shred(new SealScope.OfIntegration(owner, id));
    }

    /** An end that cannot be read is no end: the token counts as expired. */
    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
