// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import io.passerelle.sandbox.calendar.CalendarApi;
import io.passerelle.sandbox.calendar.UserEdits;
import io.passerelle.sandbox.fault.Faults;
import io.passerelle.sandbox.fault.Journal;
import io.passerelle.sandbox.fault.Quota;
import io.passerelle.sandbox.http.Compression;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.microsoft.MicrosoftSandbox;
import io.passerelle.sandbox.oauth.Grants;
import io.passerelle.sandbox.oauth.OAuthApi;
import io.passerelle.sandbox.oauth.OAuthClient;
import io.passerelle.sandbox.page.CalendarPage;
import io.passerelle.sandbox.page.ContactPage;
import io.passerelle.sandbox.people.ContactEdits;
import io.passerelle.sandbox.people.PeopleApi;
import io.passerelle.sandbox.seed.ContactSeed;
import io.passerelle.sandbox.seed.DemoSeed;
import io.passerelle.sandbox.snapshot.Keeper;
import io.passerelle.sandbox.snapshot.Snapshot;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.Outbox;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The emulated Google and Microsoft without any container: a request in, a response out. Thread-safe. Below its root stand
 * {@code /google} (OAuth, Calendar v3 and People v1), {@code /microsoft} (identity platform and Graph v1.0), {@code /control}, the
 * calendar page and the contacts page.
 */
