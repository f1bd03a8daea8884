// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.item.Alarm;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventStatus;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Recurrence;
import io.passerelle.model.item.RecurrenceRule;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GoogleWritingTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final LocalDateTime NINE = LocalDateTime.parse("2026-03-02T09:00");

    private final GoogleSide side = new GoogleSide();
    private final ItemCollection calendar = side.open();

    @AfterEach
    void nobodyWasMailed() {
        assertThat(side.google.outbox().sent()).as("mails sent").isZero();
        assertThat(side.google.outbox().unsilencedWrites()).as("writes that might mail").isZero();
        side.close();
    }

    private static EventTime nine() {
        return EventTime.Timed.of(NINE, NINE.plusMinutes(15), PARIS);
    }

    private static CalendarEvent meeting(String uid, String title) {
        return CalendarEvent.single(
                ItemUid.of(uid), nine(), EventDetails.builder().title(title).build());
    }

    private static CalendarEvent series(Map<OccurrenceId, Occurrence> overrides) {
        return new CalendarEvent(
                ItemUid.of("series@host.example"),
                nine(),
                EventDetails.builder().title("Stand-up").build(),
                Optional.of(Recurrence.of(RecurrenceRule.of("FREQ=WEEKLY;COUNT=10"))),
                new TreeMap<>(overrides));
    }

    private static OccurrenceId at(String text) {
        return OccurrenceId.of(LocalDateTime.parse(text));
    }

    private static Occurrence.Changed retro(String start) {
        LocalDateTime from = LocalDateTime.parse(start);
        return new Occurrence.Changed(
                EventTime.Timed.of(from, from.plusMinutes(15), PARIS),
                EventDetails.builder().title("Retro").build());
    }

    private WriteResult write(Write write) {
        return calendar.write(List.of(write)).get(0);
    }

    private WriteResult.Done create(CalendarEvent item) {
        return (WriteResult.Done) write(new Write.Create(KEY, item));
    }

    private WriteResult update(String ref, Revision revision, CalendarEvent item, String... fields) {
        Set<FieldPath> paths = new java.util.HashSet<>();
        for (String field : fields) {
            int slash = field.indexOf('/');
            paths.add(slash < 0 ? FieldPath.of(field) : FieldPath.of(field.substring(0, slash), field.substring(slash + 1)));
        }
        return write(new Write.Update(ItemRef.of(ref), revision, item, paths));
    }

    private Fetched.Found found(String id) {
        return GoogleSide.fetch(calendar, id);
    }

    private CalendarEvent item(String id) {
        return (CalendarEvent) found(id).item();
    }

    @Test
    @DisplayName("B21 an item with a foreign UID is imported and keeps it")
    void importsForeignUid() {
        WriteResult.Done done = create(meeting("abc@host.example", "Lunch"));

        ObjectNode stored = side.google.event(GoogleSide.ANN, done.ref().value());
        assertThat(stored.get("iCalUID").asText()).isEqualTo("abc@host.example");
        assertThat(stored.get("summary").asText()).isEqualTo("Lunch");
        assertThat(done.stored().orElseThrow().uid().value()).isEqualTo("abc@host.example");
        assertThat(done.revision()).isEqualTo(found(done.ref().value()).revision());
    }

    @Test
    @DisplayName("B14 the same creation again finds the item of the first one")
    void createIsIdempotent() {
        int before = side.google.live(GoogleSide.ANN).size();
        WriteResult.Done first = create(meeting("abc@host.example", "Lunch"));
        WriteResult.Done second = create(meeting("abc@host.example", "Lunch"));

        assertThat(second.ref()).isEqualTo(first.ref());
        assertThat(side.google.live(GoogleSide.ANN)).hasSize(before + 1);
    }

    @Test
    @DisplayName("B14 a creation whose answer was lost leaves one item")
    void lostAnswer() {
        side.google.fault(Fault.next(FaultKind.ANSWER_LOST, "events.import"));

        WriteResult.Done done = create(meeting("abc@host.example", "Lunch"));

        assertThat(side.google.live(GoogleSide.ANN)).hasSize(1);
        assertThat(done.ref().value())
                .isEqualTo(side.google.live(GoogleSide.ANN).get(0).get("id").asText());
    }

    @Test
    @DisplayName("B14 an item of our own gets the key as its id; 409 finds it again")
    void ownIdIsIdempotent() {
        CalendarEvent own = meeting(KEY + "@host.example", "Lunch");
        WriteResult.Done first = create(own);
        WriteResult.Done second = create(own);

        assertThat(first.ref().value()).isEqualTo(KEY);
        assertThat(second.ref()).isEqualTo(first.ref());
        assertThat(side.google.live(GoogleSide.ANN)).hasSize(1);
    }

    @Test
    @DisplayName("B14 a key whose item was deleted is spent")
    void spentKey() {
        CalendarEvent own = meeting(KEY + "@host.example", "Lunch");
        WriteResult.Done first = create(own);
        side.google.userDeletes(GoogleSide.ANN, first.ref().value());

        assertThat(write(new Write.Create(KEY, own))).isEqualTo(new WriteResult.Gone(first.ref()));
    }

    @Test
    @DisplayName("A29 an item with the same UID that is not ours is reported, not overwritten")
    void existing() {
        ObjectNode theirs = side.insert("{'summary':'Theirs','start':{'date':'2026-03-03'},'end':{'date':'2026-03-04'}}");
        side.google.outbox().clear();

        WriteResult result = write(new Write.Create(KEY, meeting(theirs.get("iCalUID").asText(), "Ours")));

        assertThat(result).isEqualTo(new WriteResult.Exists(ItemRef.of(theirs.get("id").asText())));
        assertThat(item(theirs.get("id").asText()).details().title()).isEqualTo("Theirs");
    }

    @Test
    @DisplayName("A13 an item whose UID was deleted at Google comes back under an id of its own")
    void recreated() {
        WriteResult.Done first = create(meeting("abc@host.example", "Lunch"));
        side.google.userDeletes(GoogleSide.ANN, first.ref().value());

        WriteResult.Done again = create(meeting("abc@host.example", "Lunch"));

        assertThat(again.ref()).isNotEqualTo(first.ref());
        assertThat(side.google.live(GoogleSide.ANN)).hasSize(1);
    }

    @Test
    @DisplayName("A16 fifty creations take two requests")
    void batched() {
        List<Write> writes = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> writes.add(
                new Write.Create(String.format("%032x", i), meeting("uid-" + i + "@host.example", "Event " + i))));
        side.google.journal().clear();

        List<WriteResult> results = calendar.write(writes);

        assertThat(results).hasSize(50).allMatch(WriteResult.Done.class::isInstance);
        assertThat(side.google.journal().httpRequests()).isEqualTo(2);
        assertThat(results.get(7)).isInstanceOfSatisfying(WriteResult.Done.class, done ->
                assertThat(done.stored().orElseThrow().label()).isEqualTo("Event 7"));
    }

    @Test
    @DisplayName("A33 a series is created with its moved and cancelled occurrences")
    void createsSeries() {
        CalendarEvent wanted = series(Map.of(
                at("2026-03-09T09:00"), retro("2026-03-09T11:00"), at("2026-03-16T09:00"), new Occurrence.Cancelled()));

        WriteResult.Done done = create(wanted);

        assertThat(done.stored().orElseThrow().fields()).isEqualTo(wanted.fields());
        assertThat(GoogleSide.read(calendar, Cursor.START).item(done.ref().value()).fields())
                .isEqualTo(wanted.fields());
        assertThat(found(done.ref().value()).revision()).isEqualTo(done.revision());
    }

    @Test
    @DisplayName("B14 a series whose overrides were not written yet is completed by the next attempt")
    void completesSeries() {
        CalendarEvent wanted = series(Map.of(at("2026-03-09T09:00"), retro("2026-03-09T11:00")));
        side.google.fault(Fault.next(FaultKind.FORBIDDEN, "events.patch"));
        assertThat(write(new Write.Create(KEY, wanted))).isInstanceOf(WriteResult.Failed.class);

        WriteResult.Done done = create(wanted);

        assertThat(done.stored().orElseThrow().fields()).isEqualTo(wanted.fields());
        assertThat(side.google.live(GoogleSide.ANN).stream().filter(e -> e.has("recurrence"))).hasSize(1);
    }

    @Test
    @DisplayName("B18 a recurring timed event is sent with its zone, rule and exclusions, without DTSTART")
    void recurrenceLines() {
        WriteResult.Done done = create(series(Map.of(at("2026-03-16T09:00"), new Occurrence.Cancelled())));

        ObjectNode stored = side.google.event(GoogleSide.ANN, done.ref().value());
        assertThat(stored.at("/start/timeZone").asText()).isEqualTo("Europe/Paris");
        assertThat(stored.get("recurrence").toString())
                .isEqualTo("[\"RRULE:FREQ=WEEKLY;COUNT=10\",\"EXDATE;TZID=Europe/Paris:20260316T090000\"]");
    }

    @Test
    @DisplayName("A patch changes the fields given and leaves everything else, known or not")
    void patchesOnlyFields() {
        ObjectNode event = side.insert("{'summary':'Old','description':'Keep','location':'Here','start':{'dateTime':"
                + "'2026-03-03T12:00:00+01:00'},'end':{'dateTime':'2026-03-03T13:00:00+01:00'},"
                + "'extendedProperties':{'private':{'x':'y'}},'guestsCanModify':true}");
        String id = event.get("id").asText();
        Fetched.Found before = found(id);
        CalendarEvent old = (CalendarEvent) before.item();
        CalendarEvent wanted = CalendarEvent.single(
                old.uid(), old.when(), old.details().toBuilder().title("New").location("").build());

        WriteResult.Done done = (WriteResult.Done) update(id, before.revision(), wanted, "title", "location");

        ObjectNode stored = side.google.event(GoogleSide.ANN, id);
        assertThat(stored.get("summary").asText()).isEqualTo("New");
        assertThat(stored.has("location")).isFalse();
        assertThat(stored.get("description").asText()).isEqualTo("Keep");
        assertThat(stored.at("/extendedProperties/private/x").asText()).isEqualTo("y");
        assertThat(stored.get("guestsCanModify").asBoolean()).isTrue();
        assertThat(done.stored().orElseThrow().fields()).isEqualTo(wanted.fields());
    }

    @Test
    @DisplayName("B11 an update of an event that changed meanwhile is refused")
    void updateConflict() {
        WriteResult.Done done = create(meeting("abc@host.example", "Lunch"));
        side.edit(done.ref().value(), "{'summary':'Dinner'}");

        assertThat(update(done.ref().value(), done.revision(), meeting("abc@host.example", "Tea"), "title"))
                .isEqualTo(new WriteResult.Changed(done.ref()));
        assertThat(item(done.ref().value()).details().title()).isEqualTo("Dinner");
    }

    @Test
    @DisplayName("B11 an update of a series is refused when only an exception changed meanwhile")
    void seriesConflict() {
        WriteResult.Done done = create(series(Map.of()));
        side.edit(done.ref().value() + "_20260309T080000Z", "{'summary':'Retro'}");

        assertThat(update(done.ref().value(), done.revision(), series(Map.of()), "title"))
                .isEqualTo(new WriteResult.Changed(done.ref()));
        assertThat(write(new Write.Delete(done.ref(), done.revision()))).isEqualTo(new WriteResult.Changed(done.ref()));
    }

    @Test
    @DisplayName("B12 a deletion of an event that changed meanwhile is refused")
    void deleteConflict() {
        WriteResult.Done done = create(meeting("abc@host.example", "Lunch"));
        side.edit(done.ref().value(), "{'summary':'Dinner'}");

        assertThat(write(new Write.Delete(done.ref(), done.revision()))).isEqualTo(new WriteResult.Changed(done.ref()));
    }

    @Test
    @DisplayName("B13 deleting and updating what is gone are no errors")
    void gone() {
        WriteResult.Done done = create(meeting("abc@host.example", "Lunch"));
        assertThat(write(new Write.Delete(done.ref(), done.revision()))).isEqualTo(new WriteResult.Deleted(done.ref()));

        assertThat(write(new Write.Delete(done.ref(), done.revision()))).isEqualTo(new WriteResult.Deleted(done.ref()));
        assertThat(write(new Write.Delete(ItemRef.of("neverthere"), Revision.of("\"1\""))))
                .isEqualTo(new WriteResult.Deleted(ItemRef.of("neverthere")));
        assertThat(update("neverthere", Revision.of("\"1\""), meeting("x@y", "Tea"), "title"))
                .isEqualTo(new WriteResult.Gone(ItemRef.of("neverthere")));
    }

    @Test
    @DisplayName("B17 a timed event becomes all-day and back")
    void switchesKind() {
        WriteResult.Done timed = create(meeting("abc@host.example", "Lunch"));
        CalendarEvent day = CalendarEvent.single(
                ItemUid.of("abc@host.example"),
                new EventTime.AllDay(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-03")),
                EventDetails.builder().title("Lunch").build());

        WriteResult.Done allDay = (WriteResult.Done) update(timed.ref().value(), timed.revision(), day, "when");
        assertThat(item(timed.ref().value()).when()).isEqualTo(day.when());
        assertThat(side.google.event(GoogleSide.ANN, timed.ref().value()).get("start").has("dateTime")).isFalse();

        update(timed.ref().value(), allDay.revision(), meeting("abc@host.example", "Lunch"), "when");
        assertThat(item(timed.ref().value()).when()).isEqualTo(nine());
    }

    @Test
    @DisplayName("B10 an occurrence cancelled here is cancelled there; the master is untouched")
    void cancelsOccurrence() {
        WriteResult.Done done = create(series(Map.of()));
        String etag = side.google.event(GoogleSide.ANN, done.ref().value()).get("etag").asText();
        CalendarEvent wanted = series(Map.of(at("2026-03-16T09:00"), new Occurrence.Cancelled()));

        WriteResult.Done result = (WriteResult.Done)
                update(done.ref().value(), done.revision(), wanted, "overrides/2026-03-16T09:00");

        assertThat(result.stored().orElseThrow().fields()).isEqualTo(wanted.fields());
        assertThat(side.google.event(GoogleSide.ANN, done.ref().value()).get("etag").asText()).isEqualTo(etag);
        assertThat(side.google.event(GoogleSide.ANN, done.ref().value() + "_20260316T080000Z").get("status").asText())
                .isEqualTo("cancelled");
    }

    @Test
    @DisplayName("An occurrence cancelled as an instance is restored")
    void restoresInstance() {
        WriteResult.Done done = create(series(Map.of()));
        side.google.userDeletes(GoogleSide.ANN, done.ref().value() + "_20260316T080000Z");

        WriteResult result = update(
                done.ref().value(),
                found(done.ref().value()).revision(),
                series(Map.of()),
                "overrides/2026-03-16T09:00");

        assertThat(((WriteResult.Done) result).stored().orElseThrow().fields()).isEqualTo(series(Map.of()).fields());
    }

    @Test
    @DisplayName("An occurrence cancelled by EXDATE is restored, then changed")
    void restoresExcluded() {
        WriteResult.Done done = create(series(Map.of(at("2026-03-16T09:00"), new Occurrence.Cancelled())));

        WriteResult.Done restored = (WriteResult.Done)
                update(done.ref().value(), done.revision(), series(Map.of()), "overrides/2026-03-16T09:00");
        assertThat(restored.stored().orElseThrow().fields()).isEqualTo(series(Map.of()).fields());

        CalendarEvent changed = series(Map.of(at("2026-03-16T09:00"), retro("2026-03-17T10:00")));
        WriteResult.Done moved = (WriteResult.Done)
                update(done.ref().value(), restored.revision(), changed, "overrides/2026-03-16T09:00");
        assertThat(moved.stored().orElseThrow().fields()).isEqualTo(changed.fields());
    }

    @Test
    @DisplayName("A changed occurrence is brought back to what its series has")
    void revertsChanged() {
        WriteResult.Done done = create(series(Map.of(at("2026-03-09T09:00"), retro("2026-03-09T11:00"))));

        WriteResult.Done result = (WriteResult.Done)
                update(done.ref().value(), done.revision(), series(Map.of()), "overrides/2026-03-09T09:00");

        assertThat(result.stored().orElseThrow().fields()).isEqualTo(series(Map.of()).fields());
    }

    @Test
    @DisplayName("A plain event becomes a series, a series becomes a plain event")
    void becomesSeries() {
        WriteResult.Done plain = create(meeting("series@host.example", "Stand-up"));

        WriteResult.Done many = (WriteResult.Done)
                update(plain.ref().value(), plain.revision(), series(Map.of()), "recurrence");
        assertThat(many.stored().orElseThrow().fields()).isEqualTo(series(Map.of()).fields());

        WriteResult.Done one = (WriteResult.Done) update(
                plain.ref().value(), many.revision(), meeting("series@host.example", "Stand-up"), "recurrence");
        assertThat(one.stored().orElseThrow().fields())
                .isEqualTo(meeting("series@host.example", "Stand-up").fields());
    }

    @Test
    @DisplayName("B19 reminders are added, changed in kind, removed, and given back to the calendar's defaults")
    void reminders() {
        WriteResult.Done done = create(meeting("abc@host.example", "Lunch"));
        CalendarEvent alarmed = reminding(new Alarm(Duration.ofMinutes(10), Alarm.Action.DISPLAY));
        WriteResult.Done added =
                (WriteResult.Done) update(done.ref().value(), done.revision(), alarmed, "alarms/DISPLAY-PT10M");
        assertThat(item(done.ref().value()).details().alarms()).isEqualTo(alarmed.details().alarms());

        CalendarEvent mailed = reminding(new Alarm(Duration.ofMinutes(10), Alarm.Action.EMAIL));
        WriteResult.Done changed = (WriteResult.Done) update(
                done.ref().value(), added.revision(), mailed, "alarms/DISPLAY-PT10M", "alarms/EMAIL-PT10M");
        assertThat(item(done.ref().value()).details().alarms()).isEqualTo(mailed.details().alarms());

        WriteResult.Done none = (WriteResult.Done)
                update(done.ref().value(), changed.revision(), meeting("abc@host.example", "Lunch"), "alarms/EMAIL-PT10M");
        assertThat(item(done.ref().value()).details().alarms()).isEmpty();

        CalendarEvent defaults = CalendarEvent.single(
                ItemUid.of("abc@host.example"),
                nine(),
                EventDetails.builder().title("Lunch").defaultAlarms(true).build());
        update(done.ref().value(), none.revision(), defaults, "defaultAlarms");
        assertThat(item(done.ref().value()).details().defaultAlarms()).isTrue();
    }

    private static CalendarEvent reminding(Alarm alarm) {
        return CalendarEvent.single(
                ItemUid.of("abc@host.example"),
                nine(),
                EventDetails.builder().title("Lunch").alarms(List.of(alarm)).build());
    }

    @Test
    @DisplayName("B20 an attendee is added and removed; what we do not know of the others stays; nobody is mailed")
    void attendees() {
        ObjectNode event = side.insert("{'summary':'Meet','start':{'dateTime':'2026-03-03T12:00:00+01:00'},'end':"
                + "{'dateTime':'2026-03-03T13:00:00+01:00'},'attendees':[{'email':'bob@x.example','comment':'late',"
                + "'additionalGuests':2,'responseStatus':'accepted'}]}");
        side.google.outbox().clear();
        String id = event.get("id").asText();
        Fetched.Found before = found(id);
        CalendarEvent old = (CalendarEvent) before.item();
        List<Attendee> two = new ArrayList<>(old.details().attendees().values());
        two.add(new Attendee("eve@x.example", "Eve", Attendee.Role.OPTIONAL, Attendee.Answer.NEEDS_ACTION));

        WriteResult.Done added = (WriteResult.Done) update(
                id,
                before.revision(),
                CalendarEvent.single(old.uid(), old.when(), old.details().toBuilder().attendees(two).build()),
                "attendees/eve@x.example");

        ObjectNode stored = side.google.event(GoogleSide.ANN, id);
        assertThat(stored.get("attendees")).hasSize(2);
        assertThat(stored.at("/attendees/0/comment").asText()).isEqualTo("late");
        assertThat(stored.at("/attendees/0/additionalGuests").asInt()).isEqualTo(2);

        update(id, added.revision(), old, "attendees/eve@x.example");
        assertThat(side.google.event(GoogleSide.ANN, id).get("attendees")).hasSize(1);
    }

    @Test
    @DisplayName("An event that is not an ordinary one takes only what its kind allows")
    void eventTypes() {
        ObjectNode birthday = side.insert("{'summary':'Bob','eventType':'birthday','start':{'date':'2026-03-03'},'end':"
                + "{'date':'2026-03-04'},'recurrence':['RRULE:FREQ=YEARLY'],'visibility':'private',"
                + "'transparency':'transparent'}");
        String id = birthday.get("id").asText();
        Fetched.Found before = found(id);
        CalendarEvent old = (CalendarEvent) before.item();
        CalendarEvent wanted = old.with(
                new CalendarEvent(
                        old.uid(),
                        old.when(),
                        old.details().toBuilder().location("Home").color("#dc2127").build(),
                        old.recurrence(),
                        old.overrides()),
                Set.of(FieldPath.of("location"), FieldPath.of("color")));

        WriteResult.Done done = (WriteResult.Done) update(id, before.revision(), wanted, "location", "color");

        assertThat(side.google.event(GoogleSide.ANN, id).get("colorId").asText()).isEqualTo("11");
        assertThat(side.google.event(GoogleSide.ANN, id).has("location")).isFalse();
        assertThat(side.google.event(GoogleSide.ANN, id).get("eventType").asText()).isEqualTo("birthday");
        assertThat(update(id, done.revision(), wanted, "location"))
                .isInstanceOfSatisfying(WriteResult.Failed.class, failed ->
                        assertThat(failed.code()).isEqualTo(ErrorCode.ITEM_REJECTED));
    }

    @Test
    @DisplayName("A cancelled event is never written, because Google would delete its own")
    void cancelledStatus() {
        CalendarEvent cancelled = CalendarEvent.single(
                ItemUid.of("abc@host.example"),
                nine(),
                EventDetails.builder().title("Lunch").status(EventStatus.CANCELLED).build());
        WriteResult.Done done = create(meeting("abc@host.example", "Lunch"));

        assertThat(update(done.ref().value(), done.revision(), cancelled, "status"))
                .isInstanceOf(WriteResult.Failed.class);
        assertThat(side.google.event(GoogleSide.ANN, done.ref().value()).get("status").asText())
                .isEqualTo("confirmed");
    }

    @Test
    @DisplayName("One item that Google rejects does not harm the others of its batch")
    void oneRejected() {
        CalendarEvent bad = new CalendarEvent(
                ItemUid.of("bad@host.example"),
                nine(),
                EventDetails.builder().title("Bad").build(),
                Optional.of(Recurrence.of(RecurrenceRule.of("FREQ=WEEKLY;COUNT=3;UNTIL=20270101T000000Z"))),
                new TreeMap<>());

        List<WriteResult> results = calendar.write(List.of(
                new Write.Create("a".repeat(32), meeting("one@host.example", "One")),
                new Write.Create("b".repeat(32), bad),
                new Write.Create("c".repeat(32), meeting("two@host.example", "Two"))));

        assertThat(results.get(0)).isInstanceOf(WriteResult.Done.class);
        assertThat(results.get(1)).isInstanceOfSatisfying(WriteResult.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ErrorCode.ITEM_REJECTED);
            assertThat(failed.detail()).doesNotContain("Bad");
        });
        assertThat(results.get(2)).isInstanceOf(WriteResult.Done.class);
    }

    @Test
    @DisplayName("B21 an invitation is imported with its organiser and guests and mails nobody")
    void invitation() {
        CalendarEvent invitation = CalendarEvent.single(
                ItemUid.of("invite@other.example"),
                nine(),
                EventDetails.builder()
                        .title("Review")
                        .organizer("boss@other.example")
                        .attendees(List.of(
                                new Attendee("boss@other.example", "", Attendee.Role.REQUIRED, Attendee.Answer.ACCEPTED),
                                new Attendee(GoogleSide.ANN, "", Attendee.Role.REQUIRED, Attendee.Answer.TENTATIVE)))
                        .build());

        WriteResult.Done done = create(invitation);

        assertThat(((CalendarEvent) done.stored().orElseThrow()).details().attendees().keySet())
                .containsExactlyInAnyOrder("boss@other.example", GoogleSide.ANN);
        assertThat(((CalendarEvent) done.stored().orElseThrow()).details().organizer())
                .contains("boss@other.example");
    }

    @Test
    @DisplayName("A meeting whose guests the account is not among is copied for the account alone")
    void meetingOfAnotherAddress() {
        CalendarEvent meeting = CalendarEvent.single(
                ItemUid.of("meeting@host.example"),
                nine(),
                EventDetails.builder()
                        .title("Review")
                        .organizer("boss@host.example")
                        .attendees(List.of(new Attendee(
                                "ann@host.example", "Ann", Attendee.Role.REQUIRED, Attendee.Answer.ACCEPTED)))
                        .build());

        WriteResult.Done done = create(meeting);

        ObjectNode stored = side.google.event(GoogleSide.ANN, done.ref().value());
        assertThat(stored.get("privateCopy").asBoolean()).isTrue();
        assertThat(stored.at("/organizer/self").asBoolean()).isTrue();
        assertThat(((CalendarEvent) done.stored().orElseThrow()).details().attendees().keySet())
                .containsExactly("ann@host.example");
    }

    @Test
    @DisplayName("B21 where Google updates on import what it knows, an item that is not ours is still not overwritten")
    void importThatUpdates() {
        side.google.behaviour().importRefusesKnownUid(false);
        existing();
        createIsIdempotent();
    }
}
