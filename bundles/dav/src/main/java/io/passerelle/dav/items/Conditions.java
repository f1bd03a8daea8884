// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import java.util.concurrent.atomic.AtomicReference;

/** What is known of a server's respect for conditions (RFC 9110 §13). Shared by the collections of an account. */
public final class Conditions {
    private enum Known {
        NOTHING,
        HONOURED,
        IGNORED
    }

    private final AtomicReference<Known> known = new AtomicReference<>(Known.NOTHING);

    /** Whether a write may rely on them; else what is there is read before. */
    boolean honoured() {
        return known.get() == Known.HONOURED;
    }

    boolean unknown() {
        return known.get() == Known.NOTHING;
    }

    /** What trying them has shown. */
    void learn(boolean honoured) {
        known.compareAndSet(Known.NOTHING, honoured ? Known.HONOURED : Known.IGNORED);
    }
}
