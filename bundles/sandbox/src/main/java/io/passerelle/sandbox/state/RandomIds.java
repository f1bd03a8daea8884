// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Identifiers and secrets from the injected source, so that a test can repeat a run. Thread-safe. */
public final class RandomIds {
    private static final String BASE32HEX = "0123456789abcdefghijklmnopqrstuv";
    private final RandomGenerator source;

    public RandomIds(RandomGenerator source) {
        this.source = source;
    }

    /** An event id as Google makes them. */
    public String eventId() {
        StringBuilder out = new StringBuilder(26);
        for (byte b : bytes(26)) {
            out.append(BASE32HEX.charAt(b & 31));
        }
        return out.toString();
    }

    /** A positive number of 63 bit, as ids of contacts and groups are. */
    public long number() {
        long out = 0;
        for (byte b : bytes(8)) {
            out = out << 8 | b & 0xff;
        }
        return out & Long.MAX_VALUE;
    }

    public String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    /** 256 bit, URL-safe. */
    public String secret() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    private synchronized byte[] bytes(int count) {
        byte[] out = new byte[count];
        source.nextBytes(out);
        return out;
    }
}
