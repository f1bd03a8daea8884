// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model;

import java.util.regex.Pattern;

/**
 * Identifies an external service and the bundle that connects it, for example {@code google}.
 *
 * @param value 2 to 32 characters: a lower-case letter, then {@code [a-z0-9-]}
 */
public record ProviderId(String value) implements Comparable<ProviderId> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,31}");

    public ProviderId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a provider id has 2 to 32 characters of a-z 0-9 -, a letter first");
        }
    }

    /** Validates and wraps. */
    public static ProviderId of(String value) {
        return new ProviderId(value);
    }

    @Override
    public int compareTo(ProviderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
