// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import java.util.List;
import java.util.Objects;

/**
 * What is done with meetings so that no write makes the server mail anybody (RFC 6638 and what servers do instead).
 *
 * @param participants whether organiser and participants are written
 * @param existing what becomes of writes to events that have participants on the server
 * @param silencers lines such as {@code X-SOGO-SEND-APPOINTMENT-NOTIFICATIONS:NO} that every written event carries; each is a
 *     property name, a colon and a value
 */
public record MeetingPolicy(Participants participants, Existing existing, List<String> silencers) {

    /** Whether organiser and participants are fields of the collection. */
    public enum Participants {
        /** Read, compared and written like every field. */
        CARRIED,
        /** Neither read nor written: they stay on the server as they are, and copies are made without. */
        KEPT_OUT
    }

    /** Events that have an organiser or participants on the server. */
    public enum Existing {
        /** Changed and deleted like any other. */
        WRITTEN,
        /**
         * Changed and deleted only where the account's owner is the organiser; where they are a guest, the write ends as
         * {@code MEETING_HELD}.
         */
        HELD_FOR_GUESTS,
        /** Every write to them ends as {@code MEETING_HELD}. */
        HELD
    }

    public MeetingPolicy {
        Objects.requireNonNull(participants);
        Objects.requireNonNull(existing);
        silencers = List.copyOf(silencers);
        for (String line : silencers) {
            if (!line.matches("[A-Z0-9-]+:[^\\p{Cntrl}]*")) {
                throw new IllegalArgumentException("a silencer is NAME:value");
            }
        }
    }

    /** For servers that do no scheduling: participants are text like any other. */
    public static final MeetingPolicy PLAIN = new MeetingPolicy(Participants.CARRIED, Existing.WRITTEN, List.of());

    /** For servers that send mail by themselves. */
    public static final MeetingPolicy QUIET = new MeetingPolicy(Participants.KEPT_OUT, Existing.HELD, List.of());
}
