// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import java.util.Objects;

/** How a person connects an account. Decides which interface the provider's service has. */
public sealed interface ConnectMethod {

    /** At the service's own page, with a registration of the organisation's (RFC 6749): an {@link OAuthProvider}. */
    record OAuth() implements ConnectMethod {}

    /**
     * By filling in a form on our page: a {@link FormProvider}. No registration at the service is needed.
     *
     * @param form what is asked
     */
    record Form(ConnectForm form) implements ConnectMethod {
        public Form {
            Objects.requireNonNull(form);
        }
    }
}
