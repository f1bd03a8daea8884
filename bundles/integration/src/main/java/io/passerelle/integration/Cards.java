// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.IntegrationService.IconView;
import io.passerelle.api.ProviderView;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.provider.spi.Provider;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.store.spi.ClientStore;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The providers as a user sees them. */
final class Cards {
    private final ClientStore clients;
    private final Providers providers;

    Cards(ClientStore clients, Providers providers) {
        this.clients = clients;
        this.providers = providers;
    }

    List<ProviderView> all(OrganisationId organisation, Locale locale) {
        return providers.all().stream()
                .map(Provider::descriptor)
                .map(descriptor -> card(organisation, descriptor, locale))
                .sorted(Comparator.comparing(ProviderView::name, Collator.getInstance(locale)))
                .toList();
    }

    private ProviderView card(OrganisationId organisation, ProviderDescriptor descriptor, Locale locale) {
        ProviderDescriptor.Texts texts = descriptor.texts(locale);
        boolean configured = descriptor.form().isPresent()
                || clients.find(organisation, descriptor.id()).isPresent();
        return new ProviderView(
                descriptor.id(),
                texts.name(),
                texts.summary(),
                descriptor.capabilities().stream()
                        .map(capability -> new ProviderView.CapabilityView(
                                capability.capability(), text(capability.texts(), locale), capability.scopes()))
                        .toList(),
                configured,
                configured ? Optional.empty() : Optional.of(ErrorCode.CLIENT_NOT_CONFIGURED),
                descriptor.form().map(form -> FormCards.of(form, locale)));
    }

    private static String text(Map<Locale, String> texts, Locale locale) {
        return texts.getOrDefault(
                Locale.forLanguageTag(locale.getLanguage()), texts.getOrDefault(Locale.ENGLISH, ""));
    }

    Optional<IconView> icon(ProviderId id) {
        return providers.find(id)
                .map(provider -> provider.descriptor().icon())
                .map(icon -> new IconView(icon.mediaType(), icon.content()));
    }
}
