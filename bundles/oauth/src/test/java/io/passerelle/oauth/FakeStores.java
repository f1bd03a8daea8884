// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.Events;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.ClientStore;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.FlowStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.testkit.memory.MemoryIntegrationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The persistence ports in memory, as far as connecting needs them. */
final class FakeStores {
    private FakeStores() {}

    static final class Flows implements FlowStore {
        final Map<String, FlowRecord> records = new LinkedHashMap<>();

        @Override
        public synchronized void insert(FlowRecord flow) {
            records.put(flow.id(), flow);
        }

        @Override
        public synchronized Optional<FlowRecord> find(UserId owner, String id) {
            return Optional.ofNullable(records.get(id)).filter(flow -> flow.owner().equals(owner));
        }

        @Override
        public synchronized Optional<FlowRecord> findByState(byte[] stateDigest) {
            return records.values().stream()
                    .filter(flow -> Arrays.equals(flow.stateDigest(), stateDigest))
                    .findFirst();
        }

        @Override
        public synchronized boolean replace(FlowRecord flow, FlowRecord.Status expected) {
            if (records.get(flow.id()).status() != expected) {
                return false;
            }
            records.put(flow.id(), flow);
            return true;
        }

        @Override
        public synchronized int open(UserId owner, Instant now) {
            return (int) records.values().stream()
                    .filter(flow -> flow.owner().equals(owner))
                    .filter(flow -> flow.status().ordinal() <= FlowRecord.Status.COMPLETING.ordinal())
                    .filter(flow -> now.isBefore(flow.expiresAt()))
                    .count();
        }

        @Override
        public synchronized int startedSince(UserId owner, Instant since) {
            return (int) records.values().stream()
                    .filter(flow -> flow.owner().equals(owner) && !flow.createdAt().isBefore(since))
                    .count();
        }

        @Override
        public synchronized int prune(Instant before) {
            int size = records.size();
            records.values().removeIf(flow -> flow.expiresAt().isBefore(before));
            return size - records.size();
        }
    }

    static final class Credentials implements CredentialStore {
        final Map<IntegrationId, byte[]> rows = new ConcurrentHashMap<>();
        final AtomicInteger writes = new AtomicInteger();
        private final Map<IntegrationId, ReentrantLock> locks = new ConcurrentHashMap<>();

        /** What happens to a write under the lock: a test makes it fail here. */
        Runnable beforeWrite = () -> {};

        @Override
        public Optional<byte[]> get(OrganisationId organisation, IntegrationId id) {
            return Optional.ofNullable(rows.get(id)).map(byte[]::clone);
        }

        @Override
        public void put(OrganisationId organisation, IntegrationId id, byte[] sealed) {
            writes.incrementAndGet();
            rows.put(id, sealed.clone());
        }

        @Override
        public byte[] underLock(OrganisationId organisation, IntegrationId id, Function<byte[], Optional<byte[]>> work) {
            ReentrantLock lock = locks.computeIfAbsent(id, each -> new ReentrantLock());
            lock.lock();
            try {
                byte[] current = get(organisation, id).orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
                Optional<byte[]> result = work.apply(current);
                if (result.isPresent()) {
                    beforeWrite.run();
                    put(organisation, id, result.get());
                }
                return result.orElse(current);
            } finally {
                lock.unlock();
            }
        }
    }

    /** The testkit's store, with credentials kept where the other port finds them, and two switches for bad days. */
    static final class Integrations implements IntegrationStore {
        final MemoryIntegrationStore memory = new MemoryIntegrationStore();
        final Credentials credentials;
        Runnable beforeInsert = () -> {};
        Runnable beforeUpdate = () -> {};

        Integrations(Credentials credentials) {
            this.credentials = credentials;
        }

        @Override
        public void insert(UserIntegration integration, byte[] sealedCredential) {
            beforeInsert.run();
            memory.insert(integration, sealedCredential);
            credentials.put(integration.owner().organisation(), integration.id(), sealedCredential);
        }

        @Override
        public Optional<UserIntegration> find(UserId owner, IntegrationId id) {
            return memory.find(owner, id);
        }

        @Override
        public Optional<UserIntegration> find(OrganisationId organisation, IntegrationId id) {
            return memory.find(organisation, id);
        }

        @Override
        public Optional<UserIntegration> findByAccount(
                OrganisationId organisation, ProviderId provider, Account account) {
            return memory.findByAccount(organisation, provider, account);
        }

        @Override
        public List<UserIntegration> list(UserId owner) {
            return memory.list(owner);
        }

        @Override
        public List<UserIntegration> list(OrganisationId organisation, Optional<IntegrationId> after, int limit) {
            return memory.list(organisation, after, limit);
        }

        @Override
        public List<OrganisationId> organisations() {
            return memory.organisations();
        }

        @Override
        public UserIntegration update(UserIntegration changed) {
            beforeUpdate.run();
            return memory.update(changed);
        }

        @Override
        public List<UserIntegration> dueDisconnects(Instant now, int limit) {
            return memory.dueDisconnects(now, limit);
        }

        @Override
        public void delete(OrganisationId organisation, IntegrationId id) {
            memory.delete(organisation, id);
            credentials.rows.remove(id);
        }

        @Override
        public List<SyncPair> pairs(OrganisationId organisation, IntegrationId id) {
            return memory.pairs(organisation, id);
        }

        @Override
        public Optional<SyncPair> pair(OrganisationId organisation, PairId id) {
            return memory.pair(organisation, id);
        }

        @Override
        public void putPairs(OrganisationId organisation, IntegrationId id, List<SyncPair> pairs) {
            memory.putPairs(organisation, id, pairs);
        }

        @Override
        public void rename(OrganisationId organisation, PairId pair, String hostName, String providerName) {
            memory.rename(organisation, pair, hostName, providerName);
        }

        @Override
        public void confirm(OrganisationId organisation, PairId pair) {
            memory.confirm(organisation, pair);
        }

        @Override
        public boolean confirm(OrganisationId organisation, SyncPair seen) {
            return memory.confirm(organisation, seen);
        }
    }

    static final class Clients implements ClientStore {
        final Map<String, StoredClient> rows = new ConcurrentHashMap<>();

        @Override
        public Optional<StoredClient> find(OrganisationId organisation, ProviderId provider) {
            return Optional.ofNullable(rows.get(organisation + " " + provider));
        }

        @Override
        public void put(OrganisationId organisation, ProviderId provider, StoredClient client) {
            rows.put(organisation + " " + provider, client);
        }

        @Override
        public void delete(OrganisationId organisation, ProviderId provider) {
            rows.remove(organisation + " " + provider);
        }
    }

    static final class RecordedEvents implements Events {
        final List<String> published = new CopyOnWriteArrayList<>();

        @Override
        public void publish(UserId user, String kind, String data) {
            published.add(user + " " + kind + " " + data);
        }

        @Override
        public void publish(OrganisationId organisation, String kind, String data) {
            published.add(organisation + " " + kind + " " + data);
        }

        @Override
        public List<Event> after(UserId user, long after, int limit) {
            return List.of();
        }

        @Override
        public long latest() {
            return published.size();
        }

        @Override
        public AutoCloseable subscribe(Runnable wake) {
            return () -> {};
        }

        List<String> of(String kind) {
            List<String> found = new ArrayList<>(published);
            found.removeIf(event -> !event.contains(" " + kind + " "));
            return found;
        }
    }
}
