// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.AuthorizationAnswer;
import io.passerelle.provider.spi.AuthorizationRequest;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Credential;
import io.passerelle.provider.spi.OAuthProvider;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.provider.spi.UnfinishedAuthorization;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider with an authorization server in memory: codes work once and only with their verifier, refresh tokens rotate
 * when told to, and an old one that comes back kills the grant.
 */
final class FakeProvider implements OAuthProvider {
    static final Set<String> BASE = Set.of("openid", "email");
    static final Set<String> CALENDAR_READ = Set.of("calendar.readonly", "list");
    static final Set<String> CALENDAR_WRITE = Set.of("calendar", "list");
    static final Set<String> CONTACTS_READ = Set.of("contacts.readonly");

    final ProviderId id;
    final List<AuthorizationRequest> begun = new CopyOnWriteArrayList<>();
    final List<ClientRegistration> clients = new CopyOnWriteArrayList<>();
    final List<String> revoked = new CopyOnWriteArrayList<>();
    final AtomicInteger exchanges = new AtomicInteger();
    final AtomicInteger refreshes = new AtomicInteger();

    Account account = new Account("https://accounts.example", "sub-1", "person@example.org");
    Optional<Set<String>> untick = Optional.empty();
    Optional<String> issuer = Optional.empty();
    Optional<Duration> lifetime = Optional.of(Duration.ofHours(1));
    boolean rotates;
    Optional<RuntimeException> exchangeFails = Optional.empty();
    Optional<PasserelleException> testCallFails = Optional.empty();
    boolean accountIsKnown = true;
    Optional<String> unannouncedIssuer = Optional.empty();
    Optional<RuntimeException> refreshFails = Optional.empty();
    Optional<RuntimeException> revokeFails = Optional.empty();
    Optional<RuntimeException> checkFails = Optional.empty();
    boolean beginFails;
    Runnable duringRefresh = () -> {};
    Runnable duringExchange = () -> {};

    private final Clock clock;
    private final Map<String, AuthorizationRequest> codes = new ConcurrentHashMap<>();
    private final Set<String> liveRefreshTokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger serial = new AtomicInteger();

    FakeProvider(String id, Clock clock) {
        this.id = ProviderId.of(id);
        this.clock = clock;
    }

    /** The person consents; returns the code. */
    String consent(String state) {
        AuthorizationRequest request = begun.stream()
                .filter(each -> each.state().equals(state))
                .findFirst()
                .orElseThrow();
        String code = "canary-code-" + serial.incrementAndGet();
        codes.put(code, request);
        return code;
    }

    /** The grant is withdrawn at the provider. */
    void withdrawEverything() {
        liveRefreshTokens.clear();
    }

    @Override
    public ProviderDescriptor descriptor() {
        return new ProviderDescriptor(
                id,
                Map.of(Locale.ENGLISH, new ProviderDescriptor.Texts("Example", "An example")),
                new ProviderDescriptor.Icon("image/svg+xml", new byte[] {1}),
                List.of(
                        new ProviderDescriptor.CapabilityScopes(Capability.CALENDAR_READ, CALENDAR_READ, Map.of()),
                        new ProviderDescriptor.CapabilityScopes(Capability.CALENDAR_WRITE, CALENDAR_WRITE, Map.of()),
                        new ProviderDescriptor.CapabilityScopes(Capability.CONTACTS_READ, CONTACTS_READ, Map.of())),
                BASE,
                new ProviderDescriptor.Limits(600, 1));
    }

    @Override
    public Authorizer authorizer(ClientRegistration client) {
        clients.add(client);
        return new Server();
    }

    @Override
    public Connector connect(Connection connection) {
        throw new AssertionError("nobody connects here");
    }

    private Credential issue(String refreshToken) {
        liveRefreshTokens.add(refreshToken);
        Optional<Instant> end = lifetime.map(duration -> clock.instant().plus(duration));
        return new Credential(
                refreshToken.getBytes(StandardCharsets.UTF_8), "canary-access-" + serial.incrementAndGet(), end);
    }

    private final class Server implements Authorizer {
        @Override
        public URI begin(AuthorizationRequest request) {
            begun.add(request);
            if (beginFails) {
                throw new IllegalArgumentException("canary " + request.state());
            }
            return URI.create("https://accounts.example/authorize?state=" + request.state());
        }

        @Override
        public Optional<String> advertisedIssuer() {
            return issuer;
        }

        @Override
        public Optional<String> expectedIssuer() {
            return issuer.or(() -> unannouncedIssuer);
        }

        @Override
        public Authorization complete(AuthorizationAnswer answer) {
            exchanges.incrementAndGet();
            duringExchange.run();
            exchangeFails.ifPresent(failure -> {
                throw failure;
            });
            AuthorizationRequest request = codes.remove(answer.code());
            if (request == null || !request.codeChallenge().equals(OneTimeValues.challenge(answer.codeVerifier()))) {
                throw PasserelleException.of(ErrorCode.GRANT_LOST, "invalid_grant");
            }
            Set<String> granted = new HashSet<>(request.scopes());
            untick.ifPresent(granted::removeAll);
            Credential issued = issue("canary-refresh-" + serial.incrementAndGet());
            testCallFails.ifPresent(failure -> {
                throw new UnfinishedAuthorization(
                        failure, issued, accountIsKnown ? Optional.of(account) : Optional.empty());
            });
            return new Authorization(account, issued, granted);
        }

        @Override
        public Credential refresh(Credential current) {
            refreshes.incrementAndGet();
            duringRefresh.run();
            refreshFails.ifPresent(failure -> {
                throw failure;
            });
            String token = new String(current.content(), StandardCharsets.UTF_8);
            if (!liveRefreshTokens.contains(token)) {
                liveRefreshTokens.clear();
                throw PasserelleException.of(ErrorCode.GRANT_LOST, "invalid_grant");
            }
            if (!rotates) {
                return issue(token);
            }
            liveRefreshTokens.remove(token);
            return issue("canary-refresh-" + serial.incrementAndGet());
        }

        @Override
        public void revoke(Credential current) {
            revoked.add(new String(current.content(), StandardCharsets.UTF_8));
            revokeFails.ifPresent(failure -> {
                throw failure;
            });
        }

        @Override
        public void check() {
            checkFails.ifPresent(failure -> {
                throw failure;
            });
        }
    }
}
