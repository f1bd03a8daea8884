// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.model.UserId;
import io.passerelle.store.spi.SealScope;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Associated data: what a ciphertext belongs to. Every part is preceded by its length, so that no two lists of parts have
 * the same encoding.
 */
final class Binding {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    private Binding(String purpose) {
        with(purpose);
    }

    /** For something sealed. */
    static byte[] ofSealed(SealScope scope, String field, int keyVersion, int format) {
        Binding binding = new Binding("passerelle sealed");
        if (scope instanceof SealScope.OfOrganisation organisation) {
            binding.with("organisation").with(organisation.organisation().value()).with("").with("");
        } else if (scope instanceof SealScope.OfUser user) {
            binding.with("user").with(user.user()).with("");
        } else if (scope instanceof SealScope.OfIntegration integration) {
            binding.with("integration").with(integration.owner()).with(integration.integration().toString());
        }
        return binding.with(field).with(keyVersion).with(format).bytes.toByteArray();
    }

    /** For a wrapped key. */
    static byte[] ofWrapped(String organisation, String scope, int version, String wrappedBy) {
        return new Binding("passerelle wrapped").with(organisation).with(scope).with(version).with(wrappedBy).bytes
                .toByteArray();
    }

    /** For anything else: a key derivation's purpose. */
    static byte[] of(String purpose, String... parts) {
        Binding binding = new Binding(purpose);
        for (String part : parts) {
            binding.with(part);
        }
        return binding.bytes.toByteArray();
    }

    private Binding with(UserId user) {
        return with(user.organisation().value()).with(user.value());
    }

    private Binding with(String part) {
        byte[] text = part.getBytes(StandardCharsets.UTF_8);
        with(text.length);
        bytes.writeBytes(text);
        return this;
    }

    private Binding with(int number) {
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        return this;
    }
}
