// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import io.passerelle.model.integration.Account;
import java.util.Objects;
import java.util.Set;

/**
 * What a completed flow, or a form that stood the test, yields.
 *
 * @param account whose account it is
 * @param credential what to seal and store
 * @param grantedScopes what was consented to, as the token endpoint reports it; of a {@link FormProvider} what the account can serve
 */
public record Authorization(Account account, Credential credential, Set<String> grantedScopes) {
    public Authorization {
        Objects.requireNonNull(account);
        Objects.requireNonNull(credential);
        grantedScopes = Set.copyOf(grantedScopes);
    }

    @Override
    public String toString() {
        return "Authorization[not shown]";
    }
}
