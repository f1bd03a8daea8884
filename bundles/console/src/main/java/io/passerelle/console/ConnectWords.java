// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.ProviderView;
import java.util.Locale;
import java.util.Optional;

/** How accounts are connected, in words. */
final class ConnectWords {
    private ConnectWords() {}

    static String of(ProviderView provider) {
        return provider.form().isPresent() ? "form" : "OAuth";
    }

    /** The provider of an integration; empty when its bundle is not there. */
    static Optional<ProviderView> provider(IntegrationService integrations, IntegrationView view) {
        return integrations.providers(view.integration().owner(), Locale.ENGLISH).stream()
                .filter(provider -> provider.id().equals(view.integration().provider()))
                .findFirst();
    }
}
