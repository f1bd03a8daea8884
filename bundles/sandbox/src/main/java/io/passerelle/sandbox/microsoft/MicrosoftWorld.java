// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Everything the emulated service knows about people and their mailboxes. One lock: operations are short and in memory. */
final class MicrosoftWorld {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, MicrosoftAccount> accounts = new LinkedHashMap<>();
    private final Clock clock;
    private long version;

    MicrosoftWorld(Clock clock) {
        this.clock = clock;
    }

    /** Runs {@code work} alone. */
    <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Instant now() {
        return clock.instant();
    }

    long version() {
        return version;
    }

    long nextVersion() {
        return ++version;
    }

    Collection<MicrosoftAccount> accounts() {
        return accounts.values();
    }

    Optional<MicrosoftAccount> account(String email) {
        return Optional.ofNullable(accounts.get(email));
    }

    void add(MicrosoftAccount account) {
        accounts.putIfAbsent(account.email(), account);
    }
}
