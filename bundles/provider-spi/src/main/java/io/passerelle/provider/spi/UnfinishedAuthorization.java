// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import java.util.Objects;
import java.util.Optional;

/**
 * A code was exchanged, and then something failed: whose account it is could not be found out, or the test call was refused.
 * Nothing is stored of it. It hands over what was granted, so that the caller can revoke it, unless an integration lives on
 * the same grant. Neither its message nor its text shows a secret.
 */
public final class UnfinishedAuthorization extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient PasserelleException reason;
    private final transient Credential credential;
    private final transient Account account;

    /**
     * Made by an {@link Authorizer}.
     *
     * @param reason what failed; carries no secret
     * @param credential what was granted
     * @param account whose it is; empty when that was not found out
     */
    public UnfinishedAuthorization(PasserelleException reason, Credential credential, Optional<Account> account) {
        super("after the exchange: " + reason.code(), reason);
        this.reason = reason;
        this.credential = Objects.requireNonNull(credential);
        this.account = account.orElse(null);
    }

    /** What failed. */
    public PasserelleException reason() {
        return reason;
    }

    /** What was granted. */
    public Credential credential() {
        return credential;
    }

    /** Whose it is, when that is known. */
    public Optional<Account> account() {
        return Optional.ofNullable(account);
    }
}
