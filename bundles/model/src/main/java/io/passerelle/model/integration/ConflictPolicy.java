// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/** Who wins when the same field was changed on both sides. */
public enum ConflictPolicy {
    /** The host's value. */
    HOST,
    /** The provider's value. */
    PROVIDER,
    /** The value of the side that was changed last; the provider's where a side does not tell. */
    NEWEST,
    /** Nobody: both sides keep their value until a person decides. */
    ASK
}
