// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.http;

import java.time.Duration;

/**
 * How an answer is to be brought to the client; all but {@link #PLAIN} are faults.
 *
 * @param delay    wait before the first byte
 * @param cutAfter bytes of the body after which the connection breaks, -1 for none
 * @param dropped  the connection breaks without any answer
 */
public record Delivery(Duration delay, int cutAfter, boolean dropped) {
    public static final Delivery PLAIN = new Delivery(Duration.ZERO, -1, false);

    public Delivery delayed(Duration by) {
        return new Delivery(by, cutAfter, dropped);
    }

    public Delivery cut(int after) {
        return new Delivery(delay, after, dropped);
    }

    public Delivery drop() {
        return new Delivery(delay, cutAfter, true);
    }
}
