// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.seed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.calendar.UserEdits;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.state.AccessRole;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.World;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;

/** The people of the demo and a believable month in their calendars, laid around today. */
public final class DemoSeed {
    public static final String ALICE = "alice.sandbox@gmail.example";
    public static final String ALICE_SECOND = "alice.private@gmail.example";
    public static final String BOB = "bob.sandbox@gmail.example";
    public static final String CLAIRE = "claire@workspace.example";
    public static final String FAMILY = "family.alice@group.calendar.google.com";
    /** As Google's own holiday calendars, its id has a hash sign that clients must escape. */
    public static final String HOLIDAYS = "en.french#holiday@group.v.calendar.google.com";
    private static final String ZONE = "Europe/Paris";
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String[] SINGLES = {"Dentist", "Quarterly review", "Coffee with Noor", "Budget draft", "Interview: backend engineer",
            "Train to Lyon", "Yoga", "Call with the landlord", "Design critique", "Parent-teacher evening", "Car inspection", "Lunch with Bob",
            "Security workshop", "Museum visit", "Haircut", "Contract review", "Board preparation", "Volunteer meeting", "Bike repair",
            "Product demo", "Pension adviser", "Choir rehearsal", "Vaccination", "Farewell drinks for Luc", "Print the posters", "Team photo"};

    private final World world;
    private final UserEdits edits;
    private final LocalDate monday;

