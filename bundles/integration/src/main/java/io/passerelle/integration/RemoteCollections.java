// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.IntegrationService.CollectionChoices;
import io.passerelle.api.TokenService;
import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Asks both sides which collections there are. */
final class RemoteCollections {
    private final Neighbours neighbours;
    private final Providers providers;

    RemoteCollections(Neighbours neighbours, Providers providers) {
        this.neighbours = neighbours;
        this.providers = providers;
    }

    CollectionChoices of(UserIntegration integration) {
        integration.facts().lostGrant().ifPresent(why -> {
            throw PasserelleException.of(why);
        });
        List<CollectionInfo> remote = remote(integration);
        HostCollections host = neighbours.host();
        return new CollectionChoices(
                kinds(integration).stream()
                        .flatMap(kind -> host.collections(integration.owner(), kind).stream())
                        .toList(),
                remote);
    }

    private List<CollectionInfo> remote(UserIntegration integration) {
        TokenService tokens = neighbours.tokens();
        Connection connection = new Connection(
                integration.id(), integration.account(), integration.capabilities(), tokensOf(tokens, integration));
        Set<CollectionKind> kinds = kinds(integration);
        try (Connector connector = providers.require(integration.provider()).connect(connection)) {
            return connector.collections().stream()
                    .filter(collection -> kinds.contains(collection.kind()))
                    .toList();
        }
    }

    private static AccessTokens tokensOf(TokenService tokens, UserIntegration integration) {
        return new AccessTokens() {
            @Override
            public String current() {
                return tokens.accessToken(integration.owner(), integration.id());
            }

            @Override
            public String renewed(String rejected) {
                return tokens.renewedToken(integration.owner(), integration.id(), rejected);
            }
        };
    }

    private static Set<CollectionKind> kinds(UserIntegration integration) {
        Set<CollectionKind> kinds = EnumSet.noneOf(CollectionKind.class);
        Stream.of(CollectionKind.values())
                .filter(kind -> integration.capabilities().contains(reading(kind)))
                .forEach(kinds::add);
        return kinds;
    }

    /** What allows reading a kind at the provider. */
    static Capability reading(CollectionKind kind) {
        return switch (kind) {
            case CALENDAR -> Capability.CALENDAR_READ;
            case ADDRESS_BOOK -> Capability.CONTACTS_READ;
        };
    }

    /** What allows writing a kind at the provider. */
    static Capability writing(CollectionKind kind) {
        return switch (kind) {
            case CALENDAR -> Capability.CALENDAR_WRITE;
            case ADDRESS_BOOK -> Capability.CONTACTS_WRITE;
        };
    }
}
