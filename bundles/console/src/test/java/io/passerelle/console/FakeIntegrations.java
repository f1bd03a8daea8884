// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.api.ConnectFormView;
import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.ProviderView;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Alice has one integration with Google, which fails. */
final class FakeIntegrations implements IntegrationService {
    static final UserId ALICE = UserId.of(OrganisationId.DEFAULT, "alice");
    static final IntegrationId ID = IntegrationId.of("11111111-1111-4111-8111-111111111111");
    static final PairId PAIR = PairId.of("22222222-2222-4222-8222-222222222222");
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    final List<String> asked = new ArrayList<>();
    Optional<ConnectFormView> googleForm = Optional.empty();

    private static void require(UserId user, IntegrationId id) {
        if (!user.equals(ALICE) || !id.equals(ID)) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
    }

    private static IntegrationView view() {
        UserIntegration integration = new UserIntegration(
                ID,
                ALICE,
                ProviderId.of("google"),
                new Account("iss", "sub", "alice@gmail.example"),
                Set.of("openid"),
                Set.of(Capability.CALENDAR_READ),
                15,
                IntegrationFacts.NONE,
                NOW,
                1);
        SyncPair pair = new SyncPair(
                PAIR,
                ID,
                CollectionKind.CALENDAR,
                CollectionId.of("host"),
                "Private",
                CollectionId.of("provider"),
                "Work",
                Direction.BOTH,
                ConflictPolicy.HOST,
                Optional.empty(),
                false);
        return new IntegrationView(
                integration,
                "Google",
                IntegrationStatus.FAILING,
                Optional.of(ErrorCode.PROVIDER_UNREACHABLE),
                List.of(pair),
                List.of(),
                Optional.of(NOW),
                Optional.empty(),
                3,
                2,
                0,
                Set.of(pair.id()));
    }

    @Override
    public List<ProviderView> providers(UserId user, Locale locale) {
        return List.of(
                new ProviderView(ProviderId.of("google"), "Google", "", List.of(), true, Optional.empty(), googleForm),
                new ProviderView(
                        ProviderId.of("microsoft"),
                        "Microsoft 365",
                        "",
                        List.of(),
                        false,
                        Optional.of(ErrorCode.CLIENT_NOT_CONFIGURED)));
    }

    @Override
    public Optional<IconView> icon(ProviderId provider) {
        return Optional.empty();
    }

    @Override
    public List<IntegrationView> list(UserId user, Locale locale) {
        return user.equals(ALICE) ? List.of(view()) : List.of();
    }

    @Override
    public Optional<IntegrationView> find(UserId user, IntegrationId id, Locale locale) {
        return user.equals(ALICE) && id.equals(ID) ? Optional.of(view()) : Optional.empty();
    }

    @Override
    public CollectionChoices collections(UserId user, IntegrationId id) {
        throw new AssertionError("not asked here");
    }

    @Override
    public IntegrationView updateSettings(
            UserId user, IntegrationId id, long version, SettingsChange change, Locale locale) {
        throw new AssertionError("not asked here");
    }

    @Override
    public IntegrationView pause(UserId user, IntegrationId id, Locale locale) {
        throw new AssertionError("not asked here");
    }

    @Override
    public IntegrationView resume(UserId user, IntegrationId id, Locale locale) {
        throw new AssertionError("not asked here");
    }

    @Override
    public DisconnectPreview disconnectPreview(UserId user, IntegrationId id) {
        require(user, id);
        return new DisconnectPreview(List.of(new DisconnectPreview.PairCopies(PAIR, "Private", "Work", 42)));
    }

    @Override
    public Instant disconnect(UserId user, IntegrationId id, boolean keepCopies) {
        require(user, id);
        asked.add(keepCopies ? "disconnect, keep" : "disconnect, delete");
        return NOW.plusSeconds(10);
    }

    @Override
    public IntegrationView undoDisconnect(UserId user, IntegrationId id, Locale locale) {
        require(user, id);
        asked.add("undo");
        return view();
    }

    @Override
    public List<SyncHistory> history(UserId user, IntegrationId id, Optional<Instant> before, int limit) {
        require(user, id);
        return List.of(new SyncHistory(
                RunId.random(),
                ID,
                PAIR,
                SyncTrigger.SCHEDULE,
                NOW,
                Optional.of(NOW),
                SyncOutcome.FAILED,
                new SyncCounts(1, 2, 0, 0, 0, 0, 0, 0, 0),
                Traffic.NONE,
                Optional.of(ErrorCode.PROVIDER_UNREACHABLE)));
    }

    @Override
    public Optional<SyncHistory> run(UserId user, IntegrationId id, RunId run) {
        return Optional.empty();
    }

    @Override
    public List<SyncItemResult> items(UserId user, IntegrationId id, RunId run, int offset, int limit) {
        return List.of();
    }
}
