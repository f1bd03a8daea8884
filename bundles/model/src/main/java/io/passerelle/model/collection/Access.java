// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

/** What the signed-in account may do with a collection. */
public enum Access {
    /** Read only: offered as a source, never written to. */
    READ,
    /** Read and write. */
    READ_WRITE
}
