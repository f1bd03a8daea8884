// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import java.util.Objects;
import java.util.Optional;

/**
 * A component of a file that could not be read, or not in full.
 *
 * @param index position of the event in the file, from 1
 * @param uid its UID, where it could be read
 * @param label what a person calls it, for showing to the person whose file it is; may be empty
 * @param reason why
 */
public record ReadProblem(int index, Optional<String> uid, String label, Reason reason) {
    /** Why a component is a problem. */
    public enum Reason {
        /** It has no start, or a start or end that is no date. */
        BAD_TIME(false),
        /** Its recurrence rule has no meaning. */
        BAD_RULE(false),
        /** Another property has a value that it cannot have. */
        BAD_VALUE(false),
        /** It is not closed, or closed by something else. */
        CUT_OFF(false),
        /** It has more properties, longer lines or more exceptions than accepted. */
        TOO_LARGE(false),
        /** The file holds another event with the same UID. */
        DUPLICATE_UID(false),
        /** An exception to an event that does not repeat. */
        NOT_A_SERIES(false),
        /** Read; its time zone is unknown and its times were taken as they stand. */
        UNKNOWN_ZONE(true),
        /** Read; a part of the recurrence ({@code EXRULE}, {@code THISANDFUTURE}) has no counterpart here. */
        RECURRENCE_PART(true),
        /** Read; it repeats more often than once an hour, only its first occurrences will be shown. */
        TOO_FREQUENT(true);

        private final boolean partial;

        Reason(boolean partial) {
            this.partial = partial;
        }

        /** Whether the event was read all the same. */
        public boolean partial() {
            return partial;
        }
    }

    public ReadProblem {
        Objects.requireNonNull(uid);
        Objects.requireNonNull(label);
        Objects.requireNonNull(reason);
    }

    /** Never the label. */
    @Override
    public String toString() {
        return "ReadProblem[" + index + ", " + reason + "]";
    }
}