public final class Sandbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    private final World world;
    private final Grants grants;
    private final GoogleRoutes google;
    private final MicrosoftSandbox microsoft;
    private final SandboxControl control;
    private final CalendarPage pages;
    private final ContactPage contactPages;
    private final ControlRoutes controls;
    private final Keeper keeper;
    private volatile URI base = URI.create("http://127.0.0.1/sandbox");

    private Sandbox(Builder builder) {
        Clock clock = builder.clock;
        RandomIds random = new RandomIds(builder.random);
        Behaviour behaviour = new Behaviour();
        world = new World(clock);
        grants = new Grants(clock, random, behaviour);
        OAuthClient client = new OAuthClient(builder.clientId, builder.clientSecret == null ? "GOCSPX-" + random.secret() : builder.clientSecret,
                builder.redirectUris);
        Faults faults = new Faults();
        Journal journal = new Journal();
        Outbox outbox = new Outbox();
        OAuthApi oauth = new OAuthApi(world, grants, client, behaviour, random, clock, this::googleRoot);
        CalendarApi calendar = new CalendarApi(world, grants, behaviour, random, outbox, this::googleRoot);
        UserEdits edits = new UserEdits(world, random);
        PeopleApi people = new PeopleApi(world, grants, behaviour, random, this::googleRoot);
        microsoft = new MicrosoftSandbox(clock, random, client, faults, journal, this::microsoftRoot);
        google = new GoogleRoutes(world, oauth, calendar, people, faults, journal, new Quota(clock, behaviour), "/sandbox/google");
        control = new SandboxControl(new SandboxControl.Insides(world, grants, client, faults, journal, outbox, behaviour, people.edits()), edits, this);
        pages = new CalendarPage(world, edits);
        contactPages = new ContactPage(people.edits());
        controls = new ControlRoutes(control);
        calendar.channels().sender(new Notifier()::send);
        if (builder.demoData) {
            microsoft.plantDemo();
        }
        keeper = start(builder, edits, people.edits());
    }

    /** Brings back what was kept, or plants the demo; null when nothing is to be kept. */
    private Keeper start(Builder builder, UserEdits edits, ContactEdits contacts) {
        Snapshot snapshot = builder.folder == null ? null : new Snapshot(builder.folder, world, grants);
        try {
            if ((snapshot == null || !snapshot.load()) && builder.demoData) {
                new DemoSeed(world, edits).plant();
                new ContactSeed(contacts).plant();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return snapshot == null ? null : new Keeper(snapshot, () -> world.version() + grants.changes());
    }

    /** Saves what is to be kept. */
    @Override
    public void close() {
        if (keeper != null) {
            keeper.close();
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Set by the adapter: the public address of the sandbox's root, without a trailing slash. */
    public void base(URI address) {
        base = address;
    }

    /** Root of everything Google, without a trailing slash; what a provider's endpoint override is to be. */
    public String googleRoot() {
        return base + "/google";
    }

    /** Root of everything Microsoft, without a trailing slash. */
    public String microsoftRoot() {
        return base + "/microsoft";
    }

    /** The emulated Microsoft, and what steers it. */
    public MicrosoftSandbox microsoft() {
        return microsoft;
    }

    /** What tests and the control page steer the sandbox with. */
    public SandboxControl control() {
        return control;
    }

    /** Answers one request whose path stands below the sandbox's root. Never throws for anything a client sends. */
    public SandboxResponse handle(SandboxRequest request) {
        try {
            return Compression.encode(route(prepared(request)), request.header("accept-encoding").orElse(null));
        } catch (GoogleError error) {
            return error.response();
        } catch (RuntimeException ours) {
            LOG.error("The sandbox failed at {} {}", request.method(), request.path(), ours);
            return GoogleError.of(500, "global", "sandboxDefect", "The sandbox failed; its log says why").response();
        }
    }

    private static SandboxRequest prepared(SandboxRequest request) {
        byte[] body = Compression.decode(request.body(), request.header("content-encoding").orElse(null));
        String method = "POST".equals(request.method()) ? request.header("x-http-method-override").orElse("POST").toUpperCase(Locale.ROOT)
                : request.method();
        return new SandboxRequest(method, request.path(), request.query(), request.headers(), body);
    }

    private SandboxResponse route(SandboxRequest request) {
        if (request.path().startsWith("/google/")) {
            return google.handle(request.at(request.path().substring("/google".length())));
        }
        if (request.path().startsWith("/microsoft/")) {
            return microsoft.handle(request.at(request.path().substring("/microsoft".length())));
        }
        if (!"GET".equals(request.method()) && !ownOrigin(request)) {
            throw GoogleError.of(403, "global", "forbidden", "Another site must not do this.");
        }
        if (request.path().startsWith(ContactPage.ROOT)) {
            return contactPages.handle(request);
        }
        return request.path().startsWith("/control") ? controls.handle(request) : pages.handle(request);
    }

    private boolean ownOrigin(SandboxRequest request) {
        return request.header("origin").map(o -> o.equals(base.getScheme() + "://" + base.getAuthority())).orElse(true);
    }

    /** Collects what a sandbox needs; everything has a default. */
    public static final class Builder {
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private String clientId = OAuthClient.DEFAULT_ID;
        private String clientSecret;
        private final Set<String> redirectUris = new HashSet<>(Set.of(OAuthClient.DEFAULT_REDIRECT, MicrosoftSandbox.DEFAULT_REDIRECT));
        private boolean demoData;
        private Path folder;

        private Builder() {
        }

        public Builder clock(Clock source) {
            clock = source;
            return this;
        }

        /** A seeded generator makes ids and secrets repeatable. */
        public Builder random(RandomGenerator source) {
            random = source;
            return this;
        }

        /** Id and secret of the registered client; the secret is generated unless given here. */
        public Builder client(String id, String secret) {
            clientId = id;
            clientSecret = secret;
            return this;
        }

        /** Registers one more redirect URI. */
        public Builder redirectUri(String uri) {
            redirectUris.add(uri);
            return this;
        }

        /** With the people and events of the demo; empty otherwise. */
        public Builder demoData() {
            demoData = true;
            return this;
        }

        /** Keeps people, calendars and grants in this folder from one start to the next. */
        public Builder folder(Path place) {
            folder = place;
            return this;
        }

        public Sandbox build() {
            return new Sandbox(this);
        }
    }
}
