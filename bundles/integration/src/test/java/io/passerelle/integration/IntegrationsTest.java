// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import static io.passerelle.integration.House.ACME;
import static io.passerelle.integration.House.ALICE;
import static io.passerelle.integration.House.EN;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.IntegrationView;
import io.passerelle.api.ProviderView;
import io.passerelle.model.RunId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.ClientStore;
import io.passerelle.store.spi.HistoryStore.HeldDeletions;
import io.passerelle.store.spi.HistoryStore.SealedItemResult;
import io.passerelle.store.spi.PairState;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SealScope;
import io.passerelle.testkit.store.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Integrations")
class IntegrationsTest {
    private final House house = new House();
    private final UserIntegration integration = house.connected();

    private IntegrationView view() {
        return house.service.find(ALICE, integration.id(), EN).orElseThrow();
    }

    private SyncHistory run(SyncPair pair, SyncOutcome outcome, Optional<ErrorCode> error) {
        SyncHistory begun = Samples.run(pair, house.clock.instant());
        SyncHistory ended = new SyncHistory(
                begun.run(),
                begun.integration(),
                begun.pair(),
                begun.trigger(),
                begun.startedAt(),
                Optional.of(begun.startedAt()),
                outcome,
                begun.counts(),
                begun.traffic(),
                error);
        house.history.put(ACME, ended);
        return ended;
    }

    @Test
    @DisplayName("a provider without a client is there, and says why it cannot be connected")
    void providerWithoutClient() {
        ProviderView google = house.service.providers(ALICE, EN).get(0);
        assertThat(google.connectable()).isFalse();
        assertThat(google.obstacle()).contains(ErrorCode.CLIENT_NOT_CONFIGURED);
    }

    @Test
    @DisplayName("a provider with a client can be connected, in its organisation only")
    void providerWithClient() {
        house.clients.put(Samples.PROVIDER, new ClientStore.StoredClient("id", new byte[0]));
        assertThat(house.service.providers(ALICE, EN).get(0).connectable()).isTrue();
        assertThat(house.service.providers(House.OTHER_ALICE, EN).get(0).connectable()).isFalse();
    }

    @Test
    @DisplayName("providers come in the order of their names, in the user's language")
    void providersInOrder() {
        house.providers.addProvider(new FakeProvider("zulu", "Zulu", "Écho"));
        assertThat(house.service.providers(ALICE, EN)).extracting(ProviderView::name).containsExactly("Google", "Zulu");
        assertThat(house.service.providers(ALICE, Locale.CANADA_FRENCH))
                .extracting(ProviderView::name)
                .containsExactly("Écho", "Google");
        assertThat(house.service.providers(ALICE, Locale.FRENCH).get(0).capabilities().get(0).text())
                .isEqualTo("Lit les événements");
    }

    @Test
    @DisplayName("a provider's picture is there while the provider is")
    void iconIsThereWhileTheProviderIs() {
        assertThat(house.service.icon(Samples.PROVIDER).orElseThrow().mediaType()).isEqualTo("image/svg+xml");
        house.providers.removeProvider(house.google);
        assertThat(house.service.icon(Samples.PROVIDER)).isEmpty();
    }

    @Test
    @DisplayName("a provider that comes or goes is told to everybody")
    void providerChangesAreTold() {
        house.providers.activate();
        house.timer.pass(Duration.ZERO);
        house.events.published.clear();
        house.providers.removeProvider(house.google);
        house.timer.pass(Duration.ZERO);
        assertThat(house.events.published)
                .containsExactlyInAnyOrder("acme providers-changed {}", "default providers-changed {}");
    }

    @Test
    @DisplayName("a user sees their own integrations only")
    void ownIntegrationsOnly() {
        assertThat(house.service.list(ALICE, EN)).hasSize(1);
        assertThat(house.service.list(House.BOB, EN)).isEmpty();
        assertThat(house.service.list(House.OTHER_ALICE, EN)).isEmpty();
        assertThat(house.service.find(House.BOB, integration.id(), EN)).isEmpty();
    }

