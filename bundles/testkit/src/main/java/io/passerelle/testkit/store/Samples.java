// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.SyncWindow;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.Mapping;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Things to store. What is random is random anew at every call. */
public final class Samples {
    /** A moment with microseconds, in the hour that a clock in Paris shows twice. */
    public static final Instant NOW = Instant.parse("2026-10-25T00:30:00.123456Z");

    /** The provider of all samples. */
    public static final ProviderId PROVIDER = ProviderId.of("google");

    private Samples() {}

    /** An organisation that nothing else uses. */
    public static OrganisationId organisation() {
        return OrganisationId.of("org-" + UUID.randomUUID());
    }

    /** A user of an organisation that nothing else uses. */
    public static UserId user() {
        return UserId.of(organisation(), "alice");
    }

    /** An account that nothing else uses. */
    public static Account account() {
        return new Account("https://accounts.example", UUID.randomUUID().toString(), "alice@example.org");
    }

    /** An integration of a user, with an account of its own. */
    public static UserIntegration integration(UserId owner) {
        return integration(owner, account(), NOW);
    }

    /** An integration of a user. */
    public static UserIntegration integration(UserId owner, Account account, Instant createdAt) {
        return new UserIntegration(
                IntegrationId.random(),
                owner,
                PROVIDER,
                account,
                Set.of("openid", "https://scopes.example/calendar"),
                Set.of(Capability.CALENDAR_READ, Capability.CALENDAR_WRITE),
                15,
                IntegrationFacts.NONE,
                createdAt,
                1);
    }

    /** A pair of an integration, with collections of its own. */
    public static SyncPair pair(IntegrationId integration) {
        PairId id = PairId.random();
        return pair(id, integration, "host-" + id, "provider-" + id);
    }

    /** A pair of an integration. */
    public static SyncPair pair(PairId id, IntegrationId integration, String host, String provider) {
        return new SyncPair(
                id,
                integration,
                CollectionKind.CALENDAR,
                CollectionId.of(host),
                "Privé",
                CollectionId.of(provider),
                "Work \uD83D\uDCC5",
                Direction.BOTH,
                ConflictPolicy.PROVIDER,
                Optional.of(new SyncWindow(30, 365)),
                true);
    }

    /** A mapping between two addresses. */
    public static Mapping mapping(String host, String provider) {
        return new Mapping(
                new byte[] {1, 2, 3, (byte) 200, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
                ItemRef.of(host),
                Revision.of("\"h-" + host + "\""),
                ItemRef.of(provider),
                Revision.of("\"p-" + provider + "\""),
                new byte[] {0, 1, (byte) 255},
                Optional.empty(),
                new byte[0],
                Optional.empty());
    }

    /** A run of a pair that is under way. */
    public static SyncHistory run(SyncPair pair, Instant startedAt) {
        return new SyncHistory(
                RunId.random(),
                pair.integration(),
                pair.id(),
                SyncTrigger.USER,
                startedAt,
                Optional.empty(),
                SyncOutcome.RUNNING,
                SyncCounts.NONE,
                Traffic.NONE,
                Optional.empty());
    }

    /** A waiting flow of a user, that began now and ends in ten minutes. */
    public static FlowRecord flow(UserId owner) {
        return new FlowRecord(
                UUID.randomUUID().toString(),
                owner,
                "session-key",
                bytes("cookie-" + UUID.randomUUID()),
                bytes("state-" + UUID.randomUUID()),
                PROVIDER,
                Optional.empty(),
                Set.of(Capability.CALENDAR_READ),
                bytes("sealed"),
                FlowRecord.Status.WAITING,
                Optional.empty(),
                Optional.empty(),
                NOW,
                NOW.plusSeconds(600));
    }

    /** The flow with another status. */
    public static FlowRecord with(FlowRecord flow, FlowRecord.Status status) {
        return new FlowRecord(
                flow.id(),
                flow.owner(),
                flow.sessionKey(),
                flow.cookieDigest(),
                flow.stateDigest(),
                flow.provider(),
                flow.reconnect(),
                flow.capabilities(),
                flow.sealed(),
                status,
                flow.error(),
                flow.integration(),
                flow.createdAt(),
                flow.expiresAt());
    }

    /** Text as bytes. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
