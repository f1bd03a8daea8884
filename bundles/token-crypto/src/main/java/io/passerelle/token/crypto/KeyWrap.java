// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.model.OrganisationId;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.WrappedKey;
import java.security.SecureRandom;
import java.util.Optional;

/** Wraps keys, bound to organisation, scope, version and wrapping key. */
final class KeyWrap {
    private final Gcm gcm;

    KeyWrap(SecureRandom random) {
        gcm = new Gcm(random);
    }

    static WrappedKey byMaster(MasterKey master, OrganisationId organisation, String scope, int version, byte[] raw) {
        String by = master.current();
        byte[] wrapped = master.wrap(by, raw, Binding.ofWrapped(organisation.value(), scope, version, by));
        return new WrappedKey(organisation, scope, version, by, wrapped);
    }

    static Optional<byte[]> openByMaster(MasterKey master, WrappedKey key) {
        return master.unwrap(key.wrappedBy(), key.wrapped(), binding(key)).filter(raw -> raw.length == DataKey.BYTES);
    }

    WrappedKey byUser(SealScope.OfIntegration scope, int version, byte[] raw, DataKey user) {
        String name = KeyNames.scope(scope);
        String by = KeyNames.ofUser(scope.owner(), user.version());
        byte[] binding = Binding.ofWrapped(scope.organisation().value(), name, version, by);
        return new WrappedKey(scope.organisation(), name, version, by, gcm.seal(user.key(), raw, binding));
    }

    static Optional<byte[]> openByUser(DataKey user, WrappedKey key) {
        return Gcm.open(user.key(), key.wrapped(), 0, binding(key)).filter(raw -> raw.length == DataKey.BYTES);
    }

    private static byte[] binding(WrappedKey key) {
        return Binding.ofWrapped(key.organisation().value(), key.scope(), key.version(), key.wrappedBy());
    }
}
