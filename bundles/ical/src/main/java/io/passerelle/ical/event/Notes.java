// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.ReadProblem.Reason;
import java.util.EnumSet;
import java.util.Set;

/** What is to be said about a component that was read all the same. */
final class Notes {
    private final Set<Reason> reasons = EnumSet.noneOf(Reason.class);

    void unknownZone() {
        reasons.add(Reason.UNKNOWN_ZONE);
    }

    void recurrencePart() {
        reasons.add(Reason.RECURRENCE_PART);
    }

    void tooFrequent() {
        reasons.add(Reason.TOO_FREQUENT);
    }

    Set<Reason> reasons() {
        return reasons;
    }
}
