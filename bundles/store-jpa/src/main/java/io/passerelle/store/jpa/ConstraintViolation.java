// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

/** A key that exists already, or one that is referred to and does not exist. Carries nothing of the row. */
final class ConstraintViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean duplicate;

    ConstraintViolation(boolean duplicate) {
        super(duplicate ? "a row with this key exists" : "a row that is referred to does not exist", null, false, true);
        this.duplicate = duplicate;
    }

    boolean isDuplicate() {
        return duplicate;
    }
}