    @Test
    @DisplayName("nothing chosen yet: not set up")
    void notSetUp() {
        assertThat(view().status()).isEqualTo(IntegrationStatus.NOT_SET_UP);
    }

    @Test
    @DisplayName("a pair: connected, with the next run")
    void connected() {
        house.pair(integration);
        Instant next = Instant.parse("2026-11-22T10:15:00Z");
        house.nextRun = Optional.of(next);
        assertThat(view().status()).isEqualTo(IntegrationStatus.CONNECTED);
        assertThat(view().problem()).isEmpty();
        assertThat(view().nextRun()).contains(next);
    }

    @Test
    @DisplayName("the latest run failed: failing, with its error")
    void failing() {
        SyncPair pair = house.pair(integration);
        run(pair, SyncOutcome.FAILED, Optional.of(ErrorCode.PROVIDER_UNREACHABLE));
        assertThat(view().status()).isEqualTo(IntegrationStatus.FAILING);
        assertThat(view().problem()).contains(ErrorCode.PROVIDER_UNREACHABLE);
    }

    @Test
    @DisplayName("the grant is lost: needs a new one, says why, and is not due")
    void needsReauth() {
        house.pair(integration);
        house.nextRun = Optional.of(Instant.EPOCH);
        house.integrations.update(integration.with(integration.facts().withLostGrant(ErrorCode.GRANT_LOST)));
        assertThat(view().status()).isEqualTo(IntegrationStatus.NEEDS_REAUTH);
        assertThat(view().problem()).contains(ErrorCode.GRANT_LOST);
        assertThat(view().nextRun()).isEmpty();
    }

    @Test
    @DisplayName("the provider's bundle is gone: unavailable under its id, and back with it")
    void providerUnavailable() {
        house.pair(integration);
        house.providers.removeProvider(house.google);
        assertThat(view().status()).isEqualTo(IntegrationStatus.PROVIDER_UNAVAILABLE);
        assertThat(view().providerName()).isEqualTo("google");
        house.providers.addProvider(house.google);
        assertThat(view().status()).isEqualTo(IntegrationStatus.CONNECTED);
        assertThat(view().providerName()).isEqualTo("Google");
    }

    @Test
    @DisplayName("the last success is the latest of all pairs")
    void lastSuccess() {
        SyncPair pair = house.pair(integration);
        long fence = house.sync.begin(ACME, pair.id(), "run", house.clock.instant(), Duration.ZERO)
                .orElseThrow()
                .fence();
        Instant success = Instant.parse("2026-11-22T09:00:00Z");
        house.sync.finish(ACME, pair.id(), fence, new PairState(
                Cursor.START, Cursor.START, "", Optional.empty(), Optional.of(success), fence));
        assertThat(view().lastSuccess()).contains(success);
    }

    @Test
    @DisplayName("held deletions are counted")
    void heldAreCounted() {
        SyncPair pair = house.pair(integration);
        house.history.hold(ACME, new HeldDeletions(pair.id(), RunId.random(), 12, house.clock.instant(), new byte[0]));
        assertThat(view().held()).isEqualTo(12);
    }

    @Test
    @DisplayName("paused: runs stop, and the schedule follows; resumed: it goes on")
    void pausedAndResumed() {
        house.pair(integration);
        assertThat(house.service.pause(ALICE, integration.id(), EN).status()).isEqualTo(IntegrationStatus.PAUSED);
        assertThat(house.asked).containsExactly("cancel", "reconcile");
        assertThat(house.service.resume(ALICE, integration.id(), EN).status()).isEqualTo(IntegrationStatus.CONNECTED);
        assertThat(house.events.published).hasSize(2);
    }

    @Test
    @DisplayName("pausing what is paused changes no version")
    void pausedTwice() {
        house.service.pause(ALICE, integration.id(), EN);
        long version = house.stored(integration).version();
        house.service.pause(ALICE, integration.id(), EN);
        assertThat(house.stored(integration).version()).isEqualTo(version);
    }

