// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.ClientRegistrations;
import io.passerelle.api.Events;
import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.OAuthService;
import io.passerelle.api.ProviderView;
import io.passerelle.api.SyncSchedule;
import io.passerelle.api.SyncService;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Alice has one integration with one pair and one run; everybody else has nothing. */
final class FakeServices
        implements IntegrationService, OAuthService, ClientRegistrations, SyncService, SyncSchedule, Events {
    static final UserId ALICE = UserId.of(OrganisationId.DEFAULT, "alice");
    static final IntegrationId INTEGRATION = IntegrationId.of("00000000-0000-4000-8000-000000000001");
    static final PairId PAIR = PairId.of("00000000-0000-4000-8000-000000000002");
    static final RunId RUN = RunId.of("00000000-0000-4000-8000-000000000003");
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final String FLOW = "flow-1";
    static final String COOKIE = "cookie-of-flow-1";

    final List<SettingsChange> changes = new CopyOnWriteArrayList<>();
    final List<Callback> callbacks = new CopyOnWriteArrayList<>();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    final FakeReviews reviews = new FakeReviews(this);
    final FakeForms forms = new FakeForms();
    volatile RuntimeException failure;
    volatile boolean storeDown;

    private final SyncPair pair = new SyncPair(
            PAIR, INTEGRATION, CollectionKind.CALENDAR, CollectionId.of("h"), "Mine", CollectionId.of("p"), "Theirs",
            Direction.IMPORT, ConflictPolicy.NEWEST, Optional.empty(),
            new PairRules(
                    DeletionPolicy.ASK, Privacy.TITLE, false, new SyncFilter(true, false, false, Set.of("b", "a"))),
            false, true);
    final SyncHistory run = new SyncHistory(
            RUN, INTEGRATION, PAIR, SyncTrigger.USER, NOW, Optional.of(NOW.plusSeconds(3)), SyncOutcome.PARTIAL,
            new SyncCounts(412, 0, 0, 0, 0, 0, 0, 12, 1), new Traffic(2, 100, 200), Optional.empty());

    void check(UserId user, IntegrationId id) {
        if (failure != null) {
            throw failure;
        }
        if (!ALICE.equals(user) || !INTEGRATION.equals(id)) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
    }

    private IntegrationView view() {
        UserIntegration stored = new UserIntegration(
                INTEGRATION, ALICE, ProviderId.of("google"), new Account("iss", "sub", "alice@example.org"), Set.of("s"),
                Set.of(Capability.CALENDAR_READ), 15, IntegrationFacts.NONE, NOW, 7);
        return new IntegrationView(
                stored, "Google", IntegrationStatus.CONNECTED, Optional.empty(), List.of(pair), List.of(run),
                Optional.of(NOW), Optional.of(NOW.plusSeconds(900)), 12, 3, 4, Set.of(PAIR));
    }

    @Override
    public List<ProviderView> providers(UserId user, Locale locale) {
        return List.of(
                new ProviderView(
                ProviderId.of("google"),
                "Google",
                "fr".equals(locale.getLanguage()) ? "Agendas" : "Calendars",
                List.of(
                        new ProviderView.CapabilityView(Capability.CALENDAR_READ, "reads", Set.of("r")),
                        new ProviderView.CapabilityView(Capability.CALENDAR_WRITE, "writes", Set.of("w"))),
                true,
                Optional.empty()),
                FakeForms.CARD);
    }

    @Override
    public Optional<IconView> icon(ProviderId provider) {
        return provider.value().equals("google")
                ? Optional.of(new IconView("image/svg+xml", "<svg/>".getBytes()))
                : Optional.empty();
    }

    @Override
    public List<IntegrationView> list(UserId user, Locale locale) {
        if (failure != null) {
            throw failure;
        }
        return ALICE.equals(user) ? List.of(view()) : List.of();
    }

    @Override
    public Optional<IntegrationView> find(UserId user, IntegrationId id, Locale locale) {
        return ALICE.equals(user) && INTEGRATION.equals(id) ? Optional.of(view()) : Optional.empty();
    }

    @Override
    public CollectionChoices collections(UserId user, IntegrationId id) {
        check(user, id);
        CollectionInfo info = new CollectionInfo(
                CollectionId.of("h"), CollectionKind.CALENDAR, "Mine", Access.READ_WRITE, Optional.empty(),
                Optional.empty(), true);
        return new CollectionChoices(List.of(info), List.of(info));
    }

    @Override
    public IntegrationView updateSettings(
            UserId user, IntegrationId id, long version, SettingsChange change, Locale locale) {
        check(user, id);
        if (version != 7) {
            throw PasserelleException.of(ErrorCode.STALE_VERSION);
        }
        changes.add(change);
        return view();
    }

    @Override
    public IntegrationView pause(UserId user, IntegrationId id, Locale locale) {
        check(user, id);
        return view();
    }

    @Override
    public IntegrationView resume(UserId user, IntegrationId id, Locale locale) {
        check(user, id);
        return view();
    }

    @Override
    public DisconnectPreview disconnectPreview(UserId user, IntegrationId id) {
        check(user, id);
        return new DisconnectPreview(List.of(new DisconnectPreview.PairCopies(PAIR, "Mine", "Theirs", 412)));
    }

    @Override
    public Instant disconnect(UserId user, IntegrationId id, boolean keepCopies) {
        check(user, id);
        return NOW.plusSeconds(10);
    }

    @Override
    public IntegrationView undoDisconnect(UserId user, IntegrationId id, Locale locale) {
        check(user, id);
        return view();
    }

    @Override
    public List<SyncHistory> history(UserId user, IntegrationId id, Optional<Instant> before, int limit) {
        check(user, id);
        return List.of(run);
    }

    @Override
    public Optional<SyncHistory> run(UserId user, IntegrationId id, RunId which) {
        check(user, id);
        return RUN.equals(which) ? Optional.of(run) : Optional.empty();
    }

    @Override
    public List<SyncItemResult> items(UserId user, IntegrationId id, RunId which, int offset, int limit) {
        check(user, id);
        return List.of(new SyncItemResult(
                "Stand-up", Side.HOST, SyncItemResult.Action.CREATE, Optional.of(ErrorCode.ITEM_REJECTED), "when"));
    }

    @Override
    public FlowStart start(
            SignedIn who, ProviderId provider, Set<Capability> capabilities, Optional<IntegrationId> reconnect) {
        if (!provider.value().equals("google")) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        return new FlowStart(FLOW, URI.create("http://127.0.0.1/auth"), COOKIE, NOW.plusSeconds(600));
    }

    @Override
    public Optional<String> park(ProviderId provider, Callback callback) {
        callbacks.add(callback);
        return callback.state().filter("good"::equals).map(state -> FLOW);
    }

    private FlowView flow(FlowView.Status status) {
        return new FlowView(
                FLOW, ProviderId.of("google"), status, Optional.empty(), Optional.of(INTEGRATION),
                Set.of(Capability.CALENDAR_READ), Set.of(Capability.CALENDAR_WRITE), NOW.plusSeconds(600));
    }

    @Override
    public FlowView complete(SignedIn who, String id, String cookie) {
        if (!COOKIE.equals(cookie)) {
            throw PasserelleException.of(ErrorCode.FLOW_MISMATCH);
        }
        return flow(FlowView.Status.CONNECTED);
    }

    @Override
    public Optional<FlowView> find(SignedIn who, String id) {
        return ALICE.equals(who.user().id()) && FLOW.equals(id)
                ? Optional.of(flow(FlowView.Status.WAITING))
                : Optional.empty();
    }

    @Override
    public Optional<FlowView> cancel(SignedIn who, String id) {
        return find(who, id).map(flow -> flow(FlowView.Status.CANCELLED));
    }

    @Override
    public List<ClientView> list(OrganisationId organisation) {
        return List.of(client());
    }

    private static ClientView client() {
        return new ClientView(
                ProviderId.of("google"), "Google", Optional.of("id"), URI.create("http://localhost:8181/cb"));
    }

    @Override
    public Optional<ClientView> find(OrganisationId organisation, ProviderId provider) {
        return Optional.of(client());
    }

    @Override
    public ClientView put(OrganisationId organisation, ProviderId provider, String clientId, String clientSecret) {
        return client();
    }

    @Override
    public void delete(OrganisationId organisation, ProviderId provider) {
        // nothing to forget
    }

    @Override
    public Optional<ErrorCode> check(OrganisationId organisation, ProviderId provider) {
        return Optional.of(ErrorCode.CLIENT_REJECTED);
    }

    @Override
    public RunReport run(UserId owner, IntegrationId id, SyncTrigger trigger) {
        check(owner, id);
        return new RunReport(List.of(run), Optional.empty(), Optional.empty());
    }

    @Override
    public void cancel(UserId owner, IntegrationId id) {
        check(owner, id);
    }

    @Override
    public Optional<HeldView> held(UserId owner, IntegrationId id, PairId which) {
        check(owner, id);
        return PAIR.equals(which)
                ? Optional.of(new HeldView(PAIR, NOW, List.of(new HeldView.HeldItem("Stand-up", Side.HOST))))
                : Optional.empty();
    }

    @Override
    public SyncHistory applyHeld(UserId owner, IntegrationId id, PairId which) {
        check(owner, id);
        return run;
    }

    @Override
    public SyncHistory discardHeld(UserId owner, IntegrationId id, PairId which) {
        check(owner, id);
        return run;
    }

    @Override
    public SyncHistory ignoreHeld(UserId owner, IntegrationId id, PairId which) {
        check(owner, id);
        return run;
    }

    @Override
    public Instant runNow(UserId owner, IntegrationId id) {
        return NOW;
    }

    @Override
    public void reconcile(UserId owner, IntegrationId id) {
        throw new AssertionError("the service that changes an integration looks after its schedule");
    }

    @Override
    public void runSoon(UserId owner, IntegrationId id) {
        if (reviews.confirmed.remove(id)) {
            return;
        }
        throw new AssertionError("the service that changes an integration looks after its schedule");
    }

    @Override
    public void remove(UserId owner, IntegrationId id) {
        // nothing is scheduled
    }

    @Override
    public Optional<Instant> nextRun(UserId owner, IntegrationId id) {
        return Optional.empty();
    }

    @Override
    public void publish(UserId user, String kind, String data) {
        events.add(new Event(events.size() + 1, Optional.of(user), kind, data));
        listeners.forEach(Runnable::run);
    }

    @Override
    public void publish(OrganisationId organisation, String kind, String data) {
        events.add(new Event(events.size() + 1, Optional.empty(), kind, data));
        listeners.forEach(Runnable::run);
    }

    @Override
    public List<Event> after(UserId user, long after, int limit) {
        List<Event> found = new ArrayList<>();
        for (Event event : events) {
            if (event.id() > after && event.user().map(user::equals).orElse(true)) {
                found.add(event);
            }
        }
        return found;
    }

    @Override
    public long latest() {
        if (storeDown) {
            throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE);
        }
        return events.size();
    }

    @Override
    public AutoCloseable subscribe(Runnable wake) {
        listeners.add(wake);
        return () -> listeners.remove(wake);
    }
}
