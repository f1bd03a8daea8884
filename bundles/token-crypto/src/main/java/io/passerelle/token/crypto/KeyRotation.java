// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.WrappedKey;
import io.passerelle.store.spi.WrappedKeyStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Replaces wrapping keys while everything runs. What was sealed stays as it is; only the wrapping of the keys below
 * changes, in batches that can be interrupted and taken up again anywhere.
 */
final class KeyRotation {
    private static final int BATCH = 100;

    private final WrappedKeyStore store;
    private final MasterKey master;
    private final KeyRing ring;
    private final KeyWrap wrap;
    private final BooleanSupplier stopped;

    /**
     * What rewrapping did.
     *
     * @param rewrapped keys that have a new wrapping
     * @param unreadable keys that do not open and stay as they are
     */
    record Result(int rewrapped, int unreadable) {}

    /**
     * Makes one.
     *
     * @param stopped asked before each batch
     */
    KeyRotation(WrappedKeyStore store, MasterKey master, KeyRing ring, KeyWrap wrap, BooleanSupplier stopped) {
        this.stopped = stopped;
        this.store = store;
        this.master = master;
        this.ring = ring;
        this.wrap = wrap;
    }

    /** Rewraps everything that an older version of the master key still wraps; every user gets a new key on the way. */
    Result retire(String older) {
        if (older.equals(master.current())) {
            throw new IllegalArgumentException(older + " is the current version");
        }
        Set<UserId> renewed = new HashSet<>();
        return rewrap(older, key -> {
            user(key).filter(renewed::add).ifPresent(this::rotateUser);
            return KeyWrap.openByMaster(master, key)
                    .map(raw -> KeyWrap.byMaster(master, key.organisation(), key.scope(), key.version(), raw));
        });
    }

    /** Gives a user a new key and rewraps the keys of the user's integrations with it. */
    Result rotateUser(UserId user) {
        SealScope.OfUser scope = new SealScope.OfUser(user);
        ring.addVersion(scope, ring.read(scope).highest() + 1);
        DataKeys keys = ring.read(scope);
        DataKey newest = ring.forSealing(scope);
        int rewrapped = 0;
        int unreadable = 0;
        for (DataKey older : keys.opened()) {
            if (older.version() < newest.version()) {
                Result result = rewrap(
                        KeyNames.ofUser(user, older.version()),
                        key -> KeyWrap.openByUser(older, key)
                                .map(raw -> wrap.byUser(integration(user, key), key.version(), raw, newest)));
                rewrapped += result.rewrapped();
                unreadable += result.unreadable();
            }
        }
        return new Result(rewrapped, unreadable);
    }

    private Result rewrap(String older, Function<WrappedKey, Optional<WrappedKey>> again) {
        int rewrapped = 0;
        Set<String> stuck = new HashSet<>();
        while (!stopped.getAsBoolean()) {
            List<WrappedKey> batch = store.wrappedBy(older, BATCH + stuck.size()).stream()
                    .filter(key -> !stuck.contains(identity(key)))
                    .toList();
            if (batch.isEmpty()) {
                return new Result(rewrapped, stuck.size());
            }
            for (WrappedKey key : batch) {
                Optional<WrappedKey> renewed = again.apply(key);
                if (renewed.isEmpty()) {
                    stuck.add(identity(key));
                } else if (store.rewrap(renewed.get(), older)) {
                    rewrapped++;
                }
            }
        }
        return new Result(rewrapped, stuck.size());
    }

    private static Optional<UserId> user(WrappedKey key) {
        return key.scope().startsWith(KeyNames.USER)
                ? Optional.of(UserId.of(key.organisation(), key.scope().substring(KeyNames.USER.length())))
                : Optional.empty();
    }

    private static String identity(WrappedKey key) {
        return key.organisation() + " " + key.version() + " " + key.scope();
    }

    private static SealScope.OfIntegration integration(UserId user, WrappedKey key) {
        return new SealScope.OfIntegration(
                user, IntegrationId.of(key.scope().substring("integration/".length())));
    }
}
