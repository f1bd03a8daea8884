// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/** Who wins when the same field was changed on both sides. */
public enum ConflictPolicy {
    /** The host's value. */
    HOST,
    /** The provider's value. */
    PROVIDER
}
