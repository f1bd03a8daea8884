// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.item.Attendee;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FreeBusy;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import io.passerelle.model.item.Visibility;
import io.passerelle.testkit.collection.MemoryCollection;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the rules of a pair come to: privacy, filters, deletions, conflicts. */
class RulesTest {
    private static final LocalDateTime SECOND_WEEK = LocalDateTime.of(2026, 3, 9, 9, 0);

    private final Rig rig = new Rig();

    RulesTest() {
        rig.addresses = Set.of("alice@example.org");
    }

    private void privacy(Privacy privacy, boolean privateAsBusy) {
        rig.rules = new PairRules(DeletionPolicy.FOLLOW, privacy, privateAsBusy, SyncFilter.NONE);
    }

    private void deletions(DeletionPolicy deletions) {
        rig.rules = new PairRules(deletions, Privacy.FULL, true, SyncFilter.NONE);
    }

    private static CalendarEvent meeting(String uid, Visibility visibility) {
        return Samples.details(Samples.event(uid, "Dentist"), details -> details.description("root canal")
                .location("Rue de la Paix 1")
                .categories(Set.of("health"))
                .visibility(visibility));
    }

    private static EventDetails only(MemoryCollection side) {
        assertThat(side.items()).hasSize(1);
        return ((CalendarEvent) side.items().values().iterator().next()).details();
    }

    private static ItemRef onlyRef(MemoryCollection side) {
        return side.items().keySet().iterator().next();
    }

    private void edit(MemoryCollection side, UnaryOperator<EventDetails.Builder> change) {
        ItemRef ref = onlyRef(side);
        side.edit(ref, Samples.details((CalendarEvent) side.items().get(ref), change));
    }

    private void quiet() {
        rig.sync();
        assertThat(rig.sync().counts().writes()).as("writes of a run with nothing to do").isZero();
    }

