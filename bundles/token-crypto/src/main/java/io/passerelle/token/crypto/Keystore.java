// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jcajce.BCFKSLoadStoreParameter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Versions of the master key as a Bouncy Castle BCFKS keystore, protected by a passphrase through scrypt (RFC 7914). */
final class Keystore {
    private static final String PREFIX = "master/";
    private static final int SALT_BYTES = 32;

    // Costly to make, the same for all, and not registered with the platform.
    private static final Provider PROVIDER = new BouncyCastleProvider();

    /**
     * What a guess at the passphrase costs.
     *
     * @param cost N, a power of two; memory is 128 × N × r bytes
     * @param blockSize r
     * @param parallelization p
     */
    record Scrypt(int cost, int blockSize, int parallelization) {
        /** 32 MiB and a few tenths of a second. */
        static final Scrypt STANDARD = new Scrypt(32768, 8, 1);
    }

    private final Scrypt scrypt;
    private final SecureRandom random;

    Keystore(Scrypt scrypt, SecureRandom random) {
        this.scrypt = scrypt;
        this.random = random;
    }

    byte[] encode(VersionedMasterKey key, char[] passphrase) {
        try {
            KeyStore store = KeyStore.getInstance("BCFKS", PROVIDER);
            store.load(null, null);
            for (Map.Entry<Integer, SecretKey> version : key.versions().entrySet()) {
                store.setEntry(
                        VersionedMasterKey.name(version.getKey()),
                        new KeyStore.SecretKeyEntry(version.getValue()),
                        new KeyStore.PasswordProtection(passphrase));
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(parameters(bytes, passphrase));
            return bytes.toByteArray();
        } catch (GeneralSecurityException | IOException failed) {
            throw new MasterKeyUnavailable("The keystore of the master key cannot be made.", failed);
        }
    }

    VersionedMasterKey decode(byte[] content, char[] passphrase) {
        SortedMap<Integer, SecretKey> versions = new TreeMap<>();
        try {
            KeyStore store = KeyStore.getInstance("BCFKS", PROVIDER);
            store.load(new ByteArrayInputStream(content), passphrase);
            for (String alias : Collections.list(store.aliases())) {
                OptionalInt version = alias.startsWith(PREFIX)
                        ? KeyNames.version(alias.substring(PREFIX.length()))
                        : OptionalInt.empty();
                if (version.isPresent()) {
                    byte[] raw = store.getKey(alias, passphrase).getEncoded();
                    versions.put(version.getAsInt(), new SecretKeySpec(raw, "AES"));
                }
            }
        } catch (GeneralSecurityException | IOException failed) {
            throw new MasterKeyUnavailable(
                    "The keystore of the master key does not open: the passphrase is wrong or the file is damaged.");
        }
        if (versions.isEmpty()) {
            throw new MasterKeyUnavailable("The keystore holds no master key.");
        }
        return new VersionedMasterKey(versions, random);
    }

    private BCFKSLoadStoreParameter parameters(OutputStream out, char[] passphrase) {
        return new BCFKSLoadStoreParameter.Builder(out, passphrase)
                .withStorePBKDFConfig(new ScryptConfig.Builder(
                                scrypt.cost(), scrypt.blockSize(), scrypt.parallelization())
                        .withSaltLength(SALT_BYTES)
                        .build())
                .withStoreEncryptionAlgorithm(BCFKSLoadStoreParameter.EncryptionAlgorithm.AES256_CCM)
                .withStoreMacAlgorithm(BCFKSLoadStoreParameter.MacAlgorithm.HmacSHA512)
                .build();
    }
}
