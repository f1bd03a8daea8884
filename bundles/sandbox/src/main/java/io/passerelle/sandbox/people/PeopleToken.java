// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import io.passerelle.sandbox.http.GoogleError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * What page tokens and sync tokens carry; opaque outside.
 *
 * @param kind   'P' page, 'S' sync
 * @param owner  account and parameters, hashed
 * @param after  changes up to here are known to the client
 * @param bound  changes up to here belong to this listing
 * @param at     position in the listing, an offset
 * @param epoch  the address book's token epoch
 * @param full   when the full pass began: a token's age counts from there, however often it was renewed
 */
record PeopleToken(char kind, int owner, long after, long bound, int at, int epoch, Instant full) {

    String encoded() {
        String text = kind + ":" + owner + ":" + after + ":" + bound + ":" + at + ":" + epoch + ":" + full.toEpochMilli();
        return Base64.getUrlEncoder().withoutPadding().encodeToString((check(text) + ":" + text).getBytes(StandardCharsets.UTF_8));
    }

    private static long check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** Reads a token that was issued to the same account for the same parameters; 400 for anything else. */
    static PeopleToken read(String token, char kind, int owner) {
        String name = kind == 'S' ? "sync" : "page";
        PeopleToken read;
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split(":");
            read = new PeopleToken(parts[1].charAt(0), Integer.parseInt(parts[2]), Long.parseLong(parts[3]), Long.parseLong(parts[4]),
                    Integer.parseInt(parts[5]), Integer.parseInt(parts[6]), Instant.ofEpochMilli(Long.parseLong(parts[7])));
        } catch (RuntimeException malformed) {
            throw invalid("Invalid " + name + " token.");
        }
        if (read.kind != kind || !read.encoded().equals(token)) {
            throw invalid("Invalid " + name + " token.");
        }
        if (read.owner != owner) {
            throw invalid("Request parameters do not match the ones that the " + name + " token was issued for.");
        }
        return read;
    }

    private static GoogleError invalid(String message) {
        return GoogleError.badRequest("global", "badRequest", message);
    }
}
