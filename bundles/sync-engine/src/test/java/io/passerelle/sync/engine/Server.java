// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.api.Events;
import io.passerelle.api.SyncService.RunReport;
import io.passerelle.api.TokenService;
import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.ItemUid;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Provider;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.sync.engine.run.Ports;
import io.passerelle.sync.engine.run.Stores;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import io.passerelle.testkit.memory.MemoryCipher;
import io.passerelle.testkit.memory.MemoryHistoryStore;
import io.passerelle.testkit.memory.MemoryIntegrationStore;
import io.passerelle.testkit.memory.MemoryReviewStore;
import io.passerelle.testkit.memory.MemorySyncStore;
import io.passerelle.testkit.time.MutableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A small server: one user, one integration, one pair. */
final class Server {
    final UserId owner = UserId.of(OrganisationId.DEFAULT, "alice");
    final IntegrationId id = IntegrationId.random();
    final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
    final MemoryIntegrationStore integrations = new MemoryIntegrationStore();
    final PublishedEvents events = new PublishedEvents();
    final MemoryCollection calendar = new MemoryCollection("host", MemoryBehaviour.calendar());
    final FakeGoogle google = new FakeGoogle();
    final FakeHost host = new FakeHost();
    final Surroundings surroundings = new Surroundings(host, new NoTokens());
    final Ports ports = new Ports(
            new Stores(
                    new MemorySyncStore(),
                    new MemoryHistoryStore(),
                    new MemoryReviewStore(integrations),
                    integrations::confirm),
            new MemoryCipher(),
            events,
            clock,
            Path.of("target", "spool"),
            "node");
    final SyncRuns runs = new SyncRuns(surroundings, integrations, ports);
    final SyncPair pair;

    Server() {
        surroundings.addProvider(google);
        integrations.insert(
                new UserIntegration(
                        id,
                        owner,
                        ProviderId.of("google"),
                        new Account("https://accounts.example", "1", "a@example.org"),
                        Set.of(),
                        Set.of(),
                        30,
                        IntegrationFacts.NONE,
                        Instant.parse("2026-01-01T00:00:00Z"),
                        0),
                new byte[0]);
        pair = new SyncPair(
                PairId.random(),
                id,
                CollectionKind.CALENDAR,
                CollectionId.of("host"),
                "host",
                CollectionId.of("google"),
                "google",
                Direction.BOTH,
                ConflictPolicy.HOST,
                Optional.empty(),
                true);
        pairs(pair);
    }

    void pairs(SyncPair... pairs) {
        integrations.putPairs(owner.organisation(), id, List.of(pairs));
    }

    RunReport run() {
        clock.advance(Duration.ofMinutes(1));
        return runs.run(owner, id, SyncTrigger.SCHEDULE);
    }

    UserIntegration stored() {
        return integrations.find(owner, id).orElseThrow();
    }

    void facts(UnaryOperator<IntegrationFacts> change) {
        integrations.update(stored().with(change.apply(stored().facts())));
    }

    /** One calendar at a provider. */
    static final class FakeGoogle implements Provider {
        final MemoryCollection calendar = new MemoryCollection("google", MemoryBehaviour.calendar());
        Access access = Access.READ_WRITE;
        boolean collectionGone;
        boolean bug;

        void event(String uid, String title) {
            calendar.put(CalendarEvent.single(
                    ItemUid.of(uid),
                    new EventTime.AllDay(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2)),
                    EventDetails.builder().title(title).build()));
        }

        @Override
        public ProviderDescriptor descriptor() {
            return new ProviderDescriptor(
                    ProviderId.of("google"),
                    Map.of(Locale.ENGLISH, new ProviderDescriptor.Texts("Google", "Calendars")),
                    new ProviderDescriptor.Icon("image/png", new byte[0]),
                    List.of(),
                    Set.of(),
                    new ProviderDescriptor.Limits(600, 1));
        }

        @Override
        public Connector connect(Connection connection) {
            return new Connector() {
                @Override
                public List<CollectionInfo> collections() {
                    return List.of();
                }

                @Override
                public ItemCollection open(CollectionId collection) {
                    if (collectionGone) {
                        throw PasserelleException.of(ErrorCode.COLLECTION_GONE);
                    }
                    if (bug) {
                        throw new IllegalStateException("a bug");
                    }
                    return calendar.open(access);
                }

                @Override
                public void close() {
                    // nothing is held
                }
            };
        }
    }

    /** One calendar of the host. */
    final class FakeHost implements HostCollections {
        boolean away;

        @Override
        public List<CollectionInfo> collections(UserId user, CollectionKind kind) {
            return List.of();
        }

        @Override
        public ItemCollection open(UserId user, CollectionId collection) {
            if (away) {
                throw PasserelleException.of(ErrorCode.HOST_UNAVAILABLE);
            }
            return calendar.open();
        }

        @Override
        public CollectionInfo create(UserId user, CollectionKind kind, String name) {
            throw new AssertionError("a run creates no collection");
        }
    }

    private static final class NoTokens implements TokenService {
        @Override
        public String accessToken(UserId owner, IntegrationId id) {
            return "";
        }

        @Override
        public String renewedToken(UserId owner, IntegrationId id, String rejected) {
            return "";
        }

        @Override
        public void revoke(UserId owner, IntegrationId id) {
            throw new AssertionError("a run revokes nothing");
        }
    }

    /** Remembers what was published. */
    static final class PublishedEvents implements Events {
        final List<String> published = new ArrayList<>();

        @Override
        public void publish(UserId user, String kind, String data) {
            published.add(kind + " " + data);
        }

        @Override
        public void publish(OrganisationId organisation, String kind, String data) {
            published.add(kind + " " + data);
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
    }
}
