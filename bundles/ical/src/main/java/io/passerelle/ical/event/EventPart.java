// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.event;

import io.passerelle.ical.ReadProblem.Reason;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.RecurrenceRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One VEVENT, understood: a single event, the master of a series, or one of its exceptions.
 *
 * @param index position in the file, from 1
 * @param uid UID, or one made from the content where the file has none
 * @param sequence revision number; the higher one counts
 * @param exceptionTo original start, for an exception
 * @param start start as it stands in the file
 * @param when its time
 * @param details what it is about
 * @param rules recurrence rules
 * @param dates additional starts
 * @param excluded excluded starts
 * @param notes what could not be taken over
 */
record EventPart(
        int index,
        ItemUid uid,
        int sequence,
        Optional<Stamp> exceptionTo,
        Stamp start,
        EventTime when,
        EventDetails details,
        List<RecurrenceRule> rules,
        List<Stamp> dates,
        List<Stamp> excluded,
        Set<Reason> notes) {

    boolean recurring() {
        return !rules.isEmpty() || !dates.isEmpty();
    }

    boolean alone() {
        return exceptionTo.isEmpty() && !recurring();
    }
}
