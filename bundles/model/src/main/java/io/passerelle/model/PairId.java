// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model;

import java.util.UUID;

/**
 * Identifies a sync pair: one host collection with one provider collection.
 *
 * @param value a random UUID
 */
public record PairId(UUID value) implements Comparable<PairId> {
    public PairId {
        if (value == null) {
            throw new IllegalArgumentException("a pair id needs a value");
        }
    }

    /** Parses the canonical UUID form. */
    public static PairId of(String text) {
        return new PairId(Uuids.parse(text, "a pair id is a UUID"));
    }

    /** A new random id. */
    public static PairId random() {
        return new PairId(UUID.randomUUID());
    }

    @Override
    public int compareTo(PairId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