    @Test
    @DisplayName("63 of a private event only the time reaches the other side, and the copy is private, too")
    void privateEventsAreBusy() {
        rig.host.put(meeting("x", Visibility.PRIVATE));

        quiet();

        assertThat(only(rig.provider).title()).isEqualTo(Mask.BUSY);
        assertThat(only(rig.provider).description()).isEmpty();
        assertThat(only(rig.provider).location()).isEmpty();
        assertThat(only(rig.provider).categories()).isEmpty();
        assertThat(only(rig.provider).visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(only(rig.host).title()).isEqualTo("Dentist");
    }

    @Test
    @DisplayName("63 what is edited on a masked copy never overwrites what it hides, but a new time arrives")
    void maskedCopyDoesNotOverwrite() {
        rig.host.put(meeting("x", Visibility.CONFIDENTIAL));
        quiet();
        ItemRef copy = onlyRef(rig.provider);
        CalendarEvent there = (CalendarEvent) rig.provider.items().get(copy);
        EventTime.Timed when = (EventTime.Timed) there.when();
        EventTime later = EventTime.Timed.of(when.start().plusHours(2), when.end().plusHours(2), Samples.PARIS);
        rig.provider.edit(
                copy,
                new CalendarEvent(
                        there.uid(),
                        later,
                        there.details().toBuilder().title("something").location("somewhere").build(),
                        there.recurrence(),
                        there.overrides()));

        quiet();

        assertThat(only(rig.host).title()).isEqualTo("Dentist");
        assertThat(only(rig.host).location()).isEqualTo("Rue de la Paix 1");
        assertThat(((CalendarEvent) rig.host.items().get(onlyRef(rig.host))).when()).isEqualTo(later);
    }

    @Test
    @DisplayName("63 an event that becomes private is masked on the other side, one that becomes public is shown there")
    void visibilityChanges() {
        rig.host.put(meeting("x", Visibility.DEFAULT));
        quiet();
        assertThat(only(rig.provider).title()).isEqualTo("Dentist");

        edit(rig.host, details -> details.visibility(Visibility.PRIVATE));
        quiet();
        assertThat(only(rig.provider).title()).isEqualTo(Mask.BUSY);
        assertThat(only(rig.provider).description()).isEmpty();

        edit(rig.host, details -> details.visibility(Visibility.DEFAULT));
        quiet();
        assertThat(only(rig.provider).title()).isEqualTo("Dentist");
        assertThat(only(rig.provider).description()).isEqualTo("root canal");
        assertThat(only(rig.host).title()).isEqualTo("Dentist");
    }

    @Test
    @DisplayName("63 a copy that somebody makes public does not take its mask to the original")
    void copyMadePublic() {
        rig.host.put(meeting("x", Visibility.PRIVATE));
        quiet();

        edit(rig.provider, details -> details.visibility(Visibility.PUBLIC));
        quiet();
        quiet();

        assertThat(only(rig.host).title()).isEqualTo("Dentist");
        assertThat(only(rig.host).description()).isEqualTo("root canal");
    }

    @Test
    @DisplayName("63 private events are shown in full where the person wants it")
    void privateInFull() {
        privacy(Privacy.FULL, false);
        rig.host.put(meeting("x", Visibility.PRIVATE));

        quiet();

        assertThat(only(rig.provider).title()).isEqualTo("Dentist");
        assertThat(only(rig.provider).visibility()).isEqualTo(Visibility.PRIVATE);
    }

    @Test
    @DisplayName("63 titles only: the title and its changes flow, nothing else does")
    void titlesOnly() {
        privacy(Privacy.TITLE, true);
        rig.provider.put(meeting("x", Visibility.DEFAULT));
        quiet();
        edit(rig.provider, details -> details.title("Dentist at nine").description("other"));
        edit(rig.host, details -> details.location("my note"));

        quiet();

        assertThat(only(rig.host).title()).isEqualTo("Dentist at nine");
        assertThat(only(rig.host).description()).isEmpty();
        assertThat(only(rig.host).location()).isEqualTo("my note");
        assertThat(only(rig.provider).location()).isEqualTo("Rue de la Paix 1");
    }

    @Test
    @DisplayName("63 privacy that is tightened takes details off the copies, loosened it brings them; originals keep all")
    void privacyChanges() {
        rig.host.put(meeting("x", Visibility.DEFAULT));
        quiet();

        privacy(Privacy.BUSY, true);
        quiet();
        assertThat(only(rig.provider).title()).isEqualTo(Mask.BUSY);
        assertThat(only(rig.provider).location()).isEmpty();

        privacy(Privacy.TITLE, true);
        quiet();
        assertThat(only(rig.provider).title()).isEqualTo("Dentist");
        assertThat(only(rig.provider).location()).isEmpty();

        privacy(Privacy.FULL, true);
        quiet();
        assertThat(only(rig.provider).location()).isEqualTo("Rue de la Paix 1");
        assertThat(only(rig.host)).isEqualTo(meeting("x", Visibility.DEFAULT).details());
    }

    @Test
    @DisplayName("63 a moved occurrence of a masked series moves on both sides and keeps its own title on each")
    void maskedSeries() {
        privacy(Privacy.BUSY, true);
        rig.host.put(Samples.weekly("s", "Therapy"));
        quiet();
        ItemRef copy = onlyRef(rig.provider);
        CalendarEvent there = (CalendarEvent) rig.provider.items().get(copy);
        EventTime moved = EventTime.Timed.of(SECOND_WEEK.plusHours(3), SECOND_WEEK.plusHours(4), Samples.PARIS);
        rig.provider.edit(
                copy, Samples.overriding(there, SECOND_WEEK, new Occurrence.Changed(moved, there.details())));

        quiet();

        CalendarEvent here = (CalendarEvent) rig.host.items().get(onlyRef(rig.host));
        Occurrence.Changed changed = (Occurrence.Changed) here.overrides().get(OccurrenceId.of(SECOND_WEEK));
        assertThat(changed.when()).isEqualTo(moved);
        assertThat(changed.details().title()).isEqualTo("Therapy");
    }

    @Test
    @DisplayName("63 the title of a changed occurrence of a private series stays hidden")
    void privateOccurrences() {
        CalendarEvent series = Samples.details(Samples.weekly("s", "Therapy"), d -> d.visibility(Visibility.PRIVATE));
        EventTime moved = EventTime.Timed.of(SECOND_WEEK.plusHours(3), SECOND_WEEK.plusHours(4), Samples.PARIS);
        rig.host.put(Samples.overriding(
                series,
                SECOND_WEEK,
                new Occurrence.Changed(moved, series.details().toBuilder().title("Therapy, with Anna").build())));

        quiet();

        CalendarEvent copy = (CalendarEvent) rig.provider.items().get(onlyRef(rig.provider));
        Occurrence.Changed changed = (Occurrence.Changed) copy.overrides().get(OccurrenceId.of(SECOND_WEEK));
        assertThat(changed.when()).isEqualTo(moved);
        assertThat(changed.details().title()).isEqualTo(Mask.BUSY);
    }

    @Test
    @DisplayName("64 free, declined, all-day and categories are left out, and copies made earlier stay")
    void filters() {
        CalendarEvent allDay = CalendarEvent.single(
                ItemUid.of("a"),
                new EventTime.AllDay(LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 4)),
                EventDetails.builder().title("all day").build());
        CalendarEvent free = Samples.details(Samples.event("f", "free"), d -> d.freeBusy(FreeBusy.FREE));
        CalendarEvent sport = Samples.details(Samples.event("c", "run"), d -> d.categories(Set.of("Sport")));
        CalendarEvent declined = Samples.details(
                Samples.event("d", "declined"),
                d -> d.attendees(List.of(new Attendee(
                        "alice@example.org", "", Attendee.Role.REQUIRED, Attendee.Answer.DECLINED))));
        CalendarEvent othersDeclined = Samples.details(
                Samples.event("o", "others declined"),
                d -> d.attendees(List.of(
                        new Attendee("bob@example.org", "", Attendee.Role.REQUIRED, Attendee.Answer.DECLINED))));
        rig.provider.put(free);
        rig.sync();
        List.of(allDay, sport, declined, othersDeclined).forEach(rig.provider::put);
        rig.rules = new PairRules(
                DeletionPolicy.FOLLOW, Privacy.FULL, true, new SyncFilter(true, true, true, Set.of("sport")));

        quiet();

        assertThat(rig.host.items().values())
                .extracting(Item::label)
                .containsExactlyInAnyOrder("free", "others declined");

        rig.rules = PairRules.DEFAULT;
        quiet();
        assertThat(rig.host.items()).hasSize(5);
    }

