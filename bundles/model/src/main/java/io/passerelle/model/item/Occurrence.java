// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Objects;

/** What differs for one occurrence of a series. */
public sealed interface Occurrence {

    /** Canonical text, see {@link Item#fields()}. */
    String canonical();

    /** The occurrence does not take place (RFC 5545 EXDATE, Google {@code status=cancelled}). */
    record Cancelled() implements Occurrence {
        @Override
        public String canonical() {
            return "-";
        }
    }

    /**
     * The occurrence takes place, moved or changed.
     *
     * @param when its own time
     * @param details its own details, complete, not only what differs from the master
     */
    record Changed(EventTime when, EventDetails details) implements Occurrence {
        public Changed {
            Objects.requireNonNull(when);
            Objects.requireNonNull(details);
        }

        @Override
        public String canonical() {
            StringBuilder text = new StringBuilder(when.canonical());
            details.fields().forEach((path, value) -> text.append('\n').append(path).append('=').append(value));
            return text.toString();
        }
    }
}
