// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

/** What a collection holds. */
public enum CollectionKind {
    /** Calendar events (RFC 5545 VEVENT). */
    CALENDAR,
    /** Contacts (RFC 6350). */
    ADDRESS_BOOK
}
