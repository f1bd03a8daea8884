// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The stretch of time outside of which an event has no occurrence, for finding events in a store. It is never too narrow
 * for a viewer in any time zone, and may be somewhat too wide.
 *
 * @param start not after the first occurrence
 * @param end not before the end of the last one; empty for a series that goes on for ever or for very long
 */
public record EventSpan(Instant start, Optional<Instant> end) {
    public EventSpan {
        Objects.requireNonNull(start);
        Objects.requireNonNull(end);
    }
}
