// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.SyncSchedule;
import io.passerelle.api.SyncService;
import io.passerelle.api.TokenService;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.ItemUid;
import io.passerelle.store.spi.ClientStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.Mapping;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import io.passerelle.testkit.memory.MemoryCipher;
import io.passerelle.testkit.memory.MemoryHistoryStore;
import io.passerelle.testkit.memory.MemoryIntegrationStore;
import io.passerelle.testkit.memory.MemoryReviewStore;
import io.passerelle.testkit.memory.MemorySyncStore;
import io.passerelle.testkit.store.Samples;
import io.passerelle.testkit.time.MutableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The bundle at work between memory stores, a provider, a host and neighbours that remember what they were asked. */
final class House {
    static final OrganisationId ACME = OrganisationId.of("acme");
    static final UserId ALICE = UserId.of(ACME, "alice");
    static final UserId BOB = UserId.of(ACME, "bob");
    static final UserId OTHER_ALICE = UserId.of(OrganisationId.of("umbrella"), "alice");
    static final Locale EN = Locale.ENGLISH;

    final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    final MemoryIntegrationStore integrations = new MemoryIntegrationStore();
    final MemorySyncStore sync = new MemorySyncStore();
    final MemoryHistoryStore history = new MemoryHistoryStore();
    final MemoryReviewStore reviews = new MemoryReviewStore();
    final MemoryCipher cipher = new MemoryCipher();
    final Map<ProviderId, ClientStore.StoredClient> clients = new HashMap<>();
    final FakeEvents events = new FakeEvents();
    final FakeHost host = new FakeHost();
    final FakeProvider google = new FakeProvider("google", "Google", "Google");
    final FakeTimer timer = new FakeTimer();
    final List<String> asked = new ArrayList<>();
    Optional<Instant> nextRun = Optional.empty();
    Optional<RuntimeException> revokeFailure = Optional.empty();

    /** What happens between a look at the due disconnections and what is done about them. */
    Runnable afterDueDisconnects = () -> {};

    final Stores stores = new Stores(watched(integrations), sync, history, reviews, new Clients(), cipher);
    final Neighbours neighbours = new Neighbours(host, new Schedule(), new Runs(), new Tokens());
    final Announcements announcements = new Announcements(events, integrations, timer);
    final Providers providers = new Providers(announcements);
    final Disconnections disconnections = new Disconnections(stores, neighbours, announcements, clock, timer);
    final Integrations service =
            new Integrations(stores, neighbours, providers, announcements, disconnections, clock);

    House() {
        providers.addProvider(google.with("work", Access.READ_WRITE).with("holidays", Access.READ));
        host.calendar("private");
        host.calendar("shared", MemoryBehaviour.calendar().readOnly());
    }

    private IntegrationStore watched(IntegrationStore store) {
        return (IntegrationStore) Proxy.newProxyInstance(
                House.class.getClassLoader(), new Class<?>[] {IntegrationStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (method.getName().equals("dueDisconnects")) {
                            afterDueDisconnects.run();
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    /** Stores an integration of Alice's. */
    UserIntegration connected() {
        UserIntegration integration = Samples.integration(ALICE);
        integrations.insert(integration, Samples.bytes("sealed"));
        return integration;
    }

    UserIntegration stored(UserIntegration integration) {
        return integrations.find(integration.owner(), integration.id()).orElseThrow();
    }

    /** Stores a pair of an integration. */
    SyncPair pair(UserIntegration integration) {
        SyncPair pair = Samples.pair(PairId.random(), integration.id(), "private", "work");
        integrations.putPairs(ACME, integration.id(), List.of(pair));
        return pair;
    }

    /** An event in a calendar of the host, mapped in a pair. */
    ItemRef mapped(SyncPair pair, MemoryCollection calendar, String title, Optional<Side> createdByUs) {
        ItemRef ref = calendar.put(event(title));
        long fence = sync.begin(ACME, pair.id(), "run", clock.instant(), Duration.ZERO).orElseThrow().fence();
        Mapping mapping = new Mapping(
                new byte[16],
                ref,
                calendar.revision(ref),
                ItemRef.of("p-" + title),
                Revision.of("1"),
                new byte[0],
                Optional.empty(),
                new byte[0],
                createdByUs);
        sync.commit(ACME, pair.id(), fence, List.of(mapping), List.of());
        return ref;
    }

    static CalendarEvent event(String title) {
        LocalDateTime start = LocalDateTime.of(2026, 11, 23, 9, 0);
        return CalendarEvent.single(
                new ItemUid(title + "@example.org"),
                EventTime.Timed.floating(start, start.plusHours(1)),
                EventDetails.builder().title(title).build());
    }

    /** Lets time pass, on the clock and for what waits for it. */
    void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.advance(Duration.ofSeconds(1));
            timer.pass(Duration.ofSeconds(1));
        }
    }

    private final class Clients implements ClientStore {
        @Override
        public Optional<StoredClient> find(OrganisationId organisation, ProviderId provider) {
            return Optional.ofNullable(clients.get(provider)).filter(client -> organisation.equals(ACME));
        }

        @Override
        public void put(OrganisationId organisation, ProviderId provider, StoredClient client) {
            clients.put(provider, client);
        }

        @Override
        public void delete(OrganisationId organisation, ProviderId provider) {
            clients.remove(provider);
        }
    }

    private final class Schedule implements SyncSchedule {
        @Override
        public Instant runNow(UserId owner, IntegrationId id) {
            return clock.instant();
        }

        @Override
        public void reconcile(UserId owner, IntegrationId id) {
            asked.add("reconcile");
        }

        @Override
        public void runSoon(UserId owner, IntegrationId id) {
            asked.add("run soon");
        }

        @Override
        public void remove(UserId owner, IntegrationId id) {
            asked.add("unschedule");
        }

        @Override
        public Optional<Instant> nextRun(UserId owner, IntegrationId id) {
            return nextRun;
        }
    }

    private final class Tokens implements TokenService {
        @Override
        public String accessToken(UserId owner, IntegrationId id) {
            return "token-of-" + id;
        }

        @Override
        public String renewedToken(UserId owner, IntegrationId id, String rejected) {
            return "renewed";
        }

        @Override
        public void revoke(UserId owner, IntegrationId id) {
            asked.add("revoke");
            revokeFailure.ifPresent(failure -> {
                throw failure;
            });
        }
    }

    private final class Runs implements SyncService {
        @Override
        public RunReport run(UserId owner, IntegrationId id, SyncTrigger trigger) {
            throw new AssertionError("nobody runs here");
        }

        @Override
        public void cancel(UserId owner, IntegrationId id) {
            asked.add("cancel");
        }

        @Override
        public Optional<HeldView> held(UserId owner, IntegrationId id, PairId pair) {
            return Optional.empty();
        }

        @Override
        public SyncHistory applyHeld(UserId owner, IntegrationId id, PairId pair) {
            throw new AssertionError("nobody reviews here");
        }

        @Override
        public SyncHistory discardHeld(UserId owner, IntegrationId id, PairId pair) {
            throw new AssertionError("nobody reviews here");
        }

        @Override
        public SyncHistory ignoreHeld(UserId owner, IntegrationId id, PairId pair) {
            throw new AssertionError("nobody reviews here");
        }
    }
}
