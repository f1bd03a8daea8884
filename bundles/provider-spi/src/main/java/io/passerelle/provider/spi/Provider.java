// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

/**
 * An external service, as one OSGi service of the bundle that connects it. Registered when the bundle starts, gone when it
 * is removed; open pages follow within seconds and the integrations' data stay. The service is registered under this interface,
 * and its object also is an {@link OAuthProvider} or a {@link FormProvider}, as its descriptor says.
 *
 * <p><b>Threads.</b> All methods are called concurrently; none does I/O.
 */
public interface Provider {

    /** Who this is; the same for the life of the service. */
    ProviderDescriptor descriptor();

    /**
     * The runtime object for one integration. Opened for one run or one question, closed by the caller.
     *
     * @param connection what it may use
     */
    Connector connect(Connection connection);
}
