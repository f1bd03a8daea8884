// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.ReadProblem.Reason;

/** A component that cannot be read; carries no content and no trace, since it says all it has to say. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    Malformed(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    static Malformed time() {
        return new Malformed(Reason.BAD_TIME);
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