    @Test
    @DisplayName("somebody else's integration can be neither paused nor resumed")
    void strangersPause() {
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.pause(House.BOB, integration.id(), EN));
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.resume(House.OTHER_ALICE, integration.id(), EN));
    }

    @Test
    @DisplayName("both sides are asked for their collections, with the integration's own token")
    void collectionsOfBothSides() {
        var choices = house.service.collections(ALICE, integration.id());
        assertThat(choices.host()).extracting(CollectionInfo::name).containsExactly("private", "shared");
        assertThat(choices.provider()).extracting(CollectionInfo::access).containsExactly(Access.READ_WRITE, Access.READ);
        assertThat(house.google.tokensUsed).containsExactly("token-of-" + integration.id());
        assertThat(house.google.closed).isEqualTo(1);
    }

    @Test
    @DisplayName("collections cannot be listed while the provider is away or the grant is lost")
    void collectionsCannotBeListed() {
        house.providers.removeProvider(house.google);
        assertFails(ErrorCode.PROVIDER_UNAVAILABLE, () -> house.service.collections(ALICE, integration.id()));
        house.providers.addProvider(house.google);
        house.integrations.update(integration.with(integration.facts().withLostGrant(ErrorCode.GRANT_LOST)));
        assertFails(ErrorCode.GRANT_LOST, () -> house.service.collections(ALICE, integration.id()));
    }

    @Test
    @DisplayName("somebody else's collections are not listed")
    void strangersCollections() {
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.collections(House.BOB, integration.id()));
    }

    @Test
    @DisplayName("79 history tells of each run, latest first")
    void historyTellsOfRuns() {
        SyncPair pair = house.pair(integration);
        SyncHistory first = run(pair, SyncOutcome.SUCCEEDED, Optional.empty());
        house.clock.advance(Duration.ofMinutes(1));
        SyncHistory second = run(pair, SyncOutcome.PARTIAL, Optional.empty());
        assertThat(house.service.history(ALICE, integration.id(), Optional.empty(), 10)).containsExactly(second, first);
        assertThat(house.service.history(ALICE, integration.id(), Optional.of(second.startedAt()), 10))
                .containsExactly(first);
        assertThat(house.service.run(ALICE, integration.id(), first.run())).contains(first);
    }

    @Test
    @DisplayName("history is bounded, by name")
    void historyIsBounded() {
        for (int limit : new int[] {0, -1, 201}) {
            assertFails(
                    ErrorCode.INVALID_INPUT,
                    () -> house.service.history(ALICE, integration.id(), Optional.empty(), limit));
        }
    }

    @Test
    @DisplayName("a run of another integration of the same user is not found under this one")
    void runOfAnotherIntegration() {
        UserIntegration other = house.connected();
        SyncHistory run = run(house.pair(other), SyncOutcome.SUCCEEDED, Optional.empty());
        assertThat(house.service.run(ALICE, integration.id(), run.run())).isEmpty();
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.items(ALICE, integration.id(), run.run(), 0, 10));
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.run(House.BOB, other.id(), run.run()));
    }

    @Test
    @DisplayName("80 item results are opened, failures first; one that does not open keeps its place")
    void itemResultsAreOpened() {
        SyncHistory run = run(house.pair(integration), SyncOutcome.PARTIAL, Optional.empty());
        SyncItemResult done =
                new SyncItemResult("Dentist", Side.HOST, SyncItemResult.Action.CREATE, Optional.empty(), "");
        SyncItemResult failed = new SyncItemResult(
                "Party", Side.PROVIDER, SyncItemResult.Action.UPDATE, Optional.of(ErrorCode.ITEM_REJECTED), "");
        SealScope scope = new SealScope.OfIntegration(ALICE, integration.id());
        house.history.addItems(ACME, run.run(), List.of(
                new SealedItemResult(0, false, house.cipher.seal(scope, SyncItemResult.SEALED_AS, done.encode())),
                new SealedItemResult(1, false, new byte[] {1, 2, 3}),
                new SealedItemResult(2, true, house.cipher.seal(scope, SyncItemResult.SEALED_AS, failed.encode()))));
        List<SyncItemResult> items = house.service.items(ALICE, integration.id(), run.run(), 0, 10);
        assertThat(items).hasSize(3).startsWith(failed, done);
        assertThat(items.get(2).reason()).contains(ErrorCode.SECRET_UNREADABLE);
        assertThat(items.get(2).label()).isEmpty();
    }

    @Test
    @DisplayName("resuming asks for a run, also when the run that the pause cut short has not ended; a second time it does not")
    void resumingAsksForARun() {
        house.service.pause(ALICE, integration.id(), EN);
        house.asked.clear();
        house.service.resume(ALICE, integration.id(), EN);
        house.service.resume(ALICE, integration.id(), EN);
        assertThat(house.asked).containsExactly("run soon", "reconcile");
    }

    @Test
    @DisplayName("after a reconnect the run that met the lost grant counts no more: well until a run says otherwise")
    void reconnectedIsWell() {
        SyncPair pair = house.pair(integration);
        run(pair, SyncOutcome.FAILED, Optional.of(ErrorCode.GRANT_LOST));
        UserIntegration lost = house.integrations.update(
                house.stored(integration).with(integration.facts().withLostGrant(ErrorCode.GRANT_LOST)));
        assertThat(view().status()).isEqualTo(IntegrationStatus.NEEDS_REAUTH);
        house.integrations.update(lost.withGrant(lost.account(), lost.grantedScopes(), lost.capabilities()));
        assertThat(view().status()).isEqualTo(IntegrationStatus.CONNECTED);
        assertThat(view().problem()).isEmpty();
        house.clock.advance(Duration.ofSeconds(1));
        run(pair, SyncOutcome.FAILED, Optional.of(ErrorCode.PROVIDER_UNREACHABLE));
        assertThat(view().status()).isEqualTo(IntegrationStatus.FAILING);
    }

    @Test
    @DisplayName("conflicts, duplicates and previews that wait are counted; a preview of settings that were confirmed since is not")
    void whatWaitsForAPerson() {
        SyncPair pair = Samples.pair(integration.id()).withConfirmed(false);
        SyncPair confirmed = Samples.pair(integration.id());
        house.integrations.putPairs(ACME, integration.id(), List.of(pair, confirmed));
        for (SyncPair each : List.of(pair, confirmed)) {
            house.reviews.put(ACME, List.of(entry(each, ReviewStore.Kind.PREVIEW, true)));
        }
        house.reviews.put(ACME, List.of(
                entry(pair, ReviewStore.Kind.CONFLICT, true),
                entry(pair, ReviewStore.Kind.CONFLICT, true),
                entry(pair, ReviewStore.Kind.CONFLICT, false),
                entry(confirmed, ReviewStore.Kind.CONFLICT, true),
                entry(pair, ReviewStore.Kind.DUPLICATE, true),
                entry(confirmed, ReviewStore.Kind.DUPLICATE, true),
                entry(confirmed, ReviewStore.Kind.DUPLICATE, false)));
        assertThat(view().conflicts()).isEqualTo(3);
        assertThat(view().duplicates()).isEqualTo(2);
        assertThat(view().previews()).containsExactly(pair.id());
    }

    private ReviewStore.Entry entry(SyncPair pair, ReviewStore.Kind kind, boolean open) {
        return new ReviewStore.Entry(
                UUID.randomUUID(),
                pair.id(),
                RunId.random(),
                kind,
                "",
                open,
                house.clock.instant(),
                house.clock.instant().plusSeconds(60),
                new byte[] {1});
    }

    @Test
    @DisplayName("a list shows each integration as it is alone")
    void listOfSeveral() {
        SyncPair failing = house.pair(integration);
        run(failing, SyncOutcome.FAILED, Optional.of(ErrorCode.PROVIDER_UNREACHABLE));
        UserIntegration other = house.connected();
        run(house.pair(other), SyncOutcome.SUCCEEDED, Optional.empty());
        house.connected();
        assertThat(house.service.list(ALICE, EN))
                .hasSize(3)
                .allSatisfy(each -> assertThat(each)
                        .isEqualTo(house.service.find(ALICE, each.integration().id(), EN).orElseThrow()))
                .extracting(IntegrationView::status)
                .containsExactlyInAnyOrder(
                        IntegrationStatus.FAILING, IntegrationStatus.CONNECTED, IntegrationStatus.NOT_SET_UP);
    }
}
