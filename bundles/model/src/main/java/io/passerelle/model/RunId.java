// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model;

import java.util.UUID;

/**
 * Identifies one sync run, an entry of {@code SyncHistory}.
 *
 * @param value a random UUID
 */
public record RunId(UUID value) implements Comparable<RunId> {
    public RunId {
        if (value == null) {
            throw new IllegalArgumentException("a run id needs a value");
        }
    }

    /** Parses the canonical UUID form. */
    public static RunId of(String text) {
        return new RunId(Uuids.parse(text, "a run id is a UUID"));
    }

    /** A new random id. */
    public static RunId random() {
        return new RunId(UUID.randomUUID());
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
