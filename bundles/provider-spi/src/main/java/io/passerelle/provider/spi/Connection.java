// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import java.util.Objects;
import java.util.Set;

/**
 * What a connector may use: one integration's account and tokens, nobody else's.
 *
 * @param integration for idempotency keys and logs
 * @param account whose account
 * @param capabilities what was granted
 * @param tokens access tokens
 */
public record Connection(
        IntegrationId integration, Account account, Set<Capability> capabilities, AccessTokens tokens) {
    public Connection {
        Objects.requireNonNull(integration);
        Objects.requireNonNull(account);
        Objects.requireNonNull(tokens);
        capabilities = Set.copyOf(capabilities);
    }
}
