// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model;

import java.util.UUID;

/** Strict UUID parsing: {@link UUID#fromString} alone accepts shortened groups. */
final class Uuids {
    private Uuids() {}

    static UUID parse(String text, String message) {
        if (text == null || text.length() != 36) {
            throw new IllegalArgumentException(message);
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(message);
        }
    }
}
