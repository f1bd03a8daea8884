// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.collection;

/** The one check for opaque addresses and tokens. */
final class Opaque {
    private Opaque() {}

    static void check(String value, int longest, String what) {
        if (value == null || value.isEmpty() || value.length() > longest) {
            throw new IllegalArgumentException(what + " has 1 to " + longest + " characters");
        }
    }
}
