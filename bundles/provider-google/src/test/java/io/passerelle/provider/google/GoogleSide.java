// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
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
import io.passerelle.sandbox.SandboxControl;
import io.passerelle.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An emulated Google with one account, connected through the real flow. */
public final class GoogleSide implements AutoCloseable {
    public static final String ANN = "ann@gmail.example";
    static final URI CALLBACK = URI.create("http://localhost:8181/integrations/callback/google");
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final Set<Capability> BOTH = Set.of(Capability.CALENDAR_READ, Capability.CALENDAR_WRITE);
    static final Set<String> SCOPES = Set.of(
            "openid", "email", GoogleScopes.CALENDAR_LIST, GoogleScopes.EVENTS_READ, GoogleScopes.EVENTS_WRITE);

    private static final ObjectMapper JSON = new ObjectMapper();

    public final SandboxServer server;
    public final SandboxControl google;
    final GoogleProvider provider;
    final ClientRegistration client;
    public final List<Duration> pauses = new ArrayList<>();
    Credential credential;
    int renewals;

    public GoogleSide() {
        this(Clock.systemUTC());
    }

    public GoogleSide(Clock clock) {
        try {
            server = SandboxServer.start(
                    Sandbox.builder().clock(clock).redirectUri(CALLBACK.toString()).build());
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
        google = server.control();
        google.addAccount(ANN, "Ann", "Europe/Paris");
        provider = new GoogleProvider(clock, pauses::add, id -> Optional.of(server.googleRoot()));
        client = new ClientRegistration(google.client().id(), google.client().secret(), CALLBACK);
    }

    Authorizer authorizer() {
        return provider.authorizer(client);
    }

    public Authorization connect() {
        return connect(SCOPES, Set.of());
    }

    public Authorization connect(Set<String> scopes, Set<String> unticked) {
        URI back = google.approve(
                authorizer().begin(new AuthorizationRequest(scopes, "st4te", CHALLENGE, Optional.of(ANN), true)), ANN, unticked);
        Authorization authorization = authorizer().complete(new AuthorizationAnswer(query(back).get("code"), VERIFIER));
        credential = authorization.credential();
        return authorization;
    }

    public Connector connector() {
        return connector(BOTH);
    }

    public Connector connector(Set<Capability> capabilities) {
        if (credential == null) {
            connect();
        }
        return provider.connect(new Connection(
                IntegrationId.random(),
                new io.passerelle.model.integration.Account("https://accounts.google.com", "1", ANN),
                capabilities,
                new AccessTokens() {
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

    /** The scopes of contacts beside those of the calendar. */
    public static final Set<String> WITH_CONTACTS = Set.of(
            "openid",
            "email",
            GoogleScopes.CALENDAR_LIST,
            GoogleScopes.EVENTS_WRITE,
            GoogleScopes.CONTACTS_READ,
            GoogleScopes.CONTACTS_WRITE);

    /** The address book, connected with what it needs. */
    public ItemCollection contacts() {
        if (credential == null) {
            connect(WITH_CONTACTS, Set.of());
        }
        return connector(Set.of(Capability.CONTACTS_READ, Capability.CONTACTS_WRITE)).open(CollectionId.of("contacts"));
    }

    ItemCollection open() {
        return connector().open(CollectionId.of(ANN));
    }

    ObjectNode insert(String json) {
        return google.userInserts(ANN, json(json));
    }

    ObjectNode edit(String id, String json) {
        return google.userEdits(ANN, id, json(json));
    }

    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** Everything a feed reports, or the reason that there is nothing. */
    public record Read(List<Change> changes, Optional<Cursor> next, List<Integer> pages) {
        public boolean isExpired() {
            return next.isEmpty();
        }

        public Change of(String ref) {
            return changes.stream().filter(c -> c.ref().value().equals(ref)).reduce((a, b) -> b).orElseThrow();
        }

        CalendarEvent item(String ref) {
            return (CalendarEvent) ((Change.Upsert) of(ref)).item().orElseThrow();
        }

        public Contact named(String label) {
            return changes.stream()
                    .filter(Change.Upsert.class::isInstance)
                    .flatMap(c -> ((Change.Upsert) c).item().stream())
                    .map(Contact.class::cast)
                    .filter(c -> c.label().equals(label))
                    .findFirst()
                    .orElseThrow();
        }

        CalendarEvent titled(String title) {
            return changes.stream()
                    .filter(Change.Upsert.class::isInstance)
                    .flatMap(c -> ((Change.Upsert) c).item().stream())
                    .map(CalendarEvent.class::cast)
                    .filter(e -> e.details().title().equals(title))
                    .findFirst()
                    .orElseThrow();
        }
    }

    public static Read read(ItemCollection collection, Cursor cursor) {
        List<Change> changes = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        try (ChangeFeed feed = collection.changesSince(cursor)) {
            while (true) {
                FeedStep step = feed.next();
                if (step instanceof FeedStep.Page page) {
                    changes.addAll(page.changes());
                    pages.add(page.changes().size());
                } else {
                    return new Read(
                            changes,
                            step instanceof FeedStep.End end ? Optional.of(end.next()) : Optional.empty(),
                            pages);
                }
            }
        }
    }

    public static Fetched.Found fetch(ItemCollection collection, String ref) {
        return (Fetched.Found) collection.fetch(List.of(ItemRef.of(ref))).get(0);
    }

    static Map<String, String> query(URI address) {
        return Arrays.stream(address.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.close();
    }
}
