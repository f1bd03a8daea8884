// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.fields;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.ical.ICalendarReader;
import io.passerelle.ical.ICalendarWriter;
import io.passerelle.ical.vcard.CardReader;
import io.passerelle.ical.vcard.CardVersion;
import io.passerelle.ical.vcard.CardWriter;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Anniversary;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.CustomField;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.InstantMessage;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Labels;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Organization;
import io.passerelle.model.item.PartialDate;
import io.passerelle.model.item.PostalAddress;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import io.passerelle.model.item.Visibility;
import io.passerelle.provider.google.EventFields;
import io.passerelle.provider.google.contacts.PersonFieldsCarried;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page {@code docs/field-matrix.md} says what the translators do: it is made by them. */
class FieldMatrixTest {
    private static final LocalDateTime START = LocalDateTime.of(2026, 3, 2, 9, 0);
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    /** What a service can hold, and what a translator makes of an item on the way there and back. */
    private record Service(Set<String> carried, Set<String> byOtherCalls, UnaryOperator<Item> thereAndBack) {
        String cell(Item item, String root) {
            if (!carried.contains(root)) {
                return "no";
            }
            if (byOtherCalls.contains(root)) {
                return "yes, by calls of its own";
            }
            return part(item, root).equals(part(thereAndBack.apply(item), root)) ? "yes" : "in part";
        }

        private static Map<String, String> part(Item item, String root) {
            return item.fields().entrySet().stream()
                    .filter(field -> field.getKey().root().equals(root))
                    .collect(Collectors.toMap(field -> field.getKey().toString(), Map.Entry::getValue));
        }
    }

    private static CalendarEvent event() {
        EventTime when = EventTime.Timed.of(START, START.plusHours(1), ZONE);
        EventDetails details = EventDetails.builder()
                .title("Review")
                .description("<p>Bring <b>figures</b></p>")
                .location("Room 4")
                .status(EventStatus.TENTATIVE)
                .freeBusy(FreeBusy.FREE)
                .visibility(Visibility.PRIVATE)
                .color("#7986cb")
                .categories(Set.of("work"))
                .alarms(Set.of(new Alarm(Duration.ofMinutes(15), Alarm.Action.values()[0])))
                .attendees(List.of(
                        new Attendee("bob@example.org", "Bob", Attendee.Role.OPTIONAL, Attendee.Answer.TENTATIVE)))
                .organizer("alice@example.org")
                .url("https://example.org/review")
                .build();
        TreeMap<OccurrenceId, Occurrence> overrides = new TreeMap<>();
        overrides.put(OccurrenceId.of(START.plusWeeks(1)), new Occurrence.Cancelled());
        return new CalendarEvent(
                ItemUid.of("review@example.org"),
                when,
                details,
                Optional.of(Recurrence.of(RecurrenceRule.of("FREQ=WEEKLY;COUNT=10"))),
                overrides);
    }

    /** With the calendar's own reminders, which exclude others. */
    private static CalendarEvent withDefaultAlarms(CalendarEvent event) {
        EventDetails details =
                event.details().toBuilder().defaultAlarms(true).alarms(Set.of()).build();
        return new CalendarEvent(event.uid(), event.when(), details, event.recurrence(), event.overrides());
    }

