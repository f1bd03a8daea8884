// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

/** Which sync is measured. */
enum Phase {
    FILL("first, into an empty collection", 1.5),
    UNCHANGED("nothing changed", 1),
    CHANGED("1 % changed on each side", 1);

    private static final int MANY = 10_000;
    private static final double UNCHANGED_OF_MANY = 8;

    private final String words;
    private final double leastFaster;

    Phase(String words, double leastFaster) {
        this.words = words;
        this.leastFaster = leastFaster;
    }

    String words() {
        return words;
    }

    /** How many times faster than vdirsyncer is wanted. */
    double leastFaster(int items) {
        return this == UNCHANGED && items >= MANY ? UNCHANGED_OF_MANY : leastFaster;
    }
}
