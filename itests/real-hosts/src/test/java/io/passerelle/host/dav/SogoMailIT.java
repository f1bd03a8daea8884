// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.itests.hosts.People.Person;
import io.passerelle.itests.hosts.RealHosts;
import io.passerelle.itests.hosts.Sogo;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.ItemUid;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nobody is mailed by a sync. Each test ends with a change that SOGo does announce, made by another program: when its mail is there,
 * SOGo has sent whatever it was going to send before.
 */
class SogoMailIT {
    private enum Role {
        ORGANISER,
        GUEST,
        NEITHER
    }

    private final Sogo sogo = RealHosts.sogo();
    private final Person person = sogo.people().newcomer();
    private final UserId user = UserId.of(OrganisationId.DEFAULT, person.name());
    private final DavHost host = new DavHost(Configured.header(sogo.door().resolve("dav/").toString(), "/SOGo/dav/{user}/"));
    private final String outsider = "outsider-" + UUID.randomUUID() + "@elsewhere.test";
    private final String other = "other-" + UUID.randomUUID() + "@elsewhere.test";

    private ItemCollection calendar() {
        CollectionInfo personal = host.collections(user, CollectionKind.CALENDAR).stream()
                .filter(info -> info.id().value().endsWith("/personal/"))
                .findFirst()
                .orElseThrow();
        return host.open(user, personal.id());
    }

    private CalendarEvent meeting(String uid, Role role, String title) {
        String organiser = role == Role.ORGANISER ? person.mail() : outsider;
        String guest = role == Role.GUEST ? person.mail() : role == Role.ORGANISER ? outsider : other;
        return CalendarEvent.single(
                ItemUid.of(uid),
                new EventTime.AllDay(LocalDate.of(2027, 3, 1), LocalDate.of(2027, 3, 2)),
                EventDetails.builder()
                        .title(title)
                        .organizer(organiser)
                        .attendees(List.of(new Attendee(guest, "Guest", Attendee.Role.REQUIRED, Attendee.Answer.ACCEPTED)))
                        .build());
    }

    /** As a person's own program puts it into SOGo. */
    private void put(String uid, Role role) throws Exception {
        String organiser = role == Role.ORGANISER ? person.mail() : outsider;
        String guest = role == Role.GUEST ? person.mail() : role == Role.ORGANISER ? outsider : other;
        String text = String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Another program//EN",
                "BEGIN:VEVENT",
                "UID:" + uid,
                "DTSTAMP:20260101T000000Z",
                "DTSTART:20270301T100000Z",
                "DTEND:20270301T110000Z",
                "SUMMARY:Meeting",
                "ORGANIZER:mailto:" + organiser,
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:" + guest,
                "END:VEVENT",
                "END:VCALENDAR",
                "");
        URI address = sogo.door().resolve("dav/" + person.name() + "/Calendar/personal/" + uid + ".ics");
        int status = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header(Sogo.DOOR_HEADER, person.name())
                                .header("Content-Type", "text/calendar; charset=utf-8")
                                .PUT(BodyPublishers.ofString(text))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isEqualTo(201);
    }

    /** SOGo announces this one: afterwards nothing is under way any more. Returns how many mails the outsiders have got. */
    private int mailsInTheEnd() throws Exception {
        String last = "last-" + UUID.randomUUID();
        int before = count();
        put(last, Role.ORGANISER);
        assertThat(sogo.mail().await(outsider, before + 1)).as("SOGo announces what other programs do").isTrue();
        return count() - 1;
    }

    private int count() {
        return sogo.mail().to(outsider).size() + sogo.mail().to(other).size();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a copy of a meeting reaches nobody, and has no participants, whoever organises it")
    void copies(Role role) throws Exception {
        String uid = "copy-" + UUID.randomUUID();
        try (ItemCollection calendar = calendar()) {
            WriteResult made = calendar.write(List.of(new Write.Create(key(), meeting(uid, role, "Meeting")))).get(0);
            assertThat(made).isInstanceOf(WriteResult.Done.class);
            WriteResult.Done done = (WriteResult.Done) made;
            WriteResult changed = calendar.write(List.of(new Write.Update(
                            done.ref(), done.revision(), meeting(uid, role, "Renamed"), Set.of(FieldPath.of("title")))))
                    .get(0);
            assertThat(changed).isInstanceOf(WriteResult.Done.class);
            CalendarEvent stored = read(calendar, done.ref());
            assertThat(stored.details().attendees()).isEmpty();
            assertThat(stored.details().organizer()).isEmpty();
            assertThat(calendar.write(List.of(new Write.Delete(done.ref(), ((WriteResult.Done) changed).revision()))).get(0))
                    .isInstanceOf(WriteResult.Deleted.class);
        }
        assertThat(mailsInTheEnd()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a meeting that is in SOGo is neither changed nor deleted by a sync, and nobody hears of the attempt")
    void meetings(Role role) throws Exception {
        String uid = "meeting-" + UUID.randomUUID();
        put(uid, role);
        if (role != Role.NEITHER) {
            assertThat(sogo.mail().await(outsider, 1)).isTrue();
        }
        int before = count();
        try (ItemCollection calendar = calendar()) {
            Change.Upsert upsert = upsert(calendar, uid);
            for (Write write : List.of(
                    new Write.Update(upsert.ref(), upsert.revision(), meeting(uid, role, "Renamed"), Set.of(FieldPath.of("title"))),
                    new Write.Delete(upsert.ref(), upsert.revision()))) {
                assertThat(calendar.write(List.of(write)).get(0))
                        .isInstanceOfSatisfying(
                                WriteResult.Failed.class, held -> assertThat(held.code().name()).isEqualTo("MEETING_HELD"));
            }
            assertThat(read(calendar, upsert.ref()).details().title()).isEqualTo("Meeting");
        }
        assertThat(mailsInTheEnd()).isEqualTo(before);
    }

    private static String key() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static Change.Upsert upsert(ItemCollection calendar, String uid) {
        try (ChangeFeed feed = calendar.changesSince(Cursor.START)) {
            for (FeedStep step = feed.next(); step instanceof FeedStep.Page page; step = feed.next()) {
                for (Change change : page.changes()) {
                    if (change instanceof Change.Upsert upsert && upsert.ref().value().contains(uid)) {
                        return upsert;
                    }
                }
            }
        }
        throw new AssertionError("not listed: " + uid);
    }

    private static CalendarEvent read(ItemCollection calendar, ItemRef ref) {
        Fetched fetched = calendar.fetch(List.of(ref)).get(0);
        return (CalendarEvent) ((Fetched.Found) fetched).item();
    }
}
