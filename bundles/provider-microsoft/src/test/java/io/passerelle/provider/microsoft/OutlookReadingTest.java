// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.testkit.time.MutableClock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people do in Outlook, as it is read. */
class OutlookReadingTest {
    private static final String EVENT = "{'subject':'%s','start':{'dateTime':'%sT09:00:00','timeZone':'W. Europe Standard Time'},"
            + "'end':{'dateTime':'%sT10:00:00','timeZone':'W. Europe Standard Time'}%s}";
    private static final String MARCH = "2026-03-02";
    private final MicrosoftSide side = new MicrosoftSide(MutableClock.at("2026-01-22T10:00:00Z"));
    private final ItemCollection calendar = side.open();

    @AfterEach
    void close() {
        side.close();
    }

    private String insert(String title, String day, String more) {
        return side.insert(EVENT.formatted(title, day, day, more)).path("id").asText();
    }

    @Test
    @DisplayName("a zone of Windows becomes one of the IANA")
    void zones() {
        insert("Plan", MARCH, "");
        CalendarEvent event = MicrosoftSide.read(calendar, Cursor.START).titled("Plan");
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        LocalDateTime nine = LocalDateTime.of(2026, 3, 2, 9, 0);
        assertThat(event.when()).isEqualTo(EventTime.Timed.of(nine, nine.plusHours(1), berlin));
    }

    @Test
    @DisplayName("A33 a series is one item with its moved and its cancelled occurrence")
    void series() {
        String id = insert("Weekly", MARCH, ",'recurrence':{'pattern':{'type':'weekly','interval':1,'daysOfWeek':['monday']},"
                + "'range':{'type':'numbered','numberOfOccurrences':5,'startDate':'2026-03-02'}}");
        side.microsoft.userDeletes(MicrosoftSide.ADA, side.microsoft.instanceId(id, LocalDate.of(2026, 3, 9)));
        side.microsoft.userEdits(
                MicrosoftSide.ADA, side.microsoft.instanceId(id, LocalDate.of(2026, 3, 16)), MicrosoftSide.json("{'subject':'Other'}"));
        MicrosoftSide.Read read = MicrosoftSide.read(calendar, Cursor.START);
        assertThat(read.changes()).hasSize(1);
        CalendarEvent event = read.titled("Weekly");
        assertThat(event.recurrence().orElseThrow().rules().get(0).value()).isEqualTo("FREQ=WEEKLY;COUNT=5");
        LocalDateTime nine = LocalDateTime.of(2026, 3, 9, 9, 0);
        assertThat(event.overrides().get(OccurrenceId.of(nine))).isEqualTo(new Occurrence.Cancelled());
        assertThat(((Occurrence.Changed) event.overrides().get(OccurrenceId.of(nine.plusWeeks(1)))).details().title()).isEqualTo("Other");
    }

    @Test
    @DisplayName("B20 an event that leaves the window is no deletion, and one outside is part of a full pass")
    void outOfWindow() {
        String id = insert("Soon", MARCH, "");
        insert("Long ago", "2015-03-02", "");
        MicrosoftSide.Read first = MicrosoftSide.read(calendar, Cursor.START);
        assertThat(first.changes()).hasSize(2);
        side.microsoft.userEdits(MicrosoftSide.ADA, id, MicrosoftSide.json(EVENT.formatted("Soon", "2035-03-02", "2035-03-02", "")));
        MicrosoftSide.Read second = MicrosoftSide.read(calendar, first.next().orElseThrow());
        assertThat(second.changes()).hasSize(1).allMatch(Change.Upsert.class::isInstance);
        side.microsoft.userDeletes(MicrosoftSide.ADA, id);
        insert("New", MARCH, "");
        String gone = insert("Short", MARCH, "");
        MicrosoftSide.Read third = MicrosoftSide.read(calendar, second.next().orElseThrow());
        side.microsoft.userDeletes(MicrosoftSide.ADA, gone);
        MicrosoftSide.Read fourth = MicrosoftSide.read(calendar, third.next().orElseThrow());
        assertThat(fourth.changes()).containsExactly(new Change.Tombstone(ItemRef.of(gone)));
    }

    @Test
    @DisplayName("51 nobody is written to: a meeting of one's own is left alone, an invitation may be changed here")
    void noMail() {
        String own = insert("Mine", MARCH, ",'attendees':[{'emailAddress':{'address':'bob@contoso.example'}}]");
        String invited = side.microsoft
                .userIsInvited(MicrosoftSide.ADA, side.calendar(), MicrosoftSide.json(EVENT.formatted("Theirs", MARCH, MARCH,
                        ",'attendees':[{'emailAddress':{'address':'ada@contoso.example'}}]")), "bob@contoso.example")
                .path("id")
                .asText();
        side.microsoft.outbox().clear();
        assertThat(rename(own)).isInstanceOf(WriteResult.Failed.class);
        assertThat(rename(invited)).isInstanceOf(WriteResult.Done.class);
        assertThat(side.microsoft.outbox().mails()).isEmpty();
    }

    private WriteResult rename(String id) {
        Fetched.Found found = (Fetched.Found) calendar.fetch(List.of(ItemRef.of(id))).get(0);
        CalendarEvent event = (CalendarEvent) found.item();
        CalendarEvent renamed = CalendarEvent.single(event.uid(), event.when(), event.details().toBuilder().title("Renamed").build());
        return calendar.write(List.of(new Write.Update(found.ref(), found.revision(), renamed, Set.of(FieldPath.of("title"))))).get(0);
    }
}
