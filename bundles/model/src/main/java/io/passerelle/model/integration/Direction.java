// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/** Which way a pair is synced. */
public enum Direction {
    /** From the provider into the host; the provider is never written to. */
    IMPORT,
    /** From the host to the provider; the host is never written to. */
    EXPORT,
    /** Both ways. */
    BOTH;

    /** Whether the host's collection is written to. */
    public boolean writesHost() {
        return this != EXPORT;
    }

    /** Whether the provider's collection is written to. */
    public boolean writesProvider() {
        return this != IMPORT;
    }
}
