// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import io.passerelle.api.Events;
import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.google.GoogleProvider;
import io.passerelle.provider.kit.Pause;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.store.jpa.JpaStores;
import io.passerelle.sync.engine.run.Ports;
import io.passerelle.sync.engine.run.RunScope;
import io.passerelle.sync.engine.run.Stores;
import io.passerelle.sync.engine.run.SyncEngine;
import io.passerelle.testkit.memory.MemoryCipher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The engine between the embedded host's calendar in a database and an emulated Google, without a container. Ids are fixed,
 * so that a second process over the same database goes on where the first one was killed.
 */
public final class SyncRig implements AutoCloseable {
    /** Whose calendars. */
    public static final UserId ALICE = UserId.of(OrganisationId.DEFAULT, "alice");

    private static final IntegrationId INTEGRATION = IntegrationId.of("00000000-0000-4000-8000-00000000000a");
    private static final PairId PAIR = PairId.of("00000000-0000-4000-8000-00000000000b");
    private static final Set<Capability> CAPABILITIES = Set.of(Capability.CALENDAR_READ, Capability.CALENDAR_WRITE);

    private final JpaStores stores;
    private final LocalCollections host;
    private final CollectionInfo calendar;
    private final GoogleProvider google;
    private final SyncEngine engine;
    private final Account account;
    private final AccessTokens tokens;
    private final SyncPair pair;

    /**
     * Opens everything; the pair is made when there is none.
     *
     * @param databaseUrl JDBC URL
     * @param folder for the spool
     * @param googleRoot root of the emulated Google
     * @param email account there; its primary calendar is synced
     * @param accessToken a valid token
     * @param direction which way
     * @param clock what time it is
     */
    public SyncRig(
            String databaseUrl,
            Path folder,
            URI googleRoot,
            String email,
            String accessToken,
            Direction direction,
            Clock clock) {
        boolean embedded = databaseUrl.startsWith("jdbc:h2:");
        stores = JpaStores.builder()
                .url(databaseUrl)
                .user(embedded ? "sa" : "postgres")
                .password(embedded ? "" : "postgres")
                .poolSize(6)
                .open();
        host = new LocalCollections(new HostDatabase(stores.dataSource()));
        calendar = host.collections(ALICE, CollectionKind.CALENDAR).stream()
                .findFirst()
                .orElseGet(() -> host.create(ALICE, CollectionKind.CALENDAR, "Calendar"));
        google = new GoogleProvider(clock, Pause.SLEEPING, id -> Optional.of(googleRoot));
        account = new Account("https://accounts.google.com", email, email);
        tokens = new AccessTokens() {
            @Override
            public String current() {
                return accessToken;
            }

            @Override
            public String renewed(String rejected) {
                return accessToken;
            }
        };
        pair = new SyncPair(
                PAIR,
                INTEGRATION,
                CollectionKind.CALENDAR,
                calendar.id(),
                "Calendar",
                CollectionId.of(email),
                "Google",
                direction,
                ConflictPolicy.PROVIDER,
                Optional.empty(),
                true);
        if (stores.integrations().find(ALICE, INTEGRATION).isEmpty()) {
            stores.integrations()
                    .insert(
                            new UserIntegration(
                                    INTEGRATION, ALICE, ProviderId.of("google"), account, Set.of(), CAPABILITIES, 15,
                                    IntegrationFacts.NONE, clock.instant(), 0),
                            new byte[] {1});
            stores.integrations().putPairs(ALICE.organisation(), INTEGRATION, List.of(pair));
        }
        Stores kept = new Stores(
                stores.sync(), stores.history(), stores.reviews(), stores.integrations()::confirm);
        engine = new SyncEngine(new Ports(kept, new MemoryCipher(), new Silence(), clock, folder, "node"));
    }

    /** Runs the pair once. */
    public SyncEngine.Report run() {
        try (ItemCollection mine = openHost();
                Connector connector =
                        google.connect(new Connection(INTEGRATION, account, CAPABILITIES, tokens));
                ItemCollection theirs = connector.open(pair.providerCollection())) {
            return engine.run(new RunScope(ALICE, pair, mine, theirs), SyncTrigger.SCHEDULE, () -> {});
        }
    }

    /** The host's calendar, to read and to edit as its user. */
    public ItemCollection openHost() {
        return host.open(ALICE, calendar.id());
    }

    /** Lets a later run of another process begin at once, as an expired lease would. */
    public void expireLease() {
        Instant later = Instant.now().plus(Duration.ofDays(1));
        stores.sync()
                .begin(ALICE.organisation(), PAIR, "expired", later, Duration.ofMillis(1))
                .ifPresent(state -> stores.sync().release(ALICE.organisation(), PAIR, state.fence()));
    }

    /** Number of mappings. */
    public long mappings() {
        return stores.sync().count(ALICE.organisation(), PAIR);
    }

    @Override
    public void close() {
        stores.close();
    }

    /** Nobody watches. */
    private static final class Silence implements Events {
        @Override
        public void publish(UserId user, String kind, String data) {
            // nobody watches
        }

        @Override
        public void publish(OrganisationId organisation, String kind, String data) {
            // nobody watches
        }

        @Override
        public List<Event> after(UserId user, long after, int limit) {
            return List.of();
        }

        @Override
        public long latest() {
            return 0;
        }

        @Override
        public AutoCloseable subscribe(Runnable wake) {
            return () -> {};
        }
    }
}
