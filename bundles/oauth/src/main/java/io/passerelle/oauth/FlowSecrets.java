// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.UserId;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import java.util.Optional;

/**
 * What a flow keeps sealed under its owner's key.
 *
 * @param verifier PKCE verifier
 * @param clientId with which client it was started
 * @param code what the callback brought, once it came
 * @param issuer what the callback said about where it comes from
 */
record FlowSecrets(String verifier, String clientId, Optional<String> code, Optional<String> issuer) {
    private static final int FORMAT = 1;

    FlowSecrets(String verifier, String clientId) {
        this(verifier, clientId, Optional.empty(), Optional.empty());
    }

    FlowSecrets parked(String answer, Optional<String> from) {
        return new FlowSecrets(verifier, clientId, Optional.of(answer), from);
    }

    byte[] seal(TokenCipher cipher, UserId owner, String flow) {
        byte[] packed = new Packed.Writer(FORMAT)
                .put(verifier)
                .put(clientId)
                .put(code)
                .put(issuer)
                .bytes();
        return cipher.seal(new SealScope.OfUser(owner), field(flow), packed);
    }

    static FlowSecrets open(TokenCipher cipher, UserId owner, String flow, byte[] sealed) {
        Packed.Reader reader =
                new Packed.Reader(cipher.open(new SealScope.OfUser(owner), field(flow), sealed), FORMAT);
        return new FlowSecrets(reader.text(), reader.text(), reader.optionalText(), reader.optionalText());
    }

    /** The flow is part of the field: one flow's verifier does not serve another. */
    private static String field(String flow) {
        return "flow/" + flow;
    }

    @Override
    public String toString() {
        return "FlowSecrets[not shown]";
    }
}
