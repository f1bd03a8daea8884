// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.api.SyncReview.Conflict;
import io.passerelle.api.SyncReview.Duplicate;
import io.passerelle.api.SyncReview.Preview;
import io.passerelle.api.SyncReview.Verdict;
import io.passerelle.api.SyncService.RunReport;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SyncReviewsTest {
    private final Server server = new Server();
    private final SyncReviews reviews =
            new SyncReviews(server.surroundings, new EnginePorts(server.integrations, server.ports));
    private final UserId owner = server.owner;
    private final IntegrationId id = server.id;
    private final PairId pair = server.pair.id();

    private void events(int count) {
        IntStream.range(0, count).forEach(i -> server.google.event("x" + i, "Event " + i));
    }

    private static CalendarEvent titled(Item item, String title) {
        CalendarEvent event = (CalendarEvent) item;
        return new CalendarEvent(
                event.uid(),
                event.when(),
                event.details().toBuilder().title(title).build(),
                event.recurrence(),
                event.overrides());
    }

    private void unconfirmed() {
        server.pairs(server.pair.withConfirmed(false));
    }

    private static void refused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOf(PasserelleException.class)
                .extracting(thrown -> ((PasserelleException) thrown).code())
                .isEqualTo(code);
    }

    @Test
    @DisplayName("a run that waits for consent is no error, and no schedule reads again within a day")
    void waits() {
        unconfirmed();
        events(12);
        RunReport first = server.run();
        assertThat(first.error()).isEmpty();
        assertThat(first.runs()).extracting(SyncHistory::outcome).containsExactly(SyncOutcome.PREVIEWED);
        long requests = server.google.calendar.requests();

        RunReport second = server.run();

        assertThat(second.runs()).isEmpty();
        assertThat(second.error()).isEmpty();
        assertThat(server.google.calendar.requests()).isEqualTo(requests);
        server.clock.advance(Duration.ofDays(1));
        assertThat(server.run().runs()).hasSize(1);
    }

    @Test
    @DisplayName("a person who asks sees a new preview at once")
    void personAsks() {
        unconfirmed();
        events(12);
        server.run();
        server.google.event("more", "More");
        server.runs.run(owner, id, SyncTrigger.USER);

        Preview preview = reviews.preview(owner, id, pair).orElseThrow();
        assertThat(preview.parts()).extracting(Preview.Part::count).containsExactly(13);
    }

    @Test
    @DisplayName("consent lets the next run do it")
    void confirms() {
        unconfirmed();
        events(12);
        server.run();
        Preview seen = reviews.preview(owner, id, pair).orElseThrow();
        reviews.confirm(owner, id, pair, Optional.of(seen.madeAt()));

        assertThat(server.integrations.pair(owner.organisation(), pair).orElseThrow().confirmed()).isTrue();
        assertThat(reviews.preview(owner, id, pair)).isEmpty();
        server.run();
        assertThat(server.calendar.items()).hasSize(12);
    }

    @Test
    @DisplayName("consent to a preview that is no longer the one that waits is refused, and changes nothing")
    void confirmsWhatWasSeenOnly() {
        unconfirmed();
        events(12);
        server.run();
        Preview seen = reviews.preview(owner, id, pair).orElseThrow();
        server.google.event("more", "More");
        server.clock.advance(Duration.ofSeconds(1));
        server.runs.run(owner, id, SyncTrigger.USER);

        refused(() -> reviews.confirm(owner, id, pair, Optional.of(seen.madeAt())), ErrorCode.PREVIEW_CHANGED);

        assertThat(server.integrations.pair(owner.organisation(), pair).orElseThrow().confirmed()).isFalse();
        Preview now = reviews.preview(owner, id, pair).orElseThrow();
        reviews.confirm(owner, id, pair, Optional.of(now.madeAt()));
        refused(() -> reviews.confirm(owner, id, pair, Optional.of(now.madeAt())), ErrorCode.PREVIEW_CHANGED);
    }

    @Test
    @DisplayName("consent to whatever it is needs no preview")
    void confirmsWhatever() {
        unconfirmed();

        reviews.confirm(owner, id, pair, Optional.empty());

        assertThat(server.integrations.pair(owner.organisation(), pair).orElseThrow().confirmed()).isTrue();
    }

    @Test
    @DisplayName("ten items are synced at once and count as consent")
    void few() {
        unconfirmed();
        events(10);
        server.run();

        assertThat(server.calendar.items()).hasSize(10);
        assertThat(server.integrations.pair(owner.organisation(), pair).orElseThrow().confirmed()).isTrue();
    }

    @Test
    @DisplayName("the latest run that wrote is taken back, once")
    void undoes() {
        events(3);
        RunId run = server.run().runs().get(0).run();
        assertThat(reviews.undoable(owner, id, pair)).contains(run);

        SyncHistory undone = reviews.undo(owner, id, run);

        assertThat(undone.trigger()).isEqualTo(SyncTrigger.UNDO);
        assertThat(undone.counts().hostDeleted()).isEqualTo(3);
        assertThat(server.calendar.items()).isEmpty();
        assertThat(reviews.undoable(owner, id, pair)).isEmpty();
        refused(() -> reviews.undo(owner, id, run), ErrorCode.NOT_UNDOABLE);
    }

    @Test
    @DisplayName("a single item is tried once more, by its place in the list of the run")
    void retries() {
        events(3);
        server.calendar.faults().answerWrites(write ->
                Optional.of(new WriteResult.Failed(ErrorCode.ITEM_REJECTED, "", Optional.empty())));
        RunId run = server.run().runs().get(0).run();
        server.calendar.faults().clear();

        assertThat(reviews.retry(owner, id, run, 1).counts().hostCreated()).isEqualTo(1);
        assertThat(server.calendar.items()).hasSize(1);
        refused(() -> reviews.retry(owner, id, run, 3), ErrorCode.NOT_FOUND);
        refused(() -> reviews.retry(owner, id, run, -1), ErrorCode.NOT_FOUND);
    }

    @Test
    @DisplayName("why an item is there or not is answered; too short a question is refused")
    void explains() {
        events(3);
        server.run();

        assertThat(reviews.explain(owner, id, pair, " event 1 ")).hasSize(1);
        refused(() -> reviews.explain(owner, id, pair, " e "), ErrorCode.INVALID_INPUT);
    }

    @Test
    @DisplayName("a conflict is decided otherwise")
    void decides() {
        events(1);
        server.run();
        server.run();
        ItemRef mine = server.calendar.items().keySet().iterator().next();
        ItemRef theirs = server.google.calendar.items().keySet().iterator().next();
        server.calendar.edit(mine, titled(server.calendar.items().get(mine), "mine"));
        server.google.calendar.edit(theirs, titled(server.calendar.items().get(mine), "theirs"));
        server.run();
        List<Conflict> conflicts = reviews.conflicts(owner, id, Optional.empty(), false, 10);
        assertThat(conflicts).extracting(Conflict::chosen).containsExactly(Optional.of(Side.HOST));

        reviews.decide(owner, id, conflicts.get(0).id(), Side.PROVIDER);

        assertThat(server.calendar.items().get(mine).label()).isEqualTo("theirs");
        refused(() -> reviews.decide(owner, id, UUID.randomUUID(), Side.HOST), ErrorCode.NOT_FOUND);
    }

    private List<Duplicate> twoThatLookAlike() {
        server.calendar.put(titled(eventLike("mine"), "Stand-up"));
        server.google.calendar.put(titled(eventLike("theirs"), "Stand-up"));
        server.run();
        return reviews.duplicates(owner, id, Optional.empty(), 10);
    }

    private static CalendarEvent eventLike(String uid) {
        return CalendarEvent.single(
                ItemUid.of(uid),
                new EventTime.AllDay(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3)),
                EventDetails.builder().build());
    }

    @Test
    @DisplayName("51 what looks the same is decided one by one, or all at once")
    void decidesDuplicates() {
        List<Duplicate> found = twoThatLookAlike();
        assertThat(found).extracting(Duplicate::label).containsExactly("Stand-up");
        assertThat(reviews.duplicates(owner, id, Optional.of(pair), 1)).hasSize(1);

        SyncHistory run = reviews.decideDuplicate(owner, id, found.get(0).id(), Verdict.DIFFERENT);

        assertThat(run.trigger()).isEqualTo(SyncTrigger.REVIEW);
        assertThat(server.calendar.items()).hasSize(2);
        refused(() -> reviews.decideDuplicates(owner, id, pair, Verdict.SAME), ErrorCode.NOT_FOUND);
        refused(() -> reviews.decideDuplicate(owner, id, found.get(0).id(), Verdict.SAME), ErrorCode.NOT_FOUND);
        refused(() -> reviews.duplicates(owner, id, Optional.empty(), 501), ErrorCode.INVALID_INPUT);
    }

    @Test
    @DisplayName("51 what looks the same is its owner's alone to see and to decide")
    void duplicatesOfOthers() {
        UserId mallory = UserId.of(OrganisationId.DEFAULT, "mallory");
        UUID found = twoThatLookAlike().get(0).id();

        refused(() -> reviews.duplicates(mallory, id, Optional.empty(), 10), ErrorCode.NOT_FOUND);
        refused(() -> reviews.decideDuplicate(mallory, id, found, Verdict.SAME), ErrorCode.NOT_FOUND);
        refused(() -> reviews.decideDuplicates(mallory, id, pair, Verdict.SAME), ErrorCode.NOT_FOUND);
        refused(() -> reviews.decide(owner, id, found, Side.HOST), ErrorCode.NOT_FOUND);
    }

    @Test
    @DisplayName("of what is another user's nothing is found")
    void others() {
        UserId mallory = UserId.of(OrganisationId.DEFAULT, "mallory");
        events(1);
        RunId run = server.run().runs().get(0).run();

        refused(() -> reviews.preview(mallory, id, pair), ErrorCode.NOT_FOUND);
        refused(() -> reviews.confirm(mallory, id, pair, Optional.empty()), ErrorCode.NOT_FOUND);
        refused(() -> reviews.conflicts(mallory, id, Optional.empty(), true, 10), ErrorCode.NOT_FOUND);
        refused(() -> reviews.undoable(mallory, id, pair), ErrorCode.NOT_FOUND);
        refused(() -> reviews.undo(mallory, id, run), ErrorCode.NOT_FOUND);
        refused(() -> reviews.retry(mallory, id, run, 0), ErrorCode.NOT_FOUND);
        refused(() -> reviews.explain(mallory, id, pair, "event"), ErrorCode.NOT_FOUND);
        refused(() -> reviews.undo(owner, IntegrationId.random(), run), ErrorCode.NOT_FOUND);
        refused(() -> reviews.undo(owner, id, RunId.random()), ErrorCode.NOT_FOUND);
        assertThat(server.calendar.items()).hasSize(1);
    }

    @Test
    @DisplayName("while a run of the pair is under way nothing else is written")
    void busy() {
        events(1);
        RunId run = server.run().runs().get(0).run();
        server.ports
                .sync()
                .begin(owner.organisation(), pair, "other", server.clock.instant(), Duration.ofMinutes(1));

        refused(() -> reviews.undo(owner, id, run), ErrorCode.RUN_IN_PROGRESS);
    }

    @Test
    @DisplayName("what is being disconnected is left alone; what is paused does what a person asks for")
    void disconnecting() {
        events(1);
        RunId run = server.run().runs().get(0).run();
        server.facts(facts -> facts.withDisconnect(Optional.of(
                new IntegrationFacts.Disconnect(server.clock.instant().plus(Duration.ofDays(1)), true))));
        refused(() -> reviews.undo(owner, id, run), ErrorCode.NOT_ALLOWED);
        server.facts(facts -> facts.withDisconnect(Optional.empty()).withPaused(true));

        assertThat(reviews.undo(owner, id, run).outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
    }
}
