// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.Visibility;
import io.passerelle.sync.engine.plan.Masking;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a pair's rules mean for single items. */
final class Rules {
    private static final FieldPath VISIBILITY = FieldPath.of("visibility");

    private final Privacy privacy;
    private final boolean privateAsBusy;
    private final boolean marksPrivate;
    private final SyncFilter filter;
    private final Set<String> categories;
    private final Set<String> addresses;

    /**
     * Rules of a pair.
     *
     * @param roots the fields that both sides carry
     * @param addresses by which the person takes part in events, in lower case
     */
    Rules(SyncPair pair, Set<String> roots, Set<String> addresses) {
        this.privacy = pair.rules().privacy();
        this.privateAsBusy = pair.rules().privateAsBusy();
        this.marksPrivate = roots.contains(VISIBILITY.root());
        this.filter = pair.rules().filter();
        this.categories = filter.categories().stream()
                .map(category -> category.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.addresses = addresses;
    }

    /** How much of an item reaches the other side. */
    Privacy privacy(Item item) {
        if (!(item instanceof CalendarEvent event)) {
            return Privacy.FULL;
        }
        return privateAsBusy && isPrivate(event) ? Privacy.BUSY : privacy;
    }

    /** What is asked for. */
    Masking.Wish wish() {
        return new Masking.Wish(privacy, privateAsBusy && marksPrivate);
    }

    /** What the plan needs to know to hide. */
    Masking masking(Masking.Wish before, Digester digester) {
        List<byte[]> closed = List.of(
                digester.value(VISIBILITY, Visibility.PRIVATE.name()),
                digester.value(VISIBILITY, Visibility.CONFIDENTIAL.name()));
        return new Masking(wish(), before, digester.path(VISIBILITY), closed);
    }

    /** Text that changes when other items are left out. */
    String leftOut() {
        return filter.free() + "/" + filter.declined() + "/" + filter.allDay() + "/"
                + categories.stream().sorted().toList() + "/" + (privateAsBusy && !marksPrivate);
    }

    /** Whether an item is left out. */
    boolean leavesOut(Item item) {
        if (!(item instanceof CalendarEvent event)) {
            return false;
        }
        // a copy that cannot be marked as private would be shown in full when it comes back
        return privateAsBusy && !marksPrivate && isPrivate(event)
                || filter.free() && event.details().freeBusy() == FreeBusy.FREE
                || filter.allDay() && event.when() instanceof EventTime.AllDay
                || filter.declined() && isDeclined(event)
                || event.details().categories().stream()
                        .anyMatch(category -> categories.contains(category.toLowerCase(Locale.ROOT)));
    }

    private static boolean isPrivate(CalendarEvent event) {
        Visibility visibility = event.details().visibility();
        return visibility == Visibility.PRIVATE || visibility == Visibility.CONFIDENTIAL;
    }

    private boolean isDeclined(CalendarEvent event) {
        return event.details().attendees().values().stream()
                .anyMatch(attendee -> attendee.answer() == Attendee.Answer.DECLINED
                        && addresses.contains(attendee.address()));
    }
}
