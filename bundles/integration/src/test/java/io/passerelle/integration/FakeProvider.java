// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.model.ProviderId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Provider;
import io.passerelle.provider.spi.ProviderDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A provider with a name in two languages and the collections that a test gives it. */
final class FakeProvider implements Provider {
    final List<CollectionInfo> collections = new ArrayList<>();
    final List<String> tokensUsed = new ArrayList<>();
    int asked;
    int closed;
    private final ProviderDescriptor descriptor;

    FakeProvider(String id, String english, String french) {
        descriptor = new ProviderDescriptor(
                ProviderId.of(id),
                Map.of(
                        Locale.ENGLISH, new ProviderDescriptor.Texts(english, "Calendars"),
                        Locale.FRENCH, new ProviderDescriptor.Texts(french, "Agendas")),
                new ProviderDescriptor.Icon("image/svg+xml", new byte[] {1, 2}),
                List.of(new ProviderDescriptor.CapabilityScopes(
                        Capability.CALENDAR_READ,
                        Set.of("calendar.readonly"),
                        Map.of(Locale.ENGLISH, "Reads events", Locale.FRENCH, "Lit les événements"))),
                Set.of("openid"),
                new ProviderDescriptor.Limits(600, 1));
    }

    FakeProvider with(String collection, Access access) {
        collections.add(new CollectionInfo(
                CollectionId.of(collection),
                CollectionKind.CALENDAR,
                "Name of " + collection,
                access,
                Optional.empty(),
                Optional.empty(),
                false));
        return this;
    }

    @Override
    public ProviderDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Connector connect(Connection connection) {
        return new Connector() {
            @Override
            public List<CollectionInfo> collections() {
                asked++;
                tokensUsed.add(connection.tokens().current());
                return collections;
            }

            @Override
            public ItemCollection open(CollectionId id) {
                throw PasserelleException.of(ErrorCode.COLLECTION_GONE);
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
