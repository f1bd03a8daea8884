// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.OAuthService.Callback;
import io.passerelle.api.OAuthService.FlowStart;
import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.Role;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.testkit.memory.MemoryCipher;
import io.passerelle.testkit.memory.MemoryHistoryStore;
import io.passerelle.testkit.provider.MemoryProvider;
import io.passerelle.testkit.time.MutableClock;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that a connection needs, in memory, with one provider and two users. */
final class World {
    static final OrganisationId ACME = OrganisationId.of("acme");
    static final SignedIn ALICE = signedIn("alice", "alice-session-1");
    static final SignedIn ALICE_ELSEWHERE = signedIn("alice", "alice-session-2");
    static final SignedIn BOB = signedIn("bob", "bob-session");
    static final Set<Capability> CALENDAR = Set.of(Capability.CALENDAR_READ);
    static final String CLIENT_SECRET = "canary-client-secret";

    final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
    final AtomicInteger shreddings = new AtomicInteger();
    final TokenCipher cipher = counting(new MemoryCipher());
    final FakeStores.Flows flows = new FakeStores.Flows();
    final FakeStores.Credentials credentials = new FakeStores.Credentials();
    final FakeStores.Integrations integrations = new FakeStores.Integrations(credentials);
    final MemoryHistoryStore history = new MemoryHistoryStore();
    final FakeStores.Clients clientStore = new FakeStores.Clients();
    final FakeStores.RecordedEvents events = new FakeStores.RecordedEvents();
    final FakeProvider provider = new FakeProvider("example", clock);
    final ProviderRegistry registry = new ProviderRegistry();
    final RegisteredClients clients;
    final OAuthFlows oauth;
    final MemoryProvider memory = new MemoryProvider();
    final FormFlows forms;
    final IntegrationTokens tokens;
    final CopyOnWriteArrayList<String> states = new CopyOnWriteArrayList<>();

    World() {
        registry.add(provider);
        registry.add(memory);
        clients = new RegisteredClients("https://groupware.example", clientStore, cipher, registry, events);
        clients.put(ACME, provider.id, "client-1", CLIENT_SECRET);
        events.published.clear();
        oauth = new OAuthFlows(
                flows,
                new Settlement(integrations, credentials, new Vault(cipher), clock),
                integrations,
                cipher,
                events,
                new Providers(registry, clients),
                new OAuthFlows.Environment(clock, new SecureRandom()));
        forms = new FormFlows(flows, integrations, credentials, cipher, events, registry, clock);
        tokens = node();
    }

    /** What a person fills in to connect the account in memory. */
    static Map<String, String> answers(String password) {
        return Map.of("user", MemoryProvider.USER, "password", password);
    }

    FlowView fillIn(SignedIn who, String password) {
        return forms.connect(who, memory.descriptor().id(), CALENDAR, answers(password), Optional.empty());
    }

    /** Another node over the same stores. */
    IntegrationTokens node() {
        return new IntegrationTokens(
                integrations,
                credentials,
                cipher,
                clients,
                history,
                events,
                new IntegrationTokens.Timing(clock, new Backoff(clock, () -> 1.0)));
    }

    private TokenCipher counting(TokenCipher memory) {
        return new TokenCipher() {
            @Override
            public byte[] seal(SealScope scope, String field, byte[] plain) {
                return memory.seal(scope, field, plain);
            }

            @Override
            public byte[] open(SealScope scope, String field, byte[] sealed) {
                return memory.open(scope, field, sealed);
            }

            @Override
            public Fingerprints fingerprints(SealScope.OfIntegration scope) {
                return memory.fingerprints(scope);
            }

            @Override
            public void shred(SealScope scope) {
                shreddings.incrementAndGet();
                memory.shred(scope);
            }
        };
    }

    static SignedIn signedIn(String name, String session) {
        UserId id = UserId.of(ACME, name);
        return new SignedIn(new HostUser(id, name, Locale.ENGLISH, Set.of(Role.USER)), session);
    }

    FlowStart start(SignedIn who) {
        return start(who, CALENDAR);
    }

    FlowStart start(SignedIn who, Set<Capability> capabilities) {
        return oauth.start(who, provider.id, capabilities, Optional.empty());
    }

    FlowStart reconnect(SignedIn who, UserIntegration integration) {
        return oauth.start(who, provider.id, Set.of(), Optional.of(integration.id()));
    }

    static String state(FlowStart start) {
        return start.authorizationUri().getQuery().substring("state=".length());
    }

    static Callback callback(String state, String code) {
        return new Callback(Optional.of(state), Optional.of(code), Optional.empty(), Optional.empty(), false);
    }

    static Callback error(String state, String error) {
        return new Callback(Optional.of(state), Optional.empty(), Optional.empty(), Optional.of(error), false);
    }

    /** The person consents and comes back. */
    Optional<String> comeBack(FlowStart start) {
        return oauth.park(provider.id, callback(state(start), provider.consent(state(start))));
    }

    FlowView finish(SignedIn who, FlowStart start) {
        comeBack(start);
        return oauth.complete(who, start.flow(), start.cookie());
    }

    FlowView connect(SignedIn who, Set<Capability> capabilities) {
        return finish(who, start(who, capabilities));
    }

    /** A connected integration. */
    UserIntegration connected(SignedIn who) {
        return integration(who, connect(who, CALENDAR));
    }

    UserIntegration integration(SignedIn who, FlowView flow) {
        return integrations.find(who.user().id(), flow.integration().orElseThrow()).orElseThrow();
    }

    UserIntegration again(UserIntegration integration) {
        return integrations.find(integration.owner(), integration.id()).orElseThrow();
    }

    String token(UserIntegration integration) {
        return tokens.accessToken(integration.owner(), integration.id());
    }
}
