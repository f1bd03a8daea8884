// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import io.passerelle.model.integration.Account;
import java.util.Objects;
import java.util.Set;

/**
 * What a completed flow yields.
 *
 * @param account whose account it is
 * @param credential what to seal and store
 * @param grantedScopes what was consented to, as the token endpoint reports it
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
