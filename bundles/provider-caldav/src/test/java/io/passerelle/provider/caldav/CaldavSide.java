// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.testkit.dav.MemoryDavServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An account on a server in memory, and a provider that may reach it. */
final class CaldavSide implements AutoCloseable {
    static final Set<Capability> ALL = Set.of(
            Capability.CALENDAR_READ, Capability.CALENDAR_WRITE, Capability.CONTACTS_READ, Capability.CONTACTS_WRITE);

    final MemoryDavServer server;
    final CaldavProvider provider;
    final AtomicInteger lost = new AtomicInteger();

    CaldavSide() {
        try {
            server = MemoryDavServer.start("ann", "s3cret-canary");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        provider = allowing(exception(server.address()));
    }

    /** An exception for exactly this address. */
    static String exception(URI address) {
        return address.getScheme() + "://" + address.getHost() + ":" + address.getPort();
    }

    static CaldavProvider allowing(String... exceptions) {
        return new CaldavProvider(exceptions, new HostDoor(), InetAddress::getAllByName);
    }

    Map<String, String> answers() {
        return answers(server.address().toString());
    }

    static Map<String, String> answers(String server) {
        return Map.of("server", server, "user", "ann", "password", "s3cret-canary");
    }

    static Authorization connect(FormProvider provider, Map<String, String> answers) {
        return provider.authorizer().connect(provider.descriptor().form().orElseThrow().accept(answers));
    }

    Authorization connect() {
        return connect(provider, answers());
    }

    Connector connector(Authorization authorization, Set<Capability> granted) {
        AccessTokens tokens = new AccessTokens() {
            @Override
            public String current() {
                return authorization.credential().accessToken();
            }

            @Override
            public String renewed(String rejected) {
                lost.incrementAndGet();
                throw PasserelleException.of(ErrorCode.GRANT_LOST);
            }
        };
        return provider.connect(new Connection(IntegrationId.random(), authorization.account(), granted, tokens));
    }

    @Override
    public void close() {
        server.close();
    }
}
