// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.crypto;

import io.passerelle.model.OrganisationId;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.store.spi.WrappedKeyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Wrapped keys in memory. Several ciphers over one of these stand for several nodes over one database. */
public final class MemoryWrappedKeyStore implements WrappedKeyStore {
    private final Map<String, byte[]> checkValues = new HashMap<>();
    private final List<WrappedKey> keys = new ArrayList<>();
    private int reads;

    /** An empty store. */
    public MemoryWrappedKeyStore() {}

    @Override
    public synchronized byte[] keyCheckValue(String name, byte[] checkValue) {
        return checkValues.computeIfAbsent(name, absent -> checkValue.clone()).clone();
    }

    @Override
    public synchronized Optional<byte[]> keyCheckValue(String name) {
        return Optional.ofNullable(checkValues.get(name)).map(byte[]::clone);
    }

    @Override
    public synchronized boolean isEmpty() {
        return checkValues.isEmpty() && keys.isEmpty();
    }

    @Override
    public synchronized List<WrappedKey> find(OrganisationId organisation, String scope) {
        reads++;
        return keys.stream()
                .filter(key -> key.organisation().equals(organisation) && key.scope().equals(scope))
                .sorted(Comparator.comparingInt(WrappedKey::version))
                .toList();
    }

    @Override
    public synchronized boolean add(WrappedKey key) {
        if (keys.stream().anyMatch(each -> isSameVersion(each, key))) {
            return false;
        }
        return keys.add(key);
    }

    @Override
    public synchronized boolean rewrap(WrappedKey key, String wrappedBefore) {
        boolean removed = keys.removeIf(each -> isSameVersion(each, key) && each.wrappedBy().equals(wrappedBefore));
        return removed && keys.add(key);
    }

    @Override
    public synchronized List<WrappedKey> wrappedBy(String wrappingKey, int limit) {
        return keys.stream()
                .filter(key -> key.wrappedBy().equals(wrappingKey))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void shred(OrganisationId organisation, String scope) {
        keys.removeIf(key -> key.organisation().equals(organisation) && key.scope().equals(scope));
    }

    /** Everything stored: what an attacker with a dump of the database sees. */
    public synchronized List<WrappedKey> dump() {
        return List.copyOf(keys);
    }

    /** Changes every row: what an attacker with write access to the database does. */
    public synchronized void tamper(UnaryOperator<WrappedKey> change) {
        keys.replaceAll(change);
    }

    /** How often keys were looked up. */
    public synchronized int reads() {
        return reads;
    }

    private static boolean isSameVersion(WrappedKey one, WrappedKey other) {
        return one.organisation().equals(other.organisation())
                && one.scope().equals(other.scope())
                && one.version() == other.version();
    }
}
