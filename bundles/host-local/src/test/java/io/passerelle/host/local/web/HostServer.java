// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import io.passerelle.host.local.TestDatabases;
import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.host.local.session.ClientAddress;
import io.passerelle.host.local.session.LocalIdentity;
import io.passerelle.host.local.session.SessionCookie;
import io.passerelle.host.local.session.SessionStore;
import io.passerelle.host.local.session.SignInLimit;
import io.passerelle.host.local.users.DemoUsersAccess;
import io.passerelle.host.local.users.Users;
import io.passerelle.host.local.web.calendar.CalendarsServlet;
import io.passerelle.host.local.web.calendar.EventsServlet;
import io.passerelle.host.local.web.contacts.ContactsServlet;
import io.passerelle.host.local.web.transfer.ExportServlet;
import io.passerelle.host.local.web.transfer.ImportServlet;
import io.passerelle.testkit.time.MutableClock;
import jakarta.servlet.Servlet;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The host's servlets on a small server of their own, with the users of the demo. */
public final class HostServer implements AutoCloseable {
    /** Few, because each costs the hashing of a password. */
    static final int FAILURES_PER_ADDRESS = 9;

    private final Server server = new Server();
    private final String url;

    public final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    public final HostDatabase database;
    public final Users users;
    public final LocalCollections collections;

    public HostServer(int port) throws Exception {
        this(port, TestDatabases.h2());
    }

    public HostServer(int port, HostDatabase database) throws Exception {
        this.database = database;
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        server.addConnector(connector);
        connector.open();
        url = "http://localhost:" + connector.getLocalPort();
        users = new Users(database);
        collections = new LocalCollections(database);
        SessionCookie cookie = new SessionCookie(url);
        SessionStore sessions = new SessionStore(database, clock, Duration.ofHours(1), Duration.ofHours(10));
        Gate gate = Gate.of(new LocalIdentity(cookie, sessions, users), cookie);
        ClientAddress addresses = new ClientAddress(List.of("127.0.0.1"));
        SignInServlet signIn = new SignInServlet(users, sessions, cookie, gate, collections, addresses, new SignInLimit(clock, FAILURES_PER_ADDRESS));
        signIn.demo(DemoUsersAccess.create(users));
        ServletContextHandler context = new ServletContextHandler("/");
        add(context, signIn, "/login");
        add(context, new PageServlet(gate, collections), "", "/contacts", "/preferences");
        add(context, new StaticServlet(), "/host/static/*");
        add(context, new MeServlet(gate, users, sessions, cookie, collections), "/host/api/me", "/host/api/password", "/host/api/sign-out", "/host/api/version");
        add(context, new UsersServlet(gate, users), "/host/api/users");
        add(context, new CalendarsServlet(gate, collections), "/host/api/calendars/*");
        add(context, new EventsServlet(gate, collections), "/host/api/events/*");
        add(context, new ContactsServlet(gate, collections), "/host/api/contacts/*");
        add(context, new ImportServlet(gate, collections), "/host/api/import/*");
        add(context, new ExportServlet(gate, collections), "/host/api/export/*");
        server.setHandler(context);
        server.start();
    }

    private static void add(ServletContextHandler context, Servlet servlet, String... patterns) {
        HttpWhiteboardServletPattern declared = servlet.getClass().getAnnotation(HttpWhiteboardServletPattern.class);
        if (declared != null) {
            throw new IllegalStateException("the annotation is for the build only");
        }
        ServletHolder holder = new ServletHolder(servlet);
        for (String pattern : patterns) {
            context.addServlet(holder, pattern);
        }
    }

    public String url() {
        return url;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