    private static Contact contact() {
        Labels work = Labels.of("work");
        return Contact.builder(ItemUid.of("urn:uuid:6a0c6a2e-5f0f-4ad5-a4ee-7a4a3c1d2b11"))
                .name(new ContactName(
                        "Dr. Ada King Byron, MP", "Dr.", "Ada", "King", "Byron", "MP", "Aida", "Kin", "Bairon"))
                .fileAs("Byron, Ada")
                .gender("female")
                .note("Met in London")
                .birthday(PartialDate.of(12, 10))
                .photo(new ContactPhoto("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}))
                .nicknames(List.of("Countess"))
                .emails(List.of(Labelled.of("ada@example.org", "work"), Labelled.of("ada@example.com", "home")))
                .phones(List.of(Labelled.of("+44 20 7946 0000", "work")))
                .addresses(List.of(PostalAddress.of("12 St James's Sq", "London", "", "SW1Y 4JH", "United Kingdom", work)))
                .urls(List.of(Labelled.of("https://example.org/ada", "work")))
                .ims(List.of(new InstantMessage("jabber", "ada@example.org", work)))
                .organizations(List.of(Organization.of("Analytical Engines", "Programs", "Author")))
                .anniversaries(List.of(new Anniversary(new PartialDate(1835, 7, 8), "anniversary")))
                .relations(List.of(Labelled.of("Charles Babbage", "friend")))
                .categories(List.of("scientists"))
                .custom(List.of(new CustomField("Library card", "1815")))
                .vcard(List.of("X-EXAMPLE:1"))
                .build();
    }

    private static Map<String, Service> calendars() {
        Map<String, Service> services = new LinkedHashMap<>();
        services.put(
                "Google Calendar",
                new Service(
                        EventFields.carried(),
                        Set.of(CalendarEvent.OVERRIDES),
                        item -> EventFields.thereAndBack((CalendarEvent) item)));
        services.put(
                "iCalendar (.ics)",
                new Service(
                        CalendarEvent.ROOTS,
                        Set.of(),
                        item -> new ICalendarReader().readOne(ICalendarWriter.text((CalendarEvent) item))));
        return services;
    }

    private static Map<String, Service> addressBooks() {
        Map<String, Service> services = new LinkedHashMap<>();
        services.put(
                "Google Contacts",
                new Service(
                        PersonFieldsCarried.carried(),
                        Set.of(Contact.PHOTO, "categories"),
                        item -> PersonFieldsCarried.thereAndBack((Contact) item)));
        for (CardVersion version : CardVersion.values()) {
            services.put(
                    "vCard (" + version + ")",
                    new Service(
                            Contact.ROOTS,
                            Set.of(),
                            item -> new CardReader().readOne(CardWriter.text((Contact) item, version))));
        }
        return services;
    }

    private static List<String> table(Item item, Item other, Set<String> roots, Map<String, Service> services) {
        List<String> lines = new ArrayList<>();
        lines.add("| Field | " + String.join(" | ", services.keySet()) + " |");
        lines.add("|---" + "|---".repeat(services.size()) + "|");
        for (String root : new TreeSet<>(roots)) {
            Item sample = root.equals("defaultAlarms") ? other : item;
            assertThat(sample.fields().keySet())
                    .as("the sample has every field, so that none is kept for being absent")
                    .anyMatch(path -> path.root().equals(root));
            lines.add("| `" + root + "` | "
                    + services.values().stream()
                            .map(service -> service.cell(sample, root))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        return lines;
    }

    private static String page() {
        List<String> lines = new ArrayList<>();
        lines.add("# Which fields go where");
        lines.add("");
        lines.add("Made by the translators themselves, from an event and a contact that have every field there is (test");
        lines.add("`FieldMatrixTest`, which fails when this page is out of date and writes it anew with");
        lines.add("`-Dpasserelle.field-matrix=write`). *In part*: the field comes back different from what was sent. *no*: the");
        lines.add("service cannot hold it; it stays on the side that has it, is kept sealed beside the mapping, and is named in the");
        lines.add("run's report.");
        lines.add("");
        lines.add("The embedded host holds every field of both.");
        lines.add("");
        lines.add("## Events");
        lines.add("");
        lines.addAll(table(event(), withDefaultAlarms(event()), CalendarEvent.ROOTS, calendars()));
        lines.add("");
        lines.add("## Contacts");
        lines.add("");
        lines.addAll(table(contact(), contact(), Contact.ROOTS, addressBooks()));
        lines.add("");
        return String.join("\n", lines);
    }

    @Test
    @DisplayName("the published field matrix is what the translators do")
    void matrixIsTrue() throws IOException {
        Path published = Path.of(System.getProperty("passerelle.top", "../.."), "docs", "field-matrix.md");
        String page = page();
        if ("write".equals(System.getProperty("passerelle.field-matrix"))) {
            Files.writeString(published, page);
        }

        assertThat(published).hasContent(page);
    }
}