    public DemoSeed(World world, UserEdits edits) {
        this.world = world;
        this.edits = edits;
        this.monday = world.now().atZone(ZoneId.of(ZONE)).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    public void plant() {
        Account alice = person(ALICE, "100000000000000000001", "Alice Martin", null);
        person(ALICE_SECOND, "100000000000000000002", "Alice (private)", null);
        Account bob = person(BOB, "100000000000000000003", "Bob Durand", null);
        Account claire = person(CLAIRE, "100000000000000000004", "Claire Petit", "workspace.example");
        world.locked(() -> {
            world.addCalendar(FAMILY, alice, "Family", ZONE);
            Account publisher = new Account("holidays@sandbox.example", "0", "Holidays", null, ZONE);
            CalendarData holidays = world.addCalendar(HOLIDAYS, publisher, "Holidays in France", ZONE);
            for (Account account : new Account[] {alice, bob, claire}) {
                world.share(holidays, account, AccessRole.READER);
            }
            return null;
        });
        alice();
        family();
        holidays();
        edits.insert(BOB, timed("Lunch with Alice", monday.plusDays(3).atTime(12, 30), 60));
        edits.insert(BOB, timed("Guitar lesson", monday.plusDays(1).atTime(18, 0), 45));
        edits.insert(CLAIRE, timed("One to one", monday.plusDays(2).atTime(11, 0), 30));
        ObjectNode away = timed("Out of office", monday.plusDays(4).atTime(13, 0), 240).put("eventType", "outOfOffice");
        away.putObject("outOfOfficeProperties").put("autoDeclineMode", "declineNone");
        edits.insert(CLAIRE, away);
    }

    private Account person(String email, String subject, String name, String domain) {
        return world.locked(() -> world.add(new Account(email, subject, name, domain, ZONE)));
    }

    private void alice() {
        for (int i = 0; i < SINGLES.length; i++) {
            LocalDate day = monday.plusDays(i * 37L % 42 - 14);
            ObjectNode event = timed(SINGLES[i], day.atTime(8 + i * 5 % 10, i % 2 * 30), 30 + i % 3 * 30);
            if (i % 4 == 0) {
                event.put("location", i * 3 + 1 + " rue des Lilas, Paris").put("description", "Bring the documents.");
            }
            if (i % 5 == 0) {
                event.putObject("reminders").put("useDefault", false).putArray("overrides").addObject().put("method", "popup").put("minutes", 30);
            }
            edits.insert(ALICE, event);
        }
        series("Team stand-up", monday.minusDays(14).atTime(9, 30), 15, "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=40", true);
        series("Weekly planning", monday.minusDays(13).atTime(14, 0), 60, "RRULE:FREQ=WEEKLY;COUNT=12", false);
        series("Rent", monday.withDayOfMonth(1).atTime(8, 0), 15, "RRULE:FREQ=MONTHLY;BYMONTHDAY=1;COUNT=12", false);
        allDay(ALICE, "Summer house", monday.plusDays(12), 3);
        allDay(ALICE, "Conference in Lyon", monday.plusDays(8), 2);
        allDay(ALICE, "Tax return due", monday.plusDays(17), 1);
        ObjectNode meeting = timed("Roadmap with partners", monday.plusDays(2).atTime(15, 0), 90).put("location", "Meeting room 3");
        meeting.withArray("attendees").addObject().put("email", ALICE).put("responseStatus", "accepted");
        meeting.withArray("attendees").addObject().put("email", BOB).put("displayName", "Bob Durand").put("responseStatus", "needsAction");
        meeting.withArray("attendees").addObject().put("email", "noor@partner.example").put("responseStatus", "tentative");
        meeting.putObject("conferenceData").putObject("createRequest").put("requestId", "demo");
        edits.insert(ALICE, meeting);
        ObjectNode invited = timed("Invitation: architecture forum", monday.plusDays(9).atTime(10, 0), 60);
        invited.putObject("organizer").put("email", "forum@partner.example").put("displayName", "Architecture forum");
        invited.withArray("attendees").addObject().put("email", ALICE).put("responseStatus", "needsAction");
        edits.insert(ALICE, invited);
        ObjectNode flight = timed("Flight to Nice (AF 6202)", monday.plusDays(19).atTime(7, 15), 90).put("eventType", "fromGmail")
                .put("visibility", "private");
        edits.insert(ALICE, flight);
        ObjectNode birthday = Json.object().put("summary", "Noor's birthday").put("eventType", "birthday").put("visibility", "private")
                .put("transparency", "transparent");
        birthday.putObject("start").put("date", monday.plusDays(5).toString());
        birthday.putObject("end").put("date", monday.plusDays(6).toString());
        birthday.putArray("recurrence").add("RRULE:FREQ=YEARLY");
        birthday.putObject("birthdayProperties").put("type", "birthday");
        edits.insert(ALICE, birthday);
        edits.insert(ALICE, timed("Private: therapist", monday.plusDays(3).atTime(17, 0), 50).put("visibility", "private"));
        ObjectNode remote = timed("Call with New York", monday.plusDays(4).atTime(16, 0), 45);
        ((ObjectNode) remote.get("start")).put("dateTime", monday.plusDays(4) + "T10:00:00").put("timeZone", "America/New_York");
        ((ObjectNode) remote.get("end")).put("dateTime", monday.plusDays(4) + "T10:45:00").put("timeZone", "America/New_York");
        edits.insert(ALICE, remote);
    }

    private void series(String title, LocalDateTime start, int minutes, String rule, boolean exceptions) {
        ObjectNode event = timed(title, start, minutes);
        event.putArray("recurrence").add(rule);
        String id = edits.insert(ALICE, event).get("id").asText();
        if (exceptions) {
            ObjectNode moved = timed(title + " (moved)", start.plusDays(15).plusHours(2), minutes);
            edits.patch(ALICE, id + "_" + suffix(start.plusDays(15)), moved);
            edits.delete(ALICE, id + "_" + suffix(start.plusDays(17)));
        }
    }

    private static String suffix(LocalDateTime local) {
        return SUFFIX.format(local.atZone(ZoneId.of(ZONE)).toInstant());
    }

    private void family() {
        edits.insert(FAMILY, timed("Swimming lesson", monday.plusDays(2).atTime(16, 30), 60));
        edits.insert(FAMILY, timed("Dinner at grandma's", monday.plusDays(6).atTime(19, 0), 150));
        allDay(FAMILY, "School holidays", monday.plusDays(14), 7);
        allDay(FAMILY, "Leo's birthday party", monday.plusDays(11), 1);
    }

    private void holidays() {
        int year = monday.getYear();
        String[][] days = {{"01-01", "New Year's Day"}, {"05-01", "Labour Day"}, {"05-08", "Victory Day"}, {"07-14", "Bastille Day"},
            {"08-15", "Assumption Day"}, {"11-01", "All Saints' Day"}, {"11-11", "Armistice Day"}, {"12-25", "Christmas Day"}};
        for (String[] day : days) {
            allDay(HOLIDAYS, day[1], LocalDate.parse(year + "-" + day[0]), 1);
            allDay(HOLIDAYS, day[1], LocalDate.parse(year + 1 + "-" + day[0]), 1);
        }
    }

    private void allDay(String calendar, String title, LocalDate from, int days) {
        ObjectNode event = Json.object().put("summary", title).put("transparency", "transparent");
        event.putObject("start").put("date", from.toString());
        event.putObject("end").put("date", from.plusDays(days).toString());
        edits.insert(calendar, event);
    }

    private static ObjectNode timed(String title, LocalDateTime start, int minutes) {
        ObjectNode event = Json.object().put("summary", title);
        event.putObject("start").put("dateTime", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(start)).put("timeZone", ZONE);
        event.putObject("end").put("dateTime", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(start.plusMinutes(minutes))).put("timeZone", ZONE);
        return event;
    }
}
