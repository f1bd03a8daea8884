// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.Events;
import io.passerelle.api.OAuthService.Callback;
import io.passerelle.api.OAuthService.FlowStart;
import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.Role;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.google.GoogleProvider;
import io.passerelle.provider.kit.Pause;
import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.SandboxControl;
import io.passerelle.sandbox.SandboxServer;
import io.passerelle.store.jpa.JpaStores;
import io.passerelle.store.spi.TokenCipher;
import io.passerelle.testkit.time.MutableClock;
import io.passerelle.token.crypto.AesGcmTokenCipher;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundles that a connection to Google goes through, over a database in a folder and an emulated Google. */
final class GoogleWorld implements AutoCloseable {
    static final OrganisationId ACME = OrganisationId.of("acme");
    static final ProviderId GOOGLE = ProviderId.of("google");
    static final SignedIn ALICE = signedIn("alice");
    static final SignedIn BOB = signedIn("bob");
    static final String ANN = "ann@gmail.example";
    static final String BEN = "ben@gmail.example";
    static final String SECRET = "canary-client-secret";

    /** Google's time. */
    final MutableClock clock = MutableClock.at(Instant.now());
    /** Ours, which may be off. */
    final Clock ours;
    final SandboxServer server;
    final SandboxControl google;
    final GoogleProvider provider;
    final JpaStores stores;
    final TokenCipher cipher;
    final RegisteredClients clients;
    final OAuthFlows oauth;
    final IntegrationTokens tokens;

    GoogleWorld(Path folder) throws Exception {
        this(folder, Duration.ZERO);
    }

    GoogleWorld(Path folder, Duration ourClockIsAhead) throws Exception {
        ours = Clock.offset(clock, ourClockIsAhead);
        server = SandboxServer.start(Sandbox.builder()
                .clock(clock)
                .client("client-1", SECRET)
                .redirectUri("https://groupware.example/integrations/api/oauth/google/callback")
                .build());
        google = server.control();
        google.addAccount(ANN, "Ann", "Europe/Paris");
        google.addAccount(BEN, "Ben", "Europe/Paris");
        stores = JpaStores.builder().url("jdbc:h2:async:" + folder.resolve("store")).open();
        cipher = AesGcmTokenCipher.ephemeral(stores.keys());
        ProviderRegistry registry = new ProviderRegistry();
        provider = new GoogleProvider(ours, Pause.SLEEPING, id -> Optional.of(server.googleRoot()));
        registry.add(provider);
        Events events = new SilentEvents();
        clients = new RegisteredClients("https://groupware.example", stores.clients(), cipher, registry, events);
        clients.put(ACME, GOOGLE, "client-1", SECRET);
        oauth = new OAuthFlows(
                stores.flows(),
                new Settlement(stores.integrations(), stores.credentials(), new Vault(cipher), ours),
                stores.integrations(),
                cipher,
                events,
                new Providers(registry, clients),
                new OAuthFlows.Environment(ours, new SecureRandom()));
        tokens = node();
    }

    /** Another node over the same database. */
    IntegrationTokens node() {
        return new IntegrationTokens(
                stores.integrations(),
                stores.credentials(),
                cipher,
                clients,
                stores.history(),
                new SilentEvents(),
                new IntegrationTokens.Timing(ours, new Backoff(ours, () -> 1.0)));
    }

    FlowStart start(SignedIn who, Capability... capabilities) {
        return oauth.start(who, GOOGLE, Set.of(capabilities), Optional.empty());
    }

    FlowView connect(SignedIn who, String account, Set<String> unticked, Capability... capabilities) {
        FlowStart start = start(who, capabilities);
        return comeBack(who, start, google.approve(start.authorizationUri(), account, unticked));
    }

    UserIntegration connected(SignedIn who, String account) {
        FlowView flow = connect(who, account, Set.of(), Capability.CALENDAR_WRITE);
        return stores.integrations()
                .find(who.user().id(), flow.integration().orElseThrow())
                .orElseThrow();
    }

    FlowView reconnect(UserIntegration integration, String account) {
        FlowStart start = oauth.start(ALICE, GOOGLE, Set.of(), Optional.of(integration.id()));
        return comeBack(ALICE, start, google.approve(start.authorizationUri(), account));
    }

    FlowView comeBack(SignedIn who, FlowStart start, URI redirect) {
        oauth.park(GOOGLE, callback(redirect));
        return oauth.complete(who, start.flow(), start.cookie());
    }

    static Callback callback(URI redirect) {
        Map<String, String> query = query(redirect);
        return new Callback(
                Optional.ofNullable(query.get("state")),
                Optional.ofNullable(query.get("code")),
                Optional.ofNullable(query.get("iss")),
                Optional.ofNullable(query.get("error")),
                false);
    }

    static Map<String, String> query(URI uri) {
        return Stream.of(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    UserIntegration again(UserIntegration integration) {
        return stores.integrations().find(integration.owner(), integration.id()).orElseThrow();
    }

    String token(UserIntegration integration) {
        return tokens.accessToken(integration.owner(), integration.id());
    }

    /** All of the database as a script; bytes are hexadecimal. */
    String dump() throws SQLException {
        StringBuilder script = new StringBuilder();
        try (Connection connection = stores.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("script")) {
            while (rows.next()) {
                script.append(rows.getString(1)).append('\n');
            }
        }
        return script.toString();
    }

    private static SignedIn signedIn(String name) {
        UserId id = UserId.of(ACME, name);
        return new SignedIn(new HostUser(id, name, Locale.ENGLISH, Set.of(Role.USER)), name + "-session");
    }

    @Override
    public void close() {
        server.close();
        stores.close();
    }

    static final class SilentEvents implements Events {
        @Override
        public void publish(UserId user, String kind, String data) {}

        @Override
        public void publish(OrganisationId organisation, String kind, String data) {}

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
