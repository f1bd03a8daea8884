// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.store.spi.WrappedKeyStore;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Seals with the newest version of a scope's key and opens with any. A sealed value is: format (1 byte), version of the
 * key (4), nonce (12), ciphertext and tag.
 */
public final class AesGcmTokenCipher implements TokenCipher {
    private static final byte FORMAT = 1;
    private static final int HEADER = 1 + Integer.BYTES;
    private static final int LARGEST = 16 * 1024 * 1024;

    private final KeyRing ring;
    private final Gcm gcm;

    AesGcmTokenCipher(WrappedKeyStore store, MasterKey master, SecureRandom random, LongSupplier nanoTime) {
        ring = new KeyRing(store, master, random, nanoTime);
        gcm = new Gcm(random);
    }

    /**
     * A cipher whose master key lives as long as the object: for tests and benchmarks, without a container.
     *
     * @param store where wrapped keys go
     */
    public static AesGcmTokenCipher ephemeral(WrappedKeyStore store) {
        SecureRandom random = new SecureRandom();
        return new AesGcmTokenCipher(store, VersionedMasterKey.random(random), random, System::nanoTime);
    }

    @Override
    public byte[] seal(SealScope scope, String field, byte[] plain) {
        if (plain.length > LARGEST) {
            throw new IllegalArgumentException("at most 16 MiB can be sealed");
        }
        DataKey key = ring.forSealing(scope);
        byte[] sealed = gcm.seal(key.key(), plain, Binding.ofSealed(scope, field, key.version(), FORMAT));
        return ByteBuffer.allocate(HEADER + sealed.length).put(FORMAT).putInt(key.version()).put(sealed).array();
    }

    @Override
    public byte[] open(SealScope scope, String field, byte[] sealed) {
        if (sealed.length < HEADER + Gcm.NONCE_BYTES + Gcm.TAG_BYTES || sealed[0] != FORMAT) {
            throw unreadable();
        }
        int version = ByteBuffer.wrap(sealed).getInt(1);
        byte[] binding = Binding.ofSealed(scope, field, version, FORMAT);
        DataKeys keys = ring.keys(scope, KeyRing.FRESH_FOR_OPENING);
        // A second look into the store: another node may have added a version, or made the scope anew.
        return open(keys, version, sealed, binding)
                .or(() -> open(ring.read(scope), version, sealed, binding))
                .orElseThrow(AesGcmTokenCipher::unreadable);
    }

    private static Optional<byte[]> open(DataKeys keys, int version, byte[] sealed, byte[] binding) {
        return keys.version(version).flatMap(key -> Gcm.open(key.key(), sealed, HEADER, binding));
    }

    @Override
    public Fingerprints fingerprints(SealScope.OfIntegration scope) {
        // The oldest version, so that fingerprints outlive a rotation.
        DataKey key = ring.keys(scope, KeyRing.FRESH_FOR_OPENING).oldest().orElseGet(() -> ring.forSealing(scope));
        byte[] purpose = Binding.of(
                "passerelle fingerprints",
                scope.organisation().value(),
                scope.owner().value(),
                scope.integration().toString());
        return new HmacFingerprints(Hkdf.derive(key.key(), purpose));
    }

    @Override
    public void shred(SealScope scope) {
        ring.shred(scope);
    }

    KeyRing ring() {
        return ring;
    }

    private static PasserelleException unreadable() {
        return PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "a sealed value does not open");
    }
}
