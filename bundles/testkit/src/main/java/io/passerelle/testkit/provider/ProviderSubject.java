// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.provider;

import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Provider;
import java.util.Set;

/** A provider with an account to be connected, as {@link ProviderContract} wants it. */
public interface ProviderSubject {

    /** The provider. */
    Provider provider();

    /**
     * Connects an account that has at least one collection of every kind that the provider can read.
     *
     * @param granted what the person allowed; the scopes of the token are those, and no others
     */
    Connector connect(Set<Capability> granted);

    /** Connects with a token that the service does not accept, and that cannot be renewed. */
    Connector connectWithLostGrant(Set<Capability> granted);
}
