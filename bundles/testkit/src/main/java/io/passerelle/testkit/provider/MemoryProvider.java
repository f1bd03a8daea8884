// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.provider;

import io.passerelle.model.ProviderId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Provider;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A provider in memory, the reference for {@link ProviderContract}: its one account has calendars that a test fills. It has no
 * OAuth of its own; {@link #authorizer} refuses. May be used by several threads.
 */
public final class MemoryProvider implements Provider {
    private static final Map<Locale, ProviderDescriptor.Texts> TEXTS = Map.of(
            Locale.ENGLISH, new ProviderDescriptor.Texts("Memory", "Calendars that last as long as the test"),
            Locale.FRENCH, new ProviderDescriptor.Texts("Mémoire", "Des agendas qui durent le temps du test"));

    private final Map<CollectionId, MemoryCollection> calendars = new LinkedHashMap<>();

    /** Adds a calendar, or replaces the one of this name. */
    public synchronized MemoryCollection calendar(String name, MemoryBehaviour behaviour) {
        MemoryCollection calendar = new MemoryCollection(name, behaviour);
        calendars.put(CollectionId.of(name), calendar);
        return calendar;
    }

    @Override
    public ProviderDescriptor descriptor() {
        return new ProviderDescriptor(
                ProviderId.of("memory"),
                TEXTS,
                new ProviderDescriptor.Icon(
                        "image/svg+xml",
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>".getBytes(StandardCharsets.UTF_8)),
                List.of(
                        capability(Capability.CALENDAR_READ, "calendar.read", "Reads calendars", "Lit les agendas"),
                        capability(Capability.CALENDAR_WRITE, "calendar.write", "Changes calendars", "Modifie les agendas")),
                Set.of("openid"),
                new ProviderDescriptor.Limits(600, 1));
    }

    private static ProviderDescriptor.CapabilityScopes capability(
            Capability capability, String scope, String english, String french) {
        return new ProviderDescriptor.CapabilityScopes(
                capability, Set.of(scope), Map.of(Locale.ENGLISH, english, Locale.FRENCH, french));
    }

    @Override
    public Authorizer authorizer(ClientRegistration client) {
        throw PasserelleException.of(ErrorCode.CLIENT_NOT_CONFIGURED, "a provider in memory is connected without OAuth");
    }

    @Override
    public Connector connect(Connection connection) {
        return new Connector() {
            @Override
            public List<CollectionInfo> collections() {
                connection.tokens().current();
                return all().stream().map(calendar -> info(calendar, connection)).toList();
            }

            @Override
            public ItemCollection open(CollectionId id) {
                connection.tokens().current();
                MemoryCollection calendar = find(id);
                return calendar.open(info(calendar, connection).access());
            }

            @Override
            public void close() {
                // nothing is open between calls
            }
        };
    }

    private synchronized List<MemoryCollection> all() {
        return List.copyOf(calendars.values());
    }

    private synchronized MemoryCollection find(CollectionId id) {
        MemoryCollection calendar = calendars.get(id);
        if (calendar == null) {
            throw PasserelleException.of(ErrorCode.COLLECTION_GONE, "no such calendar");
        }
        return calendar;
    }

    private static CollectionInfo info(MemoryCollection calendar, Connection connection) {
        CollectionInfo own = calendar.info();
        boolean writes = connection.capabilities().contains(Capability.CALENDAR_WRITE);
        return new CollectionInfo(
                own.id(),
                CollectionKind.CALENDAR,
                own.name(),
                writes ? own.access() : Access.READ,
                own.color(),
                own.zone(),
                own.primary());
    }
}
