// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Versions of a master key in memory; the highest wraps. Immutable. */
final class VersionedMasterKey implements MasterKey {
    private static final String PREFIX = "master/";

    private final SortedMap<Integer, SecretKey> versions;
    private final Gcm gcm;

    VersionedMasterKey(SortedMap<Integer, SecretKey> versions, SecureRandom random) {
        this.versions = new TreeMap<>(versions);
        this.gcm = new Gcm(random);
    }

    static VersionedMasterKey random(SecureRandom random) {
        return new VersionedMasterKey(new TreeMap<>(Map.of(1, newKey(random))), random);
    }

    private static SecretKey newKey(SecureRandom random) {
        byte[] raw = new byte[DataKey.BYTES];
        random.nextBytes(raw);
        return new SecretKeySpec(raw, "AES");
    }

    static String name(int version) {
        return PREFIX + version;
    }

    SortedMap<Integer, SecretKey> versions() {
        return new TreeMap<>(versions);
    }

    @Override
    public String current() {
        return name(versions.lastKey());
    }

    boolean has(String name) {
        return key(name).isPresent();
    }

    /** What tells this version from any other key without telling anything about it. */
    byte[] checkValue(int version) {
        SecretKey key = Hkdf.derive(versions.get(version), Binding.of("passerelle key check", name(version)));
        return Hkdf.mac(key).doFinal(name(version).getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one more version, which wraps from now on. */
    VersionedMasterKey withNewVersion(SecureRandom random) {
        SortedMap<Integer, SecretKey> more = versions();
        more.put(versions.lastKey() + 1, newKey(random));
        return new VersionedMasterKey(more, random);
    }

    /** The same without a version that no longer wraps. */
    VersionedMasterKey without(int version, SecureRandom random) {
        SortedMap<Integer, SecretKey> fewer = versions();
        fewer.remove(version);
        return new VersionedMasterKey(fewer, random);
    }

    @Override
    public byte[] wrap(String name, byte[] key, byte[] binding) {
        return gcm.seal(key(name).orElseThrow(), key, binding);
    }

    @Override
    public Optional<byte[]> unwrap(String name, byte[] wrapped, byte[] binding) {
        return key(name).flatMap(key -> Gcm.open(key, wrapped, 0, binding));
    }

    private Optional<SecretKey> key(String name) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return KeyNames.version(name.substring(PREFIX.length())).stream()
                .mapToObj(versions::get)
                .filter(Objects::nonNull)
                .findFirst();
    }
}
