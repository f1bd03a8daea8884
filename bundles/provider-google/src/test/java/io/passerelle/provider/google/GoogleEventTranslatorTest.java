// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Visibility;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleEventTranslatorTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private final GoogleEventTranslator translator = new GoogleEventTranslator(PARIS);

    private static Map<String, Object> json(String text) {
        return GoogleJson.read(text.replace('\'', '"'));
    }

    private CalendarEvent single(String members) {
        return translator.single(json("{'id':'abcde','etag':'x'," + members + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("Times keep their zone, whatever way Google names it")
    @CsvSource(delimiter = '|', value = {
        "{'dateTime':'2026-03-02T09:00:00+01:00','timeZone':'Europe/Berlin'} | 2026-03-02T09:00[Europe/Berlin]",
        "{'dateTime':'2026-03-02T08:00:00Z','timeZone':'Europe/Berlin'} | 2026-03-02T09:00[Europe/Berlin]",
        "{'dateTime':'2026-03-02T09:00:00','timeZone':'Europe/Berlin'} | 2026-03-02T09:00[Europe/Berlin]",
        "{'dateTime':'2026-03-02T03:00:00-05:00'} | 2026-03-02T09:00[Europe/Paris]",
        "{'dateTime':'2026-03-02T08:00:00Z'} | 2026-03-02T09:00[Europe/Paris]",
        "{'dateTime':'2026-03-02T08:00:00.000Z','timeZone':'UTC'} | 2026-03-02T08:00[UTC]",
        "{'dateTime':'2026-03-02T09:00:00+01:00','timeZone':'W. Europe Standard Time'} | 2026-03-02T09:00[Europe/Berlin]",
        "{'dateTime':'2026-03-02T09:00:00+01:00','timeZone':'Middle-earth/Shire'} | 2026-03-02T09:00[Europe/Paris]"
    })
    void zones(String start, String expected) {
        EventTime when = single("'start':" + start + ",'end':" + start).when();

        assertThat(when.canonical()).startsWith(expected + "/");
    }

    @ParameterizedTest(name = "{0} to {1}")
    @DisplayName("B15 the end of an all-day event is exclusive; the same date twice is one day")
    @CsvSource({
        "2026-03-02, 2026-03-03, 2026-03-02/2026-03-03",
        "2026-03-02, 2026-03-05, 2026-03-02/2026-03-05",
        "2026-03-02, 2026-03-02, 2026-03-02/2026-03-03"
    })
    void allDay(String start, String end, String expected) {
        assertThat(single("'start':{'date':'" + start + "'},'end':{'date':'" + end + "'}").when().canonical())
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A36 what cannot be understood is malformed, not an exception of another kind")
    @CsvSource(delimiter = '|', value = {
        "'summary':'no time'",
        "'start':{'dateTime':'yesterday'},'end':{'dateTime':'today'}",
        "'start':{'date':'2026-02-30'},'end':{'date':'2026-03-01'}",
        "'start':{'dateTime':'2026-03-02T09:00:00Z'},'end':{'dateTime':'2026-03-02T08:00:00Z'}",
        "'start':'noon','end':7"
    })
    void malformed(String members) {
        assertThatThrownBy(() -> single(members))
                .isInstanceOfSatisfying(PasserelleException.class, e ->
                        assertThat(e.code()).isEqualTo(ErrorCode.ITEM_MALFORMED));
    }

    @Test
    @DisplayName("Every field that Google holds is read")
    void allFields() {
        CalendarEvent event = single("'iCalUID':'u@x','summary':'T','description':'D','location':'L','status':'tentative',"
                + "'transparency':'transparent','visibility':'private','colorId':'11','source':{'url':'https://x.example/'},"
                + "'start':{'date':'2026-03-02'},'end':{'date':'2026-03-03'},"
                + "'organizer':{'email':'Boss@X.example'},'attendees':[{'email':'A@x.example','displayName':'A',"
                + "'optional':true,'responseStatus':'declined'},{'email':'room@x.example','resource':true}],"
                + "'reminders':{'useDefault':false,'overrides':[{'method':'email','minutes':20},{'method':'popup','minutes':5}]}");

        assertThat(event.fields().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()))
                .containsExactlyInAnyOrder(
                        "title=T",
                        "description=D",
                        "location=L",
                        "status=TENTATIVE",
                        "freeBusy=FREE",
                        "visibility=PRIVATE",
                        "color=#dc2127",
                        "url=https://x.example/",
                        "when=2026-03-02/2026-03-03",
                        "organizer=boss@x.example",
                        "attendees/a@x.example=OPTIONAL DECLINED A",
                        "attendees/room@x.example=RESOURCE NEEDS_ACTION ",
                        "alarms/EMAIL-PT20M=EMAIL-PT20M",
                        "alarms/DISPLAY-PT5M=DISPLAY-PT5M");
    }

    @Test
    @DisplayName("B19 default reminders leave no reminders of the event")
    void defaultReminders() {
        CalendarEvent event = single("'start':{'date':'2026-03-02'},'end':{'date':'2026-03-03'},"
                + "'reminders':{'useDefault':true,'overrides':[{'method':'email','minutes':20}]}");

        assertThat(event.details().defaultAlarms()).isTrue();
        assertThat(event.details().alarms()).isEmpty();
    }

    @Test
    @DisplayName("B19 at most five reminders are written, none after the start, none beyond four weeks")
    void reminderLimits() {
        List<Alarm> many = IntStream.rangeClosed(-1, 8)
                .mapToObj(hours -> new Alarm(Duration.ofHours(hours), Alarm.Action.DISPLAY))
                .toList();
        Map<String, Object> written =
                GoogleReminders.write(EventDetails.builder().alarms(many).build());

        assertThat(GoogleJson.objects(written, "overrides")).hasSize(5).allSatisfy(reminder ->
                assertThat(GoogleJson.number(reminder, "minutes").orElseThrow()).isBetween(0, 40320));
        Map<String, Object> far = GoogleReminders.write(EventDetails.builder()
                .alarms(List.of(new Alarm(Duration.ofDays(90), Alarm.Action.EMAIL)))
                .build());
        assertThat(GoogleJson.number(GoogleJson.objects(far, "overrides").get(0), "minutes")).contains(40320);
    }

    @Test
    @DisplayName("B18 RRULE, RDATE and EXDATE in all their forms")
    void recurrenceLines() {
        CalendarEvent event = translator.series(
                json("{'id':'abcde','start':{'dateTime':'2026-03-02T09:00:00+01:00','timeZone':'Europe/Paris'},"
                        + "'end':{'dateTime':'2026-03-02T10:00:00+01:00','timeZone':'Europe/Paris'},'recurrence':["
                        + "'RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO','RDATE;TZID=Europe/London:20260304T080000',"
                        + "'EXDATE:20260309T080000Z','EXDATE;TZID=Europe/Paris:20260316T090000,20260323T090000',"
                        + "'EXDATE;VALUE=DATE:20260330']}"),
                List.of());

        assertThat(event.recurrence().orElseThrow().canonical()).isEqualTo("FREQ=WEEKLY;BYDAY=MO|2026-03-04T09:00");
        assertThat(event.overrides().keySet().stream().map(OccurrenceId::toString))
                .containsExactly("2026-03-09T09:00", "2026-03-16T09:00", "2026-03-23T09:00", "2026-03-30T09:00");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A recurrence that we would lose when writing is not understood")
    @CsvSource(delimiter = '|', value = {"EXRULE:FREQ=DAILY", "RRULE:FREQ", "EXDATE:soon", "RDATE;VALUE=PERIOD:20260302T090000Z/PT1H", "X"})
    void strangeRecurrence(String line) {
        assertThatThrownBy(() -> translator.series(
                        json("{'id':'abcde','start':{'date':'2026-03-02'},'end':{'date':'2026-03-03'},'recurrence':["
                                + "'RRULE:FREQ=DAILY','" + line + "']}"),
                        List.of()))
                .isInstanceOfSatisfying(PasserelleException.class, e ->
                        assertThat(e.code()).isEqualTo(ErrorCode.ITEM_MALFORMED));
    }

    @Test
    @DisplayName("An exception is keyed by its original start in the zone of its series, over a change of clocks too")
    void exceptions() {
        CalendarEvent event = translator.series(
                json("{'id':'abcde','summary':'S','start':{'dateTime':'2026-03-23T09:00:00+01:00','timeZone':'Europe/Paris'},"
                        + "'end':{'dateTime':'2026-03-23T10:00:00+01:00','timeZone':'Europe/Paris'},"
                        + "'recurrence':['RRULE:FREQ=WEEKLY']}"),
                List.of(
                        json("{'id':'abcde_20260330T070000Z','recurringEventId':'abcde','status':'cancelled',"
                                + "'originalStartTime':{'dateTime':'2026-03-30T03:00:00-04:00','timeZone':'America/New_York'}}"),
                        json("{'id':'abcde_20260406T070000Z','recurringEventId':'abcde','summary':'S',"
                                + "'originalStartTime':{'dateTime':'2026-04-06T07:00:00Z'},"
                                + "'start':{'dateTime':'2026-04-06T09:00:00+02:00','timeZone':'Europe/Paris'},"
                                + "'end':{'dateTime':'2026-04-06T10:00:00+02:00','timeZone':'Europe/Paris'}}")));

        // The second one differs in nothing that we know.
        assertThat(event.overrides())
                .containsOnly(Map.entry(
                        OccurrenceId.of(LocalDateTime.parse("2026-03-30T09:00")), new Occurrence.Cancelled()));
    }

    @Test
    @DisplayName("An instance without its series is an item of its own with a UID of its own")
    void orphan() {
        CalendarEvent event = translator.orphan(json("{'id':'abcde_20260330','recurringEventId':'abcde','iCalUID':'u@x',"
                + "'start':{'date':'2026-03-30'},'end':{'date':'2026-03-31'}}"));

        assertThat(event.uid()).isEqualTo(ItemUid.of("abcde_20260330@google.com"));
        assertThat(event.recurrence()).isEmpty();
    }

    @Test
    @DisplayName("B17 each kind of time clears the members of the other kind")
    void clearsOtherKind() {
        CalendarEvent day = CalendarEvent.single(
                ItemUid.of("u"),
                new EventTime.AllDay(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-03")),
                EventDetails.builder().build());

        String written = new String(
                GoogleJson.write(GoogleEventPatch.event(day, Set.of("when"), Set.of(), Map.of(), PARIS)),
                java.nio.charset.StandardCharsets.UTF_8);

        assertThat(written).contains("\"start\":{\"date\":\"2026-03-02\",\"dateTime\":null,\"timeZone\":null}");
    }

    @Test
    @DisplayName("B20 on somebody else's event only the own answer is written")
    void guestAnswers() {
        Map<String, Object> present = json("{'organizer':{'email':'boss@x'},'attendees':["
                + "{'email':'boss@x','responseStatus':'accepted'},{'email':'ann@x','self':true,'responseStatus':'needsAction',"
                + "'comment':'maybe'}]}");
        EventDetails wanted = EventDetails.builder()
                .attendees(List.of(
                        new Attendee("boss@x", "", Attendee.Role.REQUIRED, Attendee.Answer.DECLINED),
                        new Attendee("ann@x", "", Attendee.Role.REQUIRED, Attendee.Answer.ACCEPTED)))
                .build();

        assertThat(GoogleAttendees.write(wanted, present).toString())
                .isEqualTo("[{email=boss@x, responseStatus=accepted}, "
                        + "{email=ann@x, self=true, responseStatus=accepted, comment=maybe}]");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("A colour becomes the nearest of Google's eleven")
    @CsvSource({"#dc2127, 11", "#DC2127, 11", "#ff0000, 11", "blue, 9", "#5484edff, 9", "green, 10"})
    void colors(String css, String id) {
        assertThat(GoogleColors.nearest(css)).contains(id);
    }

    @Test
    @DisplayName("A colour that is none is not written")
    void noColor() {
        assertThat(GoogleColors.nearest("javascript:alert(1)")).isEmpty();
    }

    @Test
    @DisplayName("Links of another scheme than http and https are not written")
    void urls() {
        CalendarEvent event = CalendarEvent.single(
                ItemUid.of("u"),
                new EventTime.AllDay(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-03")),
                EventDetails.builder().url("javascript:alert(1)").build());

        assertThat(GoogleEventPatch.event(event, Set.of("url"), Set.of(), Map.of(), PARIS).get("source"))
                .isSameAs(GoogleJson.NULL);
    }

    @ParameterizedTest(name = "{0}, all-day {1}")
    @DisplayName("UNTIL is written as the kind of event demands")
    @CsvSource({
        "20260401T090000, false, 20260401T070000Z",
        "20260401T090000Z, false, 20260401T090000Z",
        "20260401T090000Z, true, 20260401",
        "20260401, true, 20260401"
    })
    void until(String until, boolean allDay, String expected) {
        EventTime when = allDay
                ? new EventTime.AllDay(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-03"))
                : EventTime.Timed.of(
                        LocalDateTime.parse("2026-03-02T09:00"), LocalDateTime.parse("2026-03-02T10:00"), PARIS);

        assertThat(GoogleRecurrence.write(
                        io.passerelle.model.item.Recurrence.of(
                                io.passerelle.model.item.RecurrenceRule.of("FREQ=DAILY;UNTIL=" + until)),
                        List.of(),
                        when,
                        PARIS))
                .containsExactly("RRULE:FREQ=DAILY;UNTIL=" + expected);
    }

    @Test
    @DisplayName("A revision says what its series and its kind are, and reads back")
    void revisions() {
        Map<String, Object> master = json("{'id':'abcde','etag':'\\\\'1\\\\'','recurrence':['RRULE:FREQ=DAILY'],'eventType':'birthday'}"
                .replace("\\\\'", "\\\""));
        Map<String, Object> one = json("{'id':'abcde_1','etag':'e1'}");
        Map<String, Object> two = json("{'id':'abcde_2','etag':'e2'}");
        GoogleRevision revision = GoogleRevision.of(master, List.of(one, two));

        assertThat(GoogleRevision.parse(revision.revision())).isEqualTo(revision);
        assertThat(revision.etag()).isEqualTo("\"1\"");
        assertThat(revision.type()).isEqualTo("birthday");
        assertThat(GoogleRevision.of(master, List.of(two, one))).isEqualTo(revision);
        assertThat(GoogleRevision.of(master, List.of(one))).isNotEqualTo(revision);
    }

    @Test
    @DisplayName("Categories are not carried, everything else is")
    void carried() {
        Set<String> all = new java.util.TreeSet<>(CalendarEvent.ROOTS);
        all.removeAll(GoogleEventTranslator.CARRIED);

        assertThat(all).containsExactly("categories");
        assertThat(CalendarEvent.ROOTS).containsAll(GoogleEventTranslator.CARRIED);
    }

    @Test
    @DisplayName("Fields of an event of another kind are reduced to what it allows")
    void changeable() {
        List<FieldPath> fields = List.of(FieldPath.of("title"), FieldPath.of("color"), FieldPath.of("alarms", "x"));

        assertThat(GoogleEventPatch.changeable(fields, "default")).containsExactly("alarms", "color", "title");
        assertThat(GoogleEventPatch.changeable(fields, "birthday")).containsExactly("alarms", "color");
        assertThat(GoogleEventPatch.changeable(fields, "somethingNew")).containsExactly("alarms", "color");
    }

    @Test
    @DisplayName("Half of a JSON text and one that is nested too deeply are refused")
    void json() {
        for (String text : List.of("", "{\"items\":[{\"id\":\"a\"}", "{\"a\":\"b", "[".repeat(100), "{\"a\":".repeat(100))) {
            assertThatThrownBy(() -> GoogleJson.read(text)).isInstanceOf(PasserelleException.class);
        }
        assertThat(GoogleJson.text(json("{'a':'b}]'}"), "a")).contains("b}]");
    }

    @Test
    @DisplayName("Free and private events stay so")
    void privacy() {
        CalendarEvent event = single("'start':{'date':'2026-03-02'},'end':{'date':'2026-03-03'},"
                + "'visibility':'confidential','transparency':'transparent'");

        assertThat(event.details().visibility()).isEqualTo(Visibility.CONFIDENTIAL);
        assertThat(event.details().freeBusy()).isEqualTo(FreeBusy.FREE);
    }
}
