// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.state.Account;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/** Signs ID tokens (RS256) and shows the key. The key is made when first needed and lives as long as the process. */
public final class IdTokens {
    private static final String KEY_ID = "sandbox-1";
    private final Clock clock;

    public IdTokens(Clock clock) {
        this.clock = clock;
    }

    String issue(String issuer, String clientId, Account account, Set<String> scopes, String nonce) {
        Instant now = clock.instant();
        ObjectNode claims = Json.object().put("iss", issuer).put("azp", clientId).put("aud", clientId)
                .put("sub", account.subject());
        if (account.workspace()) {
            claims.put("hd", account.hostedDomain());
        }
        if (scopes.contains(Scopes.PREFIX + "userinfo.email")) {
            claims.put("email", account.email()).put("email_verified", true);
        }
        if (scopes.contains(Scopes.PREFIX + "userinfo.profile")) {
            claims.put("name", account.name());
        }
        if (nonce != null) {
            claims.put("nonce", nonce);
        }
        claims.put("iat", now.getEpochSecond()).put("exp", now.getEpochSecond() + 3600);
        return sign(claims);
    }

    /** Signs claims as they are. */
    public String sign(ObjectNode claims) {
        String head = part(Json.object().put("alg", "RS256").put("kid", KEY_ID).put("typ", "JWT"));
        String signed = head + "." + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys().getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The public key as a JSON Web Key Set. */
    public ObjectNode keySet() {
        RSAPublicKey key = (RSAPublicKey) keys().getPublic();
        ObjectNode set = Json.object();
        set.putArray("keys").addObject().put("kty", "RSA").put("use", "sig").put("alg", "RS256").put("kid", KEY_ID)
                .put("n", base64(unsigned(key.getModulus()))).put("e", base64(unsigned(key.getPublicExponent())));
        return set;
    }

    private static KeyPair keys() {
        return Keys.PAIR;
    }

    private static final class Keys {
        private static final KeyPair PAIR = generate();

        private static KeyPair generate() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                return generator.generateKeyPair();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static byte[] unsigned(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String part(JsonNode tree) {
        return base64(Json.bytes(tree));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
