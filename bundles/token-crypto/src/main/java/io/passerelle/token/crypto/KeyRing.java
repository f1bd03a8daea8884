// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.store.spi.WrappedKeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds, makes and forgets data keys. */
final class KeyRing {
    /** Another node's shredding is noticed after this long. */
    static final Duration FRESH_FOR_OPENING = Duration.ofSeconds(20);

    /**
     * Longer than for opening: a renewed token is sealed while its row is locked, after a request that may have taken half
     * a minute, and must not need a second connection to the database then.
     */
    static final Duration FRESH_FOR_SEALING = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final int ATTEMPTS = 8;
    private static final int CAPACITY = 4096;

    private final WrappedKeyStore store;
    private final MasterKey master;
    private final SecureRandom random;
    private final LongSupplier nanoTime;
    private final KeyWrap wrap;
    private final KeyCache cache = new KeyCache(CAPACITY);

    KeyRing(WrappedKeyStore store, MasterKey master, SecureRandom random, LongSupplier nanoTime) {
        this.store = store;
        this.master = master;
        this.random = random;
        this.nanoTime = nanoTime;
        this.wrap = new KeyWrap(random);
    }

    /** The keys of a scope, seen in the store no longer ago than {@code freshness}. */
    DataKeys keys(SealScope scope, Duration freshness) {
        Optional<DataKeys> cached = cache.get(scope);
        if (cached.isPresent() && nanoTime.getAsLong() - cached.get().seenAt() <= freshness.toNanos()) {
            return cached.get();
        }
        return read(scope);
    }

    /** The key to seal with, made when there is none that opens. */
    DataKey forSealing(SealScope scope) {
        DataKeys keys = keys(scope, FRESH_FOR_SEALING);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<DataKey> newest = keys.newest();
            if (newest.isPresent()) {
                return newest.get();
            }
            if (keys.highest() > 0) {
                LOG.warn("Version {} of a data key does not open; a new version takes its place", keys.highest());
            }
            addVersion(scope, keys.highest() + 1);
            keys = read(scope);
        }
        throw new IllegalStateException("no data key could be made");
    }

    /** Adds a version unless it exists by now. */
    boolean addVersion(SealScope scope, int version) {
        byte[] raw = new byte[DataKey.BYTES];
        random.nextBytes(raw);
        String name = KeyNames.scope(scope);
        WrappedKey wrapped;
        if (scope instanceof SealScope.OfIntegration integration) {
            SealScope.OfUser owner = new SealScope.OfUser(integration.owner());
            // Read anew: a key wrapped by one that was shredded meanwhile would be lost at birth.
            DataKey above = read(owner).newest().orElseGet(() -> forSealing(owner));
            wrapped = wrap.byUser(integration, version, raw, above);
        } else {
            wrapped = KeyWrap.byMaster(master, scope.organisation(), name, version, raw);
        }
        return store.add(wrapped);
    }

    void shred(SealScope scope) {
        store.shred(scope.organisation(), KeyNames.scope(scope));
        cache.remove(scope);
    }

    /** Reads from the store whatever the cache holds. */
    DataKeys read(SealScope scope) {
        long removals = cache.removals();
        long now = nanoTime.getAsLong();
        List<WrappedKey> stored = store.find(scope.organisation(), KeyNames.scope(scope));
        List<DataKey> opened = new ArrayList<>();
        int highest = 0;
        for (WrappedKey key : stored) {
            highest = Math.max(highest, key.version());
            unwrap(scope, key).ifPresent(raw -> opened.add(new DataKey(key.version(), raw)));
        }
        DataKeys keys = new DataKeys(opened, highest, now);
        cache.put(scope, keys, removals);
        return keys;
    }

    private Optional<byte[]> unwrap(SealScope scope, WrappedKey key) {
        if (!(scope instanceof SealScope.OfIntegration integration)) {
            return KeyWrap.openByMaster(master, key);
        }
        OptionalInt version = KeyNames.versionOfUser(integration.owner(), key.wrappedBy());
        if (version.isEmpty()) {
            return Optional.empty();
        }
        SealScope owner = new SealScope.OfUser(integration.owner());
        Optional<DataKey> above = keys(owner, FRESH_FOR_OPENING).version(version.getAsInt());
        if (above.isEmpty()) {
            above = read(owner).version(version.getAsInt());
        }
        return above.flatMap(user -> KeyWrap.openByUser(user, key));
    }
}
