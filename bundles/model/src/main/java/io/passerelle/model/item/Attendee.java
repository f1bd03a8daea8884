// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Locale;
import java.util.Objects;

/**
 * A participant of an event.
 *
 * @param address e-mail address or other URI without {@code mailto:}, lower case; the key within an event
 * @param name display name, may be empty
 * @param role what is expected of them
 * @param answer their answer
 */
public record Attendee(String address, String name, Role role, Answer answer) implements Comparable<Attendee> {
    /** RFC 5545 ROLE and CUTYPE, reduced to what services distinguish. */
    public enum Role {
        REQUIRED,
        OPTIONAL,
        RESOURCE
    }

    /** RFC 5545 PARTSTAT. */
    public enum Answer {
        NEEDS_ACTION,
        ACCEPTED,
        DECLINED,
        TENTATIVE
    }

    public Attendee {
        if (address == null || address.isBlank()) {
            throw new IllegalArgumentException("an attendee has an address");
        }
        address = address.strip().toLowerCase(Locale.ROOT);
        name = name == null ? "" : name.strip();
        Objects.requireNonNull(role);
        Objects.requireNonNull(answer);
    }

    @Override
    public int compareTo(Attendee other) {
        return address.compareTo(other.address);
    }
}
