// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.IntegrationCounts;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.UserIntegration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts integrations page by page, with the status that their owners see. */
@Component
public final class Counts implements IntegrationCounts {
    static final int PAGE = 500;

    private final Stores stores;
    private final Views views;

    /** Over what is stored and who is there. */
    @Activate
    public Counts(@Reference Stores stores, @Reference Neighbours neighbours, @Reference Providers providers) {
        this.stores = stores;
        views = new Views(stores, neighbours, providers);
    }

    @Override
    public List<Count> of(OrganisationId organisation) {
        Map<String, Map<IntegrationStatus, Long>> counts = new TreeMap<>();
        Optional<IntegrationId> after = Optional.empty();
        List<UserIntegration> page;
        do {
            page = stores.integrations().list(organisation, after, PAGE);
            for (UserIntegration integration : page) {
                counts.computeIfAbsent(integration.provider().value(), provider -> new EnumMap<>(IntegrationStatus.class))
                        .merge(views.of(integration, Locale.ROOT).status(), 1L, Long::sum);
                after = Optional.of(integration.id());
            }
        } while (page.size() == PAGE);
        return counts.entrySet().stream()
                .flatMap(provider -> provider.getValue().entrySet().stream()
                        .map(status -> new Count(ProviderId.of(provider.getKey()), status.getKey(), status.getValue())))
                .toList();
    }
}
