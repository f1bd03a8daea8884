// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model;

import java.util.regex.Pattern;

/**
 * The organisation (tenant) that everything stored belongs to. Every call to a store names one.
 *
 * @param value 1 to 64 characters of {@code [a-z0-9._-]}
 */
public record OrganisationId(String value) implements Comparable<OrganisationId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9._-]{1,64}");

    /** The organisation of a host that knows only one. */
    public static final OrganisationId DEFAULT = new OrganisationId("default");

    public OrganisationId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("an organisation id has 1 to 64 characters of a-z 0-9 . _ -");
        }
    }

    /** Validates and wraps. */
    public static OrganisationId of(String value) {
        return new OrganisationId(value);
    }

    @Override
    public int compareTo(OrganisationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
