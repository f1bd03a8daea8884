// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import io.passerelle.sandbox.http.GoogleError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * What page tokens and sync tokens carry; opaque outside.
 *
 * @param kind    'P' page, 'S' sync
 * @param owner   what it was issued for: list and parameters, hashed
 * @param after   changes up to here are known to the client
 * @param bound   changes up to here belong to this listing
 * @param at      position in the listing: a version, or an offset for sorted listings
 * @param epoch   the calendar's token epoch
 * @param issued  when the listing began
 * @param window  time window of the first listing, "min|max", empty for none
 */
record ListToken(char kind, int owner, long after, long bound, long at, int epoch, Instant issued, String window) {

    String encoded() {
        String text = kind + ":" + owner + ":" + after + ":" + bound + ":" + at + ":" + epoch + ":" + issued.toEpochMilli() + ":" + window;
        return Base64.getUrlEncoder().encodeToString((check(text) + ":" + text).getBytes(StandardCharsets.UTF_8));
    }

    private static long check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** Reads a token of the given kind; 400 for anything else. */
    static ListToken read(String token, char kind, String parameter) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(":", 9);
            ListToken read = new ListToken(parts[1].charAt(0), Integer.parseInt(parts[2]), Long.parseLong(parts[3]), Long.parseLong(parts[4]),
                    Long.parseLong(parts[5]), Integer.parseInt(parts[6]), Instant.ofEpochMilli(Long.parseLong(parts[7])), parts[8]);
            if (read.kind == kind && read.encoded().equals(token)) {
                return read;
            }
        } catch (RuntimeException malformed) {
            throw invalid(parameter);
        }
        throw invalid(parameter);
    }

    static GoogleError invalid(String parameter) {
        return GoogleError.parameter(parameter, "invalid", "Invalid " + (parameter.equals("syncToken") ? "sync" : "page") + " token value.");
    }

    ListToken forOwner(int expected, String parameter) {
        if (owner != expected) {
            throw invalid(parameter);
        }
        return this;
    }
}
