// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/**
 * The remote identity behind an integration. Two accounts are the same when issuer and subject are.
 *
 * @param issuer who vouches for it ({@code iss})
 * @param subject immutable id at the issuer ({@code sub})
 * @param label what a person recognises it by, usually an e-mail address; personal data
 */
public record Account(String issuer, String subject, String label) {
    public Account {
        if (issuer == null || issuer.isBlank() || subject == null || subject.isBlank()) {
            throw new IllegalArgumentException("an account has an issuer and a subject");
        }
        label = label == null || label.isBlank() ? subject : label;
    }

    /** Whether both are the same remote identity, whatever they are called. */
    public boolean isSameAs(Account other) {
        return issuer.equals(other.issuer) && subject.equals(other.subject);
    }

    @Override
    public String toString() {
        return "Account[not shown]";
    }
}
