// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.AuthorizationAnswer;
import io.passerelle.provider.spi.AuthorizationRequest;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Credential;
import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.SandboxServer;
import io.passerelle.sandbox.microsoft.MicrosoftSandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An emulated Microsoft with one account, connected through the real flow. */
final class MicrosoftSide implements AutoCloseable {
    static final String ADA = "ada@contoso.example";
    static final URI CALLBACK = URI.create("http://localhost:8181/integrations/api/oauth/microsoft/callback");
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final Set<Capability> BOTH = Set.of(Capability.CALENDAR_READ, Capability.CALENDAR_WRITE);
    static final Set<String> SCOPES = Set.of("openid", "profile", "offline_access", "User.Read", "Calendars.Read", "Calendars.ReadWrite");
    private static final ObjectMapper JSON = new ObjectMapper();
    final SandboxServer server;
    final MicrosoftSandbox microsoft;
    final MicrosoftProvider provider;
    final ClientRegistration client;
    final List<Duration> pauses = new ArrayList<>();
    Credential credential;
    int renewals;

    MicrosoftSide() {
        this(Clock.systemUTC());
    }

    MicrosoftSide(Clock clock) {
        try {
            server = SandboxServer.start(Sandbox.builder().clock(clock).build());
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        microsoft = server.microsoft();
        microsoft.addAccount(ADA, "Ada", "W. Europe Standard Time", "contoso.example");
        provider = new MicrosoftProvider("common", clock, pauses::add, id -> Optional.of(server.microsoftRoot()));
        client = new ClientRegistration(microsoft.client().id(), microsoft.client().secret(), CALLBACK);
    }

    Authorizer authorizer() {
        return provider.authorizer(client);
    }

    URI begin(Set<String> scopes) {
        return authorizer().begin(new AuthorizationRequest(scopes, "st4te", CHALLENGE, Optional.of(ADA), true));
    }

    Authorization connect(Set<String> scopes) {
        Map<String, String> posted = microsoft.approve(begin(scopes), ADA);
        Authorization authorization = authorizer().complete(new AuthorizationAnswer(posted.get("code"), VERIFIER));
        credential = authorization.credential();
        return authorization;
    }

    Connector connector(Set<Capability> capabilities) {
        if (credential == null) {
            connect(SCOPES);
        }
        return provider.connect(new Connection(
                IntegrationId.random(), new Account("https://login.microsoftonline.com/t/v2.0", "1", ADA), capabilities, new AccessTokens() {
                    @Override
                    public String current() {
                        return credential.accessToken();
                    }

                    @Override
                    public String renewed(String rejected) {
                        renewals++;
                        credential = authorizer().refresh(credential);
                        return credential.accessToken();
                    }
                }));
    }

    String calendar() {
        return microsoft.defaultCalendar(ADA);
    }

    ItemCollection open() {
        return connector(BOTH).open(CollectionId.of(calendar()));
    }

    ObjectNode insert(String json) {
        return microsoft.userInserts(ADA, calendar(), json(json));
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** Everything a feed reports, or the reason that there is nothing. */
    record Read(List<Change> changes, Optional<Cursor> next) {
        CalendarEvent titled(String title) {
            return changes.stream()
                    .filter(Change.Upsert.class::isInstance)
                    .map(change -> (CalendarEvent) ((Change.Upsert) change).item().orElseThrow())
                    .filter(event -> event.details().title().equals(title))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Read read(ItemCollection collection, Cursor cursor) {
        List<Change> changes = new ArrayList<>();
        try (ChangeFeed feed = collection.changesSince(cursor)) {
            while (true) {
                FeedStep step = feed.next();
                if (step instanceof FeedStep.Page page) {
                    changes.addAll(page.changes());
                } else {
                    return new Read(changes, step instanceof FeedStep.End end ? Optional.of(end.next()) : Optional.empty());
                }
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
