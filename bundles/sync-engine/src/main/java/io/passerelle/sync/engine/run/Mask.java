// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.integration.Privacy;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import java.util.TreeMap;
import java.util.function.Function;

/** Takes off an event what must not reach the other side. */
final class Mask {
    /** What an event is called whose title is hidden. */
    static final String BUSY = "Busy";

    private Mask() {}

    /** An event as it may be written anew: hidden fields are as those of a new event. */
    static Item bare(Item item, Privacy privacy) {
        return privacy == Privacy.FULL || !(item instanceof CalendarEvent event)
                ? item
                : masked(event, privacy, occurrence -> EventDetails.builder().title(BUSY).build());
    }

    /**
     * An event as it may be written over another one, whose occurrences keep the hidden fields they have.
     *
     * @param present the event that is there
     */
    static Item over(Item item, Item present, Privacy privacy) {
        if (privacy == Privacy.FULL
                || !(item instanceof CalendarEvent event)
                || !(present instanceof CalendarEvent there)) {
            return item;
        }
        CalendarEvent bare = (CalendarEvent) bare(event, privacy);
        CalendarEvent kept = masked(
                event,
                privacy,
                id -> there.overrides().get(id) instanceof Occurrence.Changed changed
                        ? changed.details()
                        : there.details());
        return new CalendarEvent(bare.uid(), bare.when(), bare.details(), bare.recurrence(), kept.overrides());
    }

    private static CalendarEvent masked(
            CalendarEvent event,
            Privacy privacy,
            Function<OccurrenceId, EventDetails> hidden) {
        TreeMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        event.overrides()
                .forEach((id, occurrence) -> overrides.put(
                        id,
                        occurrence instanceof Occurrence.Changed changed
                                ? new Occurrence.Changed(
                                        changed.when(), details(changed.details(), hidden.apply(id), privacy))
                                : occurrence));
        EventDetails bare = EventDetails.builder().title(BUSY).build();
        return new CalendarEvent(
                event.uid(), event.when(), details(event.details(), bare, privacy), event.recurrence(), overrides);
    }

    private static EventDetails details(EventDetails shown, EventDetails hidden, Privacy privacy) {
        return hidden.toBuilder()
                .status(shown.status())
                .freeBusy(shown.freeBusy())
                .visibility(shown.visibility())
                .title(privacy.shows("title") ? shown.title() : hidden.title())
                .build();
    }
}
