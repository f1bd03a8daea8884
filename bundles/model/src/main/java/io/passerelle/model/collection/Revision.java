// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

/**
 * Opaque version of an item; equal revisions mean an unchanged item, different ones mean nothing. May cover several remote
 * objects: a Google series is a master and its exceptions, each with an ETag of its own.
 *
 * @param value 1 to 65,536 characters
 */
public record Revision(String value) {
    public Revision {
        Opaque.check(value, 65536, "a revision");
    }

    /** Validates and wraps. */
    public static Revision of(String value) {
        return new Revision(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
