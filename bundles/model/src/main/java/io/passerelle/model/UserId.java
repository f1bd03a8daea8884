// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model;

/**
 * A user of the host, inside an organisation. The value is the host's immutable id of the person, not a name that may be
 * given to somebody else later.
 *
 * @param organisation the organisation that the user belongs to
 * @param value 1 to 255 printable characters without control characters
 */
public record UserId(OrganisationId organisation, String value) implements Comparable<UserId> {
    public UserId {
        if (organisation == null) {
            throw new IllegalArgumentException("a user id needs an organisation");
        }
        if (value == null || value.isBlank() || value.length() > 255 || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a user id has 1 to 255 printable characters");
        }
    }

    /** Validates and wraps. */
    public static UserId of(OrganisationId organisation, String value) {
        return new UserId(organisation, value);
    }

    @Override
    public int compareTo(UserId other) {
        int byOrganisation = organisation.compareTo(other.organisation);
        return byOrganisation != 0 ? byOrganisation : value.compareTo(other.value);
    }

    /** {@code organisation/value}, for logs. */
    @Override
    public String toString() {
        return organisation + "/" + value;
    }
}
