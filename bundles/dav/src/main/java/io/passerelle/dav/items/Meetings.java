// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.items;

import io.passerelle.dav.MeetingPolicy;
import io.passerelle.dav.MeetingPolicy.Existing;
import io.passerelle.dav.MeetingPolicy.Participants;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries out a {@link MeetingPolicy}. Any number of threads. */
final class Meetings {
    static final Set<String> ROOTS = Set.of("attendees", "organizer");

    private final MeetingPolicy policy;
    private final Supplier<Set<String>> owner;

    /** @param owner gives the mail addresses of the account's owner; asked only where it matters */
    Meetings(MeetingPolicy policy, Supplier<Set<String>> owner) {
        this.policy = policy;
        this.owner = owner;
    }

    boolean kept() {
        return policy.participants() == Participants.KEPT_OUT;
    }

    /** Whether there are items that writes are kept from. */
    boolean mayHold() {
        return policy.existing() != Existing.WRITTEN;
    }

    /** What every part of a written event gets. */
    List<String> lines(CalendarEvent event) {
        return Stream.concat(policy.silencers().stream(), Texts.marks(event).stream()).toList();
    }

    /** The item as this collection carries it. */
    Item carried(Item item) {
        return kept() && item instanceof CalendarEvent event && isMeeting(event)
                ? each(event, details -> details.toBuilder().attendees(List.of()).organizer(null).build())
                : item;
    }

    /**
     * What the text shall say after an update.
     *
     * @param now what it says
     */
    Item wanted(Item now, Item item, Set<FieldPath> fields) {
        if (!kept() || !(now instanceof CalendarEvent before) || !isMeeting(before)) {
            return now.with(carried(item), fields);
        }
        Set<FieldPath> carried =
                fields.stream().filter(path -> !ROOTS.contains(path.root())).collect(Collectors.toSet());
        CalendarEvent after = before.with(carried(item), carried);
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>(after.overrides());
        overrides.replaceAll((id, occurrence) -> occurrence instanceof Occurrence.Changed changed
                ? new Occurrence.Changed(changed.when(), as(changed.details(), participants(before, id)))
                : occurrence);
        return new CalendarEvent(after.uid(), after.when(), after.details(), after.recurrence(), overrides);
    }

    private static EventDetails participants(CalendarEvent before, OccurrenceId id) {
        return before.overrides().get(id) instanceof Occurrence.Changed changed ? changed.details() : before.details();
    }

    private static EventDetails as(EventDetails details, EventDetails from) {
        return details.toBuilder()
                .attendees(from.attendees().values())
                .organizer(from.organizer().orElse(null))
                .build();
    }

    static CalendarEvent each(CalendarEvent event, UnaryOperator<EventDetails> change) {
        SortedMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        for (Map.Entry<OccurrenceId, Occurrence> override : event.overrides().entrySet()) {
            overrides.put(
                    override.getKey(),
                    override.getValue() instanceof Occurrence.Changed changed
                            ? new Occurrence.Changed(changed.when(), change.apply(changed.details()))
                            : override.getValue());
        }
        return new CalendarEvent(
                event.uid(), event.when(), change.apply(event.details()), event.recurrence(), overrides);
    }

    /** Whether writing over this item, or deleting it, would make the server tell somebody. */
    boolean held(Item now) {
        if (policy.existing() == Existing.WRITTEN || !(now instanceof CalendarEvent event) || !isMeeting(event)) {
            return false;
        }
        if (policy.existing() == Existing.HELD) {
            return true;
        }
        Set<String> own = owner.get();
        return details(event)
                .anyMatch(details -> !details.organizer()
                        .map(address -> own.contains(address.toLowerCase(Locale.ROOT)))
                        .orElse(details.attendees().isEmpty()));
    }

    private static boolean isMeeting(CalendarEvent event) {
        return details(event).anyMatch(details ->
                details.organizer().isPresent() || !details.attendees().isEmpty());
    }

    private static Stream<EventDetails> details(CalendarEvent event) {
        return Stream.concat(
                Stream.of(event.details()),
                event.overrides().values().stream()
                        .filter(Occurrence.Changed.class::isInstance)
                        .map(override -> ((Occurrence.Changed) override).details()));
    }
}
