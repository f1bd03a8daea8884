// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

/** RFC 5545 CLASS, Google {@code visibility}. */
public enum Visibility {
    /** As the calendar has it. */
    DEFAULT,
    PUBLIC,
    PRIVATE,
    CONFIDENTIAL
}
