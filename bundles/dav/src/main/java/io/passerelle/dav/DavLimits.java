// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import java.time.Duration;

/**
 * How much and how long a server may answer.
 *
 * @param connect longest time to connect, TLS included
 * @param silence longest pause within an answer
 * @param answer longest time for a whole answer, from the first byte sent to the last one received
 * @param body largest body, in bytes, before and after decompression each
 * @param item largest text of one item, in characters
 * @param members largest number of members in one listing
 * @param parallel connections and writes at the same time, 1 to 8
 */
public record DavLimits(
        Duration connect, Duration silence, Duration answer, long body, int item, int members, int parallel) {
    /** 10 s to connect, 60 s of silence, 5 min for an answer, 256 MiB, items of 4 Mi characters, a million members, 8 connections. */
    public static final DavLimits DEFAULT = new DavLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMinutes(5), 256L << 20, 4 << 20, 1_000_000, 8);

    public DavLimits {
        if (parallel < 1 || parallel > 8) {
            throw new IllegalArgumentException("1 to 8 connections");
        }
    }
}
