// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an event is about. Built with {@link #builder()}; absent texts are empty strings.
 *
 * @param title summary
 * @param description plain text or HTML as the service holds it; line ends are {@code \n}
 * @param location free text
 * @param status confirmed, tentative or cancelled
 * @param freeBusy whether it takes up its time
 * @param visibility who may see it
 * @param color CSS colour {@code #rrggbb} or name, where one was chosen for this event
 * @param categories free keywords
 * @param defaultAlarms whether the calendar's own default reminders apply (Google {@code useDefault})
 * @param alarms own reminders
 * @param attendees participants by address
 * @param organizer address of the organiser, where known
 * @param url a page about the event
 */
public record EventDetails(
        String title,
        String description,
        String location,
        EventStatus status,
        FreeBusy freeBusy,
        Visibility visibility,
        Optional<String> color,
        SortedSet<String> categories,
        boolean defaultAlarms,
        SortedSet<Alarm> alarms,
        SortedMap<String, Attendee> attendees,
        Optional<String> organizer,
        Optional<String> url) {
    public EventDetails {
        title = text(title);
        description = text(description);
        location = text(location);
        Objects.requireNonNull(status);
        Objects.requireNonNull(freeBusy);
        Objects.requireNonNull(visibility);
        Objects.requireNonNull(color);
        Objects.requireNonNull(organizer);
        Objects.requireNonNull(url);
        categories = Collections.unmodifiableSortedSet(new TreeSet<>(categories));
        alarms = Collections.unmodifiableSortedSet(new TreeSet<>(alarms));
        attendees = Collections.unmodifiableSortedMap(new TreeMap<>(attendees));
    }

    private static String text(String value) {
        return value == null ? "" : value.replace("\r\n", "\n").replace('\r', '\n').strip();
    }

    /** The fields of these details, without those of the event around them; see {@link Item#fields()}. */
    public SortedMap<FieldPath, String> fields() {
        return EventFields.of(this);
    }

    /** A builder with nothing but defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts from these details. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.title = title;
        builder.description = description;
        builder.location = location;
        builder.status = status;
        builder.freeBusy = freeBusy;
        builder.visibility = visibility;
        builder.color = color;
        builder.categories = categories;
        builder.defaultAlarms = defaultAlarms;
        builder.alarms = alarms;
        builder.attendees = attendees;
        builder.organizer = organizer;
        builder.url = url;
        return builder;
    }

    @Override
    public String toString() {
        return "EventDetails[not shown]";
    }

    /** Collects the parts of {@link EventDetails}; not thread-safe. */
    public static final class Builder {
        private String title = "";
        private String description = "";
        private String location = "";
        private EventStatus status = EventStatus.CONFIRMED;
        private FreeBusy freeBusy = FreeBusy.BUSY;
        private Visibility visibility = Visibility.DEFAULT;
        private Optional<String> color = Optional.empty();
        private Collection<String> categories = List.of();
        private boolean defaultAlarms;
        private Collection<Alarm> alarms = List.of();
        private SortedMap<String, Attendee> attendees = Collections.emptySortedMap();
        private Optional<String> organizer = Optional.empty();
        private Optional<String> url = Optional.empty();

        private Builder() {}

        public Builder title(String value) {
            title = value;
            return this;
        }

        public Builder description(String value) {
            description = value;
            return this;
        }

        public Builder location(String value) {
            location = value;
            return this;
        }

        public Builder status(EventStatus value) {
            status = value;
            return this;
        }

        public Builder freeBusy(FreeBusy value) {
            freeBusy = value;
            return this;
        }

        public Builder visibility(Visibility value) {
            visibility = value;
            return this;
        }

        /** Null or blank for none. */
        public Builder color(String value) {
            color = present(value);
            return this;
        }

        public Builder categories(Collection<String> value) {
            categories = value;
            return this;
        }

        public Builder defaultAlarms(boolean value) {
            defaultAlarms = value;
            return this;
        }

        public Builder alarms(Collection<Alarm> value) {
            alarms = value;
            return this;
        }

        /** Of two with the same address the last one counts. */
        public Builder attendees(Collection<Attendee> value) {
            attendees = value.stream()
                    .collect(Collectors.toMap(Attendee::address, Function.identity(), (a, b) -> b, TreeMap::new));
            return this;
        }

        /** Null or blank for none. */
        public Builder organizer(String value) {
            organizer = present(value);
            return this;
        }

        /** Null or blank for none. */
        public Builder url(String value) {
            url = present(value);
            return this;
        }

        private static Optional<String> present(String value) {
            return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
        }

        /** Builds; the builder may be used again. */
        public EventDetails build() {
            return new EventDetails(
                    title,
                    description,
                    location,
                    status,
                    freeBusy,
                    visibility,
                    color,
                    new TreeSet<>(categories),
                    defaultAlarms,
                    new TreeSet<>(alarms),
                    attendees,
                    organizer,
                    url);
        }
    }
}