    @Test
    @DisplayName("57 deletions that are never passed on leave the copy, on either side, for good")
    void deletionsNeverFollow() {
        deletions(DeletionPolicy.NEVER);
        rig.provider.put(Samples.event("x", "x"));
        rig.host.put(Samples.event("y", "y"));
        quiet();
        rig.provider.delete(rig.provider.refOf(ItemUid.of("x")).orElseThrow());
        rig.host.delete(rig.host.refOf(ItemUid.of("y")).orElseThrow());

        quiet();
        rig.host.expireCursors();
        rig.provider.expireCursors();
        quiet();

        assertThat(rig.host.items().values()).extracting(Item::label).containsExactly("x");
        assertThat(rig.provider.items().values()).extracting(Item::label).containsExactly("y");
    }

    @Test
    @DisplayName("57 deletions that ask are held, even a single one, and are carried out when allowed")
    void deletionsAsk() {
        deletions(DeletionPolicy.ASK);
        rig.provider.put(Samples.event("x", "x"));
        rig.provider.put(Samples.event("z", "z"));
        quiet();
        rig.provider.delete(rig.provider.refOf(ItemUid.of("x")).orElseThrow());

        SyncHistory run = rig.sync();

        assertThat(run.counts().held()).isEqualTo(1);
        assertThat(rig.items(run)).extracting(item -> item.reason().orElseThrow()).containsOnly(ErrorCode.DELETIONS_ASKED);
        assertThat(rig.host.items()).hasSize(2);
        assertThat(rig.applyHeld().counts().hostDeleted()).isEqualTo(1);
        assertThat(rig.host.items()).hasSize(1);
    }

    @Test
    @DisplayName("A12 the newest change wins where both sides tell when they were changed")
    void newestWins() {
        rig.policy = ConflictPolicy.NEWEST;
        rig.host.tellTime(rig.clock);
        rig.provider.tellTime(rig.clock);
        for (Side newer : Side.values()) {
            String uid = "n" + newer;
            rig.host.put(Samples.event(uid, "before"));
            quiet();
            change(newer.other(), uid, "older");
            rig.clock.advance(Duration.ofMinutes(1));
            change(newer, uid, "newer");

            SyncHistory run = rig.sync();

            assertThat(run.counts().conflicts()).isEqualTo(1);
            assertThat(rig.host.items().get(rig.host.refOf(ItemUid.of(uid)).orElseThrow()).label()).isEqualTo("newer");
            assertThat(rig.provider.items().get(rig.provider.refOf(ItemUid.of(uid)).orElseThrow()).label()).isEqualTo("newer");
        }
    }

    private void change(Side side, String uid, String title) {
        MemoryCollection collection = side == Side.HOST ? rig.host : rig.provider;
        ItemRef ref = collection.refOf(ItemUid.of(uid)).orElseThrow();
        collection.edit(ref, Samples.titled(collection.items().get(ref), title));
    }

    @Test
    @DisplayName("A12 where a person is asked, both values stay, the rest is synced, and nothing is asked twice")
    void askLeavesBothValues() {
        rig.policy = ConflictPolicy.ASK;
        rig.host.put(Samples.event("x", "before"));
        quiet();
        change(Side.HOST, "x", "host's");
        change(Side.PROVIDER, "x", "provider's");
        edit(rig.provider, details -> details.location("new place"));

        SyncHistory run = rig.sync();
        rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(rig.items(run)).anyMatch(item -> item.reason().equals(Optional.of(ErrorCode.FIELD_CONFLICT)));
        assertThat(only(rig.host).title()).isEqualTo("host's");
        assertThat(only(rig.provider).title()).isEqualTo("provider's");
        assertThat(only(rig.host).location()).isEqualTo("new place");
        edit(rig.host, details -> details.description("also new"));
        rig.sync();
        assertThat(only(rig.provider).title()).isEqualTo("provider's");
        assertThat(only(rig.provider).description()).isEqualTo("also new");
    }
}
