// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/** One of the two sides of a pair. */
public enum Side {
    HOST,
    PROVIDER;

    /** The other one. */
    public Side other() {
        return this == HOST ? PROVIDER : HOST;
    }
}
