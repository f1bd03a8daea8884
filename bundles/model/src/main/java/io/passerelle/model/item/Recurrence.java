// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a series repeats. Excluded dates are not here: an excluded occurrence is an {@link Occurrence.Cancelled} override.
 *
 * @param rules RRULEs; nearly always one
 * @param dates additional starts (RDATE)
 */
public record Recurrence(List<RecurrenceRule> rules, SortedSet<OccurrenceId> dates) {
    public Recurrence {
        rules = List.copyOf(rules);
        dates = Collections.unmodifiableSortedSet(new TreeSet<>(dates));
        if (rules.isEmpty() && dates.isEmpty()) {
            throw new IllegalArgumentException("a recurrence has a rule or a date");
        }
    }

    /** One rule. */
    public static Recurrence of(RecurrenceRule rule) {
        return new Recurrence(List.of(rule), Collections.emptySortedSet());
    }

    /** Canonical text, see {@link Item#fields()}. */
    public String canonical() {
        return rules.stream().map(RecurrenceRule::value).sorted().collect(Collectors.joining(" "))
                + dates.stream().map(OccurrenceId::toString).collect(Collectors.joining(",", "|", ""));
    }
}
