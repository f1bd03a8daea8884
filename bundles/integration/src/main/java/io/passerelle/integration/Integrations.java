// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.ProviderView;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.ReviewStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A user's integrations. */
@Component(service = IntegrationService.class)
public final class Integrations implements IntegrationService {
    /** How long a disconnection can be taken back. */
    static final Duration SECOND_THOUGHTS = Duration.ofSeconds(10);

    private static final int ATTEMPTS = 5;

    private final Stores stores;
    private final Neighbours neighbours;
    private final Announcements announcements;
    private final Disconnections disconnections;
    private final Clock clock;
    private final Cards cards;
    private final Views views;
    private final RemoteCollections remote;
    private final Results results;

    /** With the services around. */
    @Activate
    public Integrations(
            @Reference Stores stores,
            @Reference Neighbours neighbours,
            @Reference Providers providers,
            @Reference Announcements announcements,
            @Reference Disconnections disconnections) {
        this(stores, neighbours, providers, announcements, disconnections, Clock.systemUTC());
    }

    Integrations(
            Stores stores,
            Neighbours neighbours,
            Providers providers,
            Announcements announcements,
            Disconnections disconnections,
            Clock clock) {
        this.stores = stores;
        this.neighbours = neighbours;
        this.announcements = announcements;
        this.disconnections = disconnections;
        this.clock = clock;
        cards = new Cards(stores.clients(), providers);
        views = new Views(stores, neighbours, providers);
        remote = new RemoteCollections(neighbours, providers);
        results = new Results(stores);
    }

    @Override
    public List<ProviderView> providers(UserId user, Locale locale) {
        return cards.all(user.organisation(), locale);
    }

    @Override
    public Optional<IconView> icon(ProviderId provider) {
        return cards.icon(provider);
    }

    @Override
    public List<IntegrationView> list(UserId user, Locale locale) {
        return views.of(stores.integrations().list(user), locale);
    }

    @Override
    public Optional<IntegrationView> find(UserId user, IntegrationId id, Locale locale) {
        return stores.integrations().find(user, id).map(integration -> views.of(integration, locale));
    }

    private UserIntegration require(UserId user, IntegrationId id) {
        return stores.integrations().find(user, id).orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
    }

    @Override
    public CollectionChoices collections(UserId user, IntegrationId id) {
        return remote.of(require(user, id));
    }

    @Override
    public IntegrationView updateSettings(
            UserId user, IntegrationId id, long version, SettingsChange change, Locale locale) {
        UserIntegration integration = require(user, id);
        if (integration.version() != version) {
            throw PasserelleException.of(ErrorCode.STALE_VERSION);
        }
        List<SyncPair> known = stores.integrations().pairs(user.organisation(), id);
        SettingsPlan plan = new SettingsPlan(integration, known, () -> remote.of(integration));
        List<SettingsPlan.Planned> planned = plan.of(change);
        UserIntegration stored = stores.integrations().update(integration.withInterval(change.intervalMinutes()));
        List<SyncPair> pairs = planned.stream().map(each -> ready(user, each)).toList();
        stores.integrations().putPairs(user.organisation(), id, pairs);
        plan.outdated(pairs)
                .forEach(pair -> stores.reviews().removeAll(user.organisation(), pair, ReviewStore.Kind.PREVIEW));
        return plan.asksForRun(pairs) ? toldAndRun(stored, locale) : told(stored, locale);
    }

    private SyncPair ready(UserId user, SettingsPlan.Planned plan) {
        SyncPair pair = plan.pair();
        return plan.create()
                ? SettingsPlan.with(pair, neighbours.host().create(user, pair.kind(), pair.hostName()))
                : pair;
    }

    private IntegrationView told(UserIntegration changed, Locale locale) {
        neighbours.reconcile(changed.owner(), changed.id());
        return shown(changed, locale);
    }

    private IntegrationView toldAndRun(UserIntegration changed, Locale locale) {
        neighbours.runSoon(changed.owner(), changed.id());
        return shown(changed, locale);
    }

    private IntegrationView shown(UserIntegration changed, Locale locale) {
        announcements.changed(changed.owner(), changed.id());
        return views.of(changed, locale);
    }

    @Override
    public IntegrationView pause(UserId user, IntegrationId id, Locale locale) {
        UserIntegration paused = change(user, id, facts -> facts.withPaused(true));
        neighbours.cancelRuns(user, id);
        return told(paused, locale);
    }

    @Override
    public IntegrationView resume(UserId user, IntegrationId id, Locale locale) {
        boolean paused = require(user, id).facts().paused();
        UserIntegration resumed = change(user, id, facts -> facts.withPaused(false));
        // A run that the pause cut short may still be on its way out: the schedule has a row and would not begin anew.
        return paused ? toldAndRun(resumed, locale) : told(resumed, locale);
    }

    /** What a person asks for here depends on no version: whoever was faster, it is done again on top. */
    private UserIntegration change(UserId user, IntegrationId id, UnaryOperator<IntegrationFacts> change) {
        for (int attempt = 1; ; attempt++) {
            UserIntegration integration = require(user, id);
            IntegrationFacts changed = change.apply(integration.facts());
            if (changed.equals(integration.facts())) {
                return integration;
            }
            try {
                return stores.integrations().update(integration.with(changed));
            } catch (PasserelleException stale) {
                if (stale.code() != ErrorCode.STALE_VERSION || attempt == ATTEMPTS) {
                    throw stale;
                }
            }
        }
    }

    @Override
    public DisconnectPreview disconnectPreview(UserId user, IntegrationId id) {
        require(user, id);
        Copies copies = new Copies(stores.sync());
        List<DisconnectPreview.PairCopies> pairs = new ArrayList<>();
        for (SyncPair pair : stores.integrations().pairs(user.organisation(), id)) {
            pairs.add(new DisconnectPreview.PairCopies(
                    pair.id(), pair.hostName(), pair.providerName(), copies.count(user.organisation(), pair)));
        }
        return new DisconnectPreview(pairs);
    }

    @Override
    public Instant disconnect(UserId user, IntegrationId id, boolean keepCopies) {
        Instant later = clock.instant().plus(SECOND_THOUGHTS);
        UserIntegration disconnecting = change(user, id, facts -> facts.withDisconnect(
                Optional.of(new IntegrationFacts.Disconnect(
                        facts.disconnect().map(IntegrationFacts.Disconnect::deadline).orElse(later), keepCopies))));
        Instant deadline = disconnecting.facts().disconnect().orElseThrow().deadline();
        neighbours.cancelRuns(user, id);
        neighbours.reconcile(user, id);
        announcements.changed(user, id);
        disconnections.wakeAt(deadline);
        return deadline;
    }

    @Override
    public IntegrationView undoDisconnect(UserId user, IntegrationId id, Locale locale) {
        Instant now = clock.instant();
        return toldAndRun(change(user, id, facts -> facts.disconnect()
                        .filter(disconnect -> disconnect.deadline().isAfter(now))
                        .map(disconnect -> facts.withDisconnect(Optional.empty()))
                        .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND))), locale);
    }

    @Override
    public List<SyncHistory> history(UserId user, IntegrationId id, Optional<Instant> before, int limit) {
        return results.history(require(user, id), before, limit);
    }

    @Override
    public Optional<SyncHistory> run(UserId user, IntegrationId id, RunId run) {
        return results.run(require(user, id), run);
    }

    @Override
    public List<SyncItemResult> items(UserId user, IntegrationId id, RunId run, int offset, int limit) {
        return results.items(require(user, id), run, offset, limit);
    }
}
