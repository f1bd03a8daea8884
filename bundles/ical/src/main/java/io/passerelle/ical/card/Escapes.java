// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;

/** Texts of properties that the vCard library leaves as they stand. */
final class Escapes {
    private Escapes() {}

    static String encode(String text) {
        return VObjectPropertyValues.escape(text).replace("\n", "\\n");
    }

    static String decode(String value) {
        return VObjectPropertyValues.unescape(value);
    }
}
