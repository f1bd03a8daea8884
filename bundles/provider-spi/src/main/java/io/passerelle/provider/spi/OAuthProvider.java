// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

/** A provider that is connected by OAuth; its descriptor says {@link ConnectMethod.OAuth}. */
public interface OAuthProvider extends Provider {

    /**
     * The OAuth side of the provider.
     *
     * @param client the organisation's registration at the provider
     */
    Authorizer authorizer(ClientRegistration client);
}
