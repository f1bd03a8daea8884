// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model;

import java.util.UUID;

/**
 * Identifies one {@code UserIntegration}. Random, therefore not guessable, yet never sufficient for access: every
 * look-up also names the owner.
 *
 * @param value a random UUID
 */
public record IntegrationId(UUID value) implements Comparable<IntegrationId> {
    public IntegrationId {
        if (value == null) {
            throw new IllegalArgumentException("an integration id needs a value");
        }
    }

    /** Parses the canonical UUID form. */
    public static IntegrationId of(String text) {
        return new IntegrationId(Uuids.parse(text, "an integration id is a UUID"));
    }

    /** A new random id. */
    public static IntegrationId random() {
        return new IntegrationId(UUID.randomUUID());
    }

    @Override
    public int compareTo(IntegrationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
