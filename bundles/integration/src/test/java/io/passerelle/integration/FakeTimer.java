// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A timer whose time a test lets pass. */
final class FakeTimer implements Timer {
    private record Waiting(Duration due, Runnable work) {}

    private final List<Waiting> waiting = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private boolean stopped;

    @Override
    public void after(Duration delay, Runnable work) {
        if (!stopped) {
            waiting.add(new Waiting(now.plus(delay.isNegative() ? Duration.ZERO : delay), work));
        }
    }

    @Override
    public void stop() {
        stopped = true;
        waiting.clear();
    }

    /** Does everything that is due within a time, in order. */
    void pass(Duration time) {
        Duration end = now.plus(time);
        while (true) {
            Waiting next = waiting.stream()
                    .filter(work -> work.due().compareTo(end) <= 0)
                    .min((a, b) -> a.due().compareTo(b.due()))
                    .orElse(null);
            if (next == null) {
                now = end;
                return;
            }
            waiting.remove(next);
            now = next.due();
            next.work().run();
        }
    }
}
