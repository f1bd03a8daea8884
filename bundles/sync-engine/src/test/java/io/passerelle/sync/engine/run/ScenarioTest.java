// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.Occurrence;
import io.passerelle.store.spi.Mapping;
import io.passerelle.store.spi.PairState;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryFaults;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The scenarios of two-way sync, each by its number. */
class ScenarioTest {
    private Rig rig = new Rig();

    private static MemoryBehaviour calendar() {
        return MemoryBehaviour.calendar();
    }

    private CalendarEvent onHost(String uid) {
        return (CalendarEvent) rig.host.byUid(Samples.uid(uid)).orElseThrow();
    }

    private CalendarEvent atProvider(String uid) {
        return (CalendarEvent) rig.provider.byUid(Samples.uid(uid)).orElseThrow();
    }

    @Test
    @DisplayName("A01 stale mappings of items that both sides lost are pruned and nothing is created")
    void prunesStaleMappings() {
        var h = rig.host.put(Samples.event("x", "one"));
        rig.sync();
        rig.host.delete(h);
        rig.provider.delete(rig.provider.refOf(Samples.uid("x")).orElseThrow());

        SyncHistory run = rig.sync();

        assertThat(rig.mappings()).isEmpty();
        assertThat(run.counts().writes()).isZero();
        assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
    }

    @Test
    @DisplayName("A02 the same item on both sides is adopted without any write")
    void adoptsEqualItems() {
        rig.host.put(Samples.event("x", "same"));
        rig.provider.put(Samples.event("x", "same"));

        SyncHistory run = rig.sync();

        assertThat(run.counts().writes()).isZero();
        assertThat(rig.mappings()).hasSize(1);
        assertThat(rig.items(run)).extracting(SyncItemResult::action).containsExactly(SyncItemResult.Action.LINK);
    }

    @Test
    @DisplayName("A02 lost mappings are found again: nothing is duplicated and nothing written")
    void relinksAfterLosingEverything() {
        rig.host.put(Samples.event("x", "one"));
        rig.provider.put(Samples.event("y", "two"));
        rig.sync();
        rig.store.clear(OrganisationId.DEFAULT, rig.pairId);

        SyncHistory run = rig.sync();

        assertThat(run.counts().writes()).isZero();
        assertThat(rig.mappings()).hasSize(2);
        assertThat(rig.host.items()).hasSize(2);
    }

    @Test
    @DisplayName("A03 the same UID with different content: the policy's winner counts, field by field")
    void mergesDifferentItemsUnderThePolicy() {
        rig.policy = ConflictPolicy.HOST;
        rig.host.put(Samples.located(Samples.event("x", "host's title"), ""));
        rig.provider.put(Samples.located(Samples.event("x", "provider's title"), "provider's place"));

        SyncHistory run = rig.sync();

        assertThat(atProvider("x").details().title()).isEqualTo("host's title");
        assertThat(onHost("x").details().location()).isEqualTo("provider's place");
        assertThat(run.counts().conflicts()).isEqualTo(1);
        assertThat(rig.items(run)).extracting(SyncItemResult::reason).contains(Optional.of(ErrorCode.FIELD_CONFLICT));
    }

    @Test
    @DisplayName("A03 with the other policy the other side wins")
    void providerWinsUnderItsPolicy() {
        rig.host.put(Samples.event("x", "host's title"));
        rig.provider.put(Samples.event("x", "provider's title"));

        rig.sync();

        assertThat(onHost("x").label()).isEqualTo("provider's title");
    }

    @Test
    @DisplayName("A04 a read-only provider is never written to")
    void neverWritesToAReadOnlySide() {
        rig = new Rig(calendar(), calendar().readOnly());
        rig.provider.put(Samples.event("p", "two"));
        var h = rig.host.put(Samples.event("h", "own"));
        rig.sync();
        rig.host.edit(h, Samples.event("h", "own, changed"));

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(run.error()).contains(ErrorCode.PROVIDER_NOW_READ_ONLY);
        assertThat(rig.provider.writes()).isZero();
        assertThat(rig.host.items()).hasSize(2);
    }

    @Test
    @DisplayName("A04 import only: a local edit stays until the same field changes at the source")
    void localEditsStayUnderImport() {
        rig.direction = Direction.IMPORT;
        var p = rig.provider.put(Samples.located(Samples.event("x", "title"), "place"));
        rig.sync();
        var h = rig.host.refOf(Samples.uid("x")).orElseThrow();
        rig.host.edit(h, Samples.titled(onHost("x"), "my own title"));
        rig.sync();
        rig.provider.edit(p, Samples.located(atProvider("x"), "another place"));

        rig.sync();

        assertThat(onHost("x").details().title()).isEqualTo("my own title");
        assertThat(onHost("x").details().location()).isEqualTo("another place");
        assertThat(rig.provider.writes()).isZero();
        rig.provider.edit(p, Samples.titled(atProvider("x"), "new title"));
        rig.sync();
        assertThat(onHost("x").details().title()).isEqualTo("new title");
    }

    @Test
    @DisplayName("A04 import only: a copy deleted locally stays deleted until the source changes")
    void localDeletionsStayUnderImport() {
        rig.direction = Direction.IMPORT;
        var p = rig.provider.put(Samples.event("x", "title"));
        rig.sync();
        rig.host.delete(rig.host.refOf(Samples.uid("x")).orElseThrow());
        rig.sync();
        rig.sync();
        assertThat(rig.host.items()).isEmpty();
        rig.clock.advance(Duration.ofDays(30));
        rig.sync();
        assertThat(rig.host.items()).isEmpty();

        rig.provider.edit(p, Samples.event("x", "changed"));
        rig.sync();

        assertThat(onHost("x").label()).isEqualTo("changed");
        assertThat(rig.provider.writes()).isZero();
    }

    @Test
    @DisplayName("A04 turned to both ways, local edits reach the provider and deleted copies come back")
    void wideningTheDirectionLosesNothing() {
        rig.direction = Direction.IMPORT;
        rig.provider.put(Samples.event("x", "title"));
        rig.provider.put(Samples.event("y", "deleted locally"));
        rig.sync();
        rig.host.edit(rig.host.refOf(Samples.uid("x")).orElseThrow(), Samples.event("x", "my own title"));
        rig.host.delete(rig.host.refOf(Samples.uid("y")).orElseThrow());
        rig.sync();

        rig.direction = Direction.BOTH;
        rig.sync();

        assertThat(atProvider("x").label()).isEqualTo("my own title");
        assertThat(rig.host.byUid(Samples.uid("y"))).isPresent();
        assertThat(rig.provider.byUid(Samples.uid("y"))).isPresent();
    }

    @Test
    @DisplayName("A04 only the changed item is fetched from a side that reports addresses only")
    void fetchesOnlyWhatChanged() {
        rig = new Rig(calendar(), calendar().likeDav());
        for (int i = 0; i < 120; i++) {
            rig.provider.put(Samples.event("x" + i, "title"));
        }
        rig.sync();
        rig.sync();
        rig.provider.edit(rig.provider.refOf(Samples.uid("x7")).orElseThrow(), Samples.event("x7", "changed"));
        long requests = rig.provider.requests();

        rig.sync();

        assertThat(rig.provider.requests() - requests).isEqualTo(2);
        assertThat(onHost("x7").label()).isEqualTo("changed");
    }

    @Test
    @DisplayName("A10 mappings without digests: a change still propagates and the digests are added")
    void repairsMappingsWithoutDigests() {
        var p = rig.provider.put(Samples.event("x", "title"));
        rig.sync();
        PairState state = rig.store.begin(
                        OrganisationId.DEFAULT, rig.pairId, "test", rig.clock.instant(), Duration.ofSeconds(1))
                .orElseThrow();
        Mapping whole = rig.mappings().get(0);
        Mapping bare = new Mapping(
                whole.identity(),
                whole.hostRef(),
                whole.hostRevision(),
                whole.providerRef(),
                whole.providerRevision(),
                new byte[0],
                Optional.empty(),
                whole.residue(),
                whole.createdByUs());
        rig.store.commit(OrganisationId.DEFAULT, rig.pairId, state.fence(), List.of(bare), List.of());
        rig.provider.edit(p, Samples.event("x", "changed"));

        rig.sync();

        assertThat(onHost("x").label()).isEqualTo("changed");
        assertThat(rig.mappings().get(0).hostDigests()).isNotEmpty();
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("A12 both changed the same field: the policy's side wins and the conflict is recorded")
    void policyDecidesOverlappingEdits() {
        var h = rig.host.put(Samples.event("x", "title"));
        rig.sync();
        rig.host.edit(h, Samples.event("x", "host's"));
        rig.provider.edit(rig.provider.refOf(Samples.uid("x")).orElseThrow(), Samples.event("x", "provider's"));

        SyncHistory run = rig.sync();

        assertThat(onHost("x").label()).isEqualTo("provider's");
        assertThat(atProvider("x").label()).isEqualTo("provider's");
        assertThat(run.counts().conflicts()).isEqualTo(1);
        assertThat(rig.items(run).get(0).reason()).contains(ErrorCode.FIELD_CONFLICT);
        assertThat(rig.items(run).get(0).side()).isEqualTo(io.passerelle.model.integration.Side.HOST);
    }

    @Test
    @DisplayName("A12 edits of different fields are merged, without a conflict")
    void mergesDisjointEdits() {
        var h = rig.host.put(Samples.located(Samples.event("x", "title"), "place"));
        rig.sync();
        rig.host.edit(h, Samples.titled(onHost("x"), "new title"));
        rig.provider.edit(
                rig.provider.refOf(Samples.uid("x")).orElseThrow(), Samples.located(atProvider("x"), "new place"));

        SyncHistory run = rig.sync();

        assertThat(onHost("x")).isEqualTo(atProvider("x"));
        assertThat(onHost("x").details().title()).isEqualTo("new title");
        assertThat(onHost("x").details().location()).isEqualTo("new place");
        assertThat(run.counts().conflicts()).isZero();
    }

    @Test
    @DisplayName("A13 edited on one side and deleted on the other: the edit wins, on either side")
    void editWinsOverDeletion() {
        var h = rig.host.put(Samples.event("x", "title"));
        var h2 = rig.host.put(Samples.event("y", "title"));
        rig.sync();
        rig.host.edit(h, Samples.event("x", "edited on the host"));
        rig.provider.delete(rig.provider.refOf(Samples.uid("x")).orElseThrow());
        rig.host.delete(h2);
        rig.provider.edit(
                rig.provider.refOf(Samples.uid("y")).orElseThrow(), Samples.event("y", "edited at the provider"));

        rig.sync();

        assertThat(atProvider("x").label()).isEqualTo("edited on the host");
        assertThat(onHost("y").label()).isEqualTo("edited at the provider");
        assertThat(rig.mappings()).hasSize(2);
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("A13 a service that takes no key twice still gets the item back")
    void recreatesUnderAnotherKey() {
        rig = new Rig(calendar(), calendar().spendingKeys());
        var h = rig.host.put(Samples.event("x", "one"));
        rig.sync();
        rig.host.delete(h);
        rig.sync();
        assertThat(rig.provider.items()).isEmpty();

        rig.host.put(Samples.event("x", "back again"));
        rig.sync();

        assertThat(atProvider("x").label()).isEqualTo("back again");
    }

    @Test
    @DisplayName("A15 the same change on both sides is no conflict and no write")
    void agreesOnEqualEdits() {
        var h = rig.host.put(Samples.event("x", "title"));
        rig.sync();
        rig.host.edit(h, Samples.event("x", "same"));
        rig.provider.edit(rig.provider.refOf(Samples.uid("x")).orElseThrow(), Samples.event("x", "same"));

        SyncHistory run = rig.sync();

        assertThat(run.counts().writes()).isZero();
        assertThat(run.counts().conflicts()).isZero();
        rig.sync();
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("A16 items are fetched in bulk and written in batches")
    void worksInBulk() {
        rig = new Rig(calendar().likeDav(), calendar().batching(50));
        for (int i = 0; i < 200; i++) {
            rig.host.put(Samples.event("x" + i, "title"));
        }

        rig.sync();

        assertThat(rig.host.requests()).isEqualTo(2 + 4);
        assertThat(rig.provider.requests()).isEqualTo(1 + 4);
    }

    @Test
    @DisplayName("A20 nothing to write to is a configuration error")
    void refusesTwoReadOnlySides() {
        rig = new Rig(calendar().readOnly(), calendar().readOnly());

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(run.error()).contains(ErrorCode.PAIR_INVALID);
    }

    @Test
    @DisplayName("A14 export to a read-only provider is refused before anything is read")
    void refusesExportToReadOnly() {
        rig = new Rig(calendar(), calendar().readOnly());
        rig.direction = Direction.EXPORT;

        assertThat(rig.sync().error()).contains(ErrorCode.PROVIDER_NOW_READ_ONLY);
        assertThat(rig.host.requests()).isZero();
    }

    @Test
    @DisplayName("A21 two items of one UID are reported and the others synced")
    void reportsDuplicates() {
        rig = new Rig(calendar().withoutUniqueUids(), calendar());
        rig.host.put(Samples.event("twice", "first"));
        rig.host.put(Samples.event("twice", "second"));
        rig.host.put(Samples.event("other", "other"));

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(rig.provider.items()).hasSize(2);
        assertThat(rig.items(run).get(0).reason()).contains(ErrorCode.UID_CLASH);
    }

    @Test
    @DisplayName("A21 a second item with the UID of a synced one is reported and touches nothing")
    void reportsLaterDuplicates() {
        rig = new Rig(calendar().withoutUniqueUids(), calendar());
        rig.host.put(Samples.event("twice", "first"));
        rig.sync();
        rig.host.put(Samples.event("twice", "second"));

        SyncHistory run = rig.sync();

        assertThat(rig.items(run)).extracting(SyncItemResult::reason).containsOnly(Optional.of(ErrorCode.UID_CLASH));
        assertThat(rig.provider.items()).hasSize(1);
        assertThat(atProvider("twice").label()).isEqualTo("first");
    }

    @Test
    @DisplayName("A25 a write that fails concerns that item only, and is made up for later")
    void oneFailureStopsNothing() {
        rig.host.put(Samples.event("bad", "bad"));
        rig.host.put(Samples.event("good", "good"));
        rig.provider.faults().answerWrites(write -> write instanceof Write.Create create
                        && create.item().label().equals("bad")
                ? Optional.of(new WriteResult.Failed(ErrorCode.PROVIDER_ERROR, "500", Optional.empty()))
                : Optional.empty());

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(run.counts().failed()).isEqualTo(1);
        assertThat(rig.provider.items()).hasSize(1);
        rig.provider.faults().clear();
        assertThat(rig.sync().outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(rig.provider.items()).hasSize(2);
    }

    @Test
    @DisplayName("A25 a failed update leaves the mapping as it was and is tried again")
    void failedUpdateIsTriedAgain() {
        var h = rig.host.put(Samples.event("x", "one"));
        rig.sync();
        rig.host.edit(h, Samples.event("x", "two"));
        rig.provider.faults()
                .answerWrites(write -> Optional.of(
                        new WriteResult.Failed(ErrorCode.PROVIDER_UNREACHABLE, "", Optional.of(Duration.ofSeconds(30)))));
        assertThat(rig.report().retryAfter()).contains(Duration.ofSeconds(30));
        rig.provider.faults().clear();

        rig.sync();

        assertThat(atProvider("x").label()).isEqualTo("two");
    }

    @Test
    @DisplayName("A28 an item that changed between reading and writing is read again and merged")
    void mergesWhatChangedMeanwhile() {
        var h = rig.host.put(Samples.located(Samples.event("x", "title"), "place"));
        rig.sync();
        rig.host.edit(h, Samples.titled(onHost("x"), "new title"));
        boolean[] once = {true};
        rig.provider.faults().beforeWrite(() -> {
            if (once[0]) {
                once[0] = false;
                rig.provider.edit(
                        rig.provider.refOf(Samples.uid("x")).orElseThrow(),
                        Samples.located(atProvider("x"), "changed meanwhile"));
            }
        });

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(atProvider("x").details().title()).isEqualTo("new title");
        assertThat(onHost("x").details().location()).isEqualTo("changed meanwhile");
    }

    @Test
    @DisplayName("A28 an item that keeps changing is left for the next run, and not forgotten")
    void leavesWhatKeepsChanging() {
        var h = rig.host.put(Samples.event("x", "title"));
        rig.sync();
        rig.host.edit(h, Samples.event("x", "new title"));
        int[] times = {0};
        rig.provider.faults().beforeWrite(() -> rig.provider.edit(
                rig.provider.refOf(Samples.uid("x")).orElseThrow(), Samples.located(atProvider("x"), "p" + times[0]++)));

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(rig.items(run).get(0).reason()).contains(ErrorCode.ITEM_CHANGED);
        rig.provider.faults().clear();
        rig.sync();
        assertThat(atProvider("x").details().title()).isEqualTo("new title");
        assertThat(onHost("x")).isEqualTo(atProvider("x"));
    }

    @Test
    @DisplayName("A28 an item that was edited just before it would have been deleted stays")
    void doesNotDeleteWhatJustChanged() {
        var h = rig.host.put(Samples.event("x", "title"));
        rig.host.put(Samples.event("y", "other"));
        rig.sync();
        rig.host.delete(h);
        boolean[] once = {true};
        rig.provider.faults().beforeWrite(() -> {
            if (once[0]) {
                once[0] = false;
                rig.provider.edit(
                        rig.provider.refOf(Samples.uid("x")).orElseThrow(), Samples.event("x", "edited meanwhile"));
            }
        });

        rig.sync();

        assertThat(atProvider("x").label()).isEqualTo("edited meanwhile");
        assertThat(onHost("x").label()).isEqualTo("edited meanwhile");
    }

    @Test
    @DisplayName("A29 a creation that meets the item is adopted, not duplicated")
    void adoptsWhatExists() {
        rig.sync();
        rig.host.put(Samples.event("x", "host's"));
        boolean[] once = {true};
        rig.provider.faults().beforeWrite(() -> {
            if (once[0]) {
                once[0] = false;
                rig.provider.put(Samples.located(Samples.event("x", "host's"), "place"));
            }
        });

        rig.sync();
        rig.sync();

        assertThat(rig.provider.items()).hasSize(1);
        assertThat(rig.host.items()).hasSize(1);
        assertThat(onHost("x").details().location()).isEqualTo("place");
    }

    @Test
    @DisplayName("A30 an update of an item that is gone counts as its deletion: the edit wins")
    void updateOfAGoneItemRecreatesIt() {
        var h = rig.host.put(Samples.event("x", "title"));
        rig.sync();
        rig.host.edit(h, Samples.event("x", "edited"));
        boolean[] once = {true};
        rig.provider.faults().beforeWrite(() -> {
            if (once[0]) {
                once[0] = false;
                rig.provider.delete(rig.provider.refOf(Samples.uid("x")).orElseThrow());
            }
        });

        rig.sync();
        rig.sync();

        assertThat(atProvider("x").label()).isEqualTo("edited");
        assertThat(rig.mappings()).hasSize(1);
    }

    @Test
    @DisplayName("A30 a deletion of an item that is gone already ends the mapping")
    void deletionOfAGoneItem() {
        var h = rig.host.put(Samples.event("x", "title"));
        rig.host.put(Samples.event("y", "other"));
        rig.sync();
        rig.host.delete(h);
        rig.provider.faults()
                .beforeWrite(() -> rig.provider
                        .refOf(Samples.uid("x"))
                        .ifPresent(rig.provider::delete));

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(rig.mappings()).hasSize(1);
    }

    @Test
    @DisplayName("A31 an update leaves every other item as it is")
    void touchesOnlyWhatChanged() {
        var h = rig.host.put(Samples.event("x", "one"));
        rig.host.put(Samples.event("y", "two"));
        rig.sync();
        var y = rig.provider.refOf(Samples.uid("y")).orElseThrow();
        var before = rig.provider.revision(y);
        rig.host.edit(h, Samples.event("x", "changed"));

        rig.sync();

        assertThat(rig.provider.revision(y)).isEqualTo(before);
    }

    @Test
    @DisplayName("A33 a series travels as one item with its overrides, and overrides merge one by one")
    void seriesAreOneItem() {
        CalendarEvent series = Samples.weekly("s", "weekly");
        LocalDateTime second = LocalDateTime.of(2026, 3, 9, 9, 0);
        LocalDateTime third = LocalDateTime.of(2026, 3, 16, 9, 0);
        var h = rig.host.put(Samples.overriding(series, second, new Occurrence.Cancelled()));
        rig.sync();
        assertThat(atProvider("s")).isEqualTo(onHost("s"));

        EventTime moved = EventTime.Timed.of(third.plusHours(2), third.plusHours(3), Samples.PARIS);
        rig.host.edit(
                h, Samples.overriding(onHost("s"), third, new Occurrence.Changed(moved, series.details())));
        rig.provider.edit(rig.provider.refOf(Samples.uid("s")).orElseThrow(), Samples.titled(atProvider("s"), "renamed"));
        SyncHistory run = rig.sync();

        assertThat(run.counts().conflicts()).isZero();
        assertThat(onHost("s")).isEqualTo(atProvider("s"));
        assertThat(onHost("s").overrides()).hasSize(2);
        assertThat(onHost("s").label()).isEqualTo("renamed");
    }

    @Test
    @DisplayName("A33 an override that is taken back on one side disappears on the other")
    void overridesAreRemoved() {
        LocalDateTime second = LocalDateTime.of(2026, 3, 9, 9, 0);
        CalendarEvent series = Samples.weekly("s", "weekly");
        var h = rig.host.put(Samples.overriding(series, second, new Occurrence.Cancelled()));
        rig.sync();
        rig.host.edit(h, series);

        rig.sync();

        assertThat(atProvider("s").overrides()).isEmpty();
    }

    @Test
    @DisplayName("A36 a malformed item is reported, counts as present, and the rest is synced")
    void malformedItemsAreReported() {
        var p = rig.provider.put(Samples.event("x", "one"));
        rig.provider.put(Samples.event("y", "two"));
        rig.sync();
        rig.provider.corrupt(p);
        rig.provider.put(Samples.event("z", "three"));

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(rig.items(run).get(0).reason()).contains(ErrorCode.ITEM_MALFORMED);
        assertThat(rig.host.items()).hasSize(3);
    }

    @Test
    @DisplayName("A36 a malformed item is not deleted on the other side by a full pass")
    void malformedItemsSurviveAFullPass() {
        var p = rig.provider.put(Samples.event("x", "one"));
        rig.sync();
        rig.provider.corrupt(p);
        rig.provider.expireCursors();

        rig.sync();

        assertThat(rig.host.items()).hasSize(1);
    }

    @Test
    @DisplayName("B03 an expired cursor leads to one full pass that finds what vanished")
    void expiryFindsWhatVanished() {
        var p = rig.provider.put(Samples.event("x", "one"));
        rig.provider.put(Samples.event("y", "two"));
        rig.sync();
        rig.provider.delete(p);
        rig.provider.put(Samples.event("z", "three"));
        rig.provider.expireCursors();

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(rig.host.byUid(Samples.uid("x"))).isEmpty();
        assertThat(rig.host.items()).hasSize(2);
    }

    @Test
    @DisplayName("an error while reading deletes nothing, stores no cursor, and the next run makes up for it")
    void readErrorsAreNoDeletions() {
        rig = new Rig(calendar(), calendar().paging(2));
        for (int i = 0; i < 6; i++) {
            rig.provider.put(Samples.event("x" + i, "title"));
        }
        rig.sync();
        rig.provider.put(Samples.event("new", "new"));
        rig.provider.expireCursors();
        int[] pages = {0};
        rig.provider.faults()
                .failRequests(point -> point == MemoryFaults.Point.PAGE && ++pages[0] == 3
                        ? Optional.of(PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE))
                        : Optional.empty());

        SyncHistory failed = rig.sync();

        assertThat(failed.outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(failed.error()).contains(ErrorCode.PROVIDER_UNREACHABLE);
        assertThat(rig.host.items()).hasSize(6);
        rig.provider.faults().clear();
        rig.sync();
        assertThat(rig.host.items()).hasSize(7);
    }

    @Test
    @DisplayName("a rate limit ends the run with the delay; what was done by then is kept")
    void rateLimitEndsTheRun() {
        rig = new Rig(calendar(), calendar().batching(5));
        for (int i = 0; i < 12; i++) {
            rig.host.put(Samples.event("x" + i, "title"));
        }
        int[] calls = {0};
        rig.provider.faults()
                .failRequests(point -> point == MemoryFaults.Point.WRITE && ++calls[0] == 2
                        ? Optional.of(PasserelleException.of(ErrorCode.RATE_LIMITED_BY_PROVIDER)
                                .retryAfter(Duration.ofSeconds(77)))
                        : Optional.empty());

        SyncEngine.Report report = rig.report();

        assertThat(report.history().error()).contains(ErrorCode.RATE_LIMITED_BY_PROVIDER);
        assertThat(report.retryAfter()).contains(Duration.ofSeconds(77));
        assertThat(rig.mappings()).hasSize(5);
        rig.provider.faults().clear();
        rig.sync();
        assertThat(rig.provider.items()).hasSize(12);
        assertThat(rig.host.items()).hasSize(12);
    }

    @Test
    @DisplayName("a moved resource is the same item: nothing is deleted, nothing duplicated")
    void followsAMovedItem() {
        var h = rig.host.put(Samples.event("x", "one"));
        rig.sync();
        var moved = rig.host.move(h);

        SyncHistory run = rig.sync();

        assertThat(run.counts().writes()).isZero();
        assertThat(rig.provider.items()).hasSize(1);
        assertThat(rig.mappings()).extracting(Mapping::hostRef).containsExactly(moved);
    }

    @Test
    @DisplayName("a field that one side cannot hold is neither compared nor lost")
    void fieldsOneSideCannotHold() {
        rig = new Rig(calendar(), calendar().carrying(Set.of("when", "title", "recurrence", "overrides")));
        var h = rig.host.put(Samples.located(Samples.event("x", "title"), "only the host knows"));
        rig.sync();
        rig.provider.edit(rig.provider.refOf(Samples.uid("x")).orElseThrow(), Samples.event("x", "renamed"));

        rig.sync();

        assertThat(onHost("x").details().location()).isEqualTo("only the host knows");
        assertThat(onHost("x").label()).isEqualTo("renamed");
        rig.host.edit(h, Samples.located(onHost("x"), "elsewhere"));
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("a side that changes what it stores is not fought over")
    void normalisationIsNoPingPong() {
        rig = new Rig(
                calendar(),
                calendar().normalising(item -> Samples.titled(item, item.label().toUpperCase(java.util.Locale.ROOT))));
        rig.host.put(Samples.event("x", "title"));
        rig.sync();
        rig.sync();

        SyncHistory third = rig.sync();

        assertThat(third.counts().writes()).isZero();
        assertThat(onHost("x").label()).isEqualTo("title");
        assertThat(atProvider("x").label()).isEqualTo("TITLE");
    }

    @Test
    @DisplayName("an attendee removed on one side is removed on the other, others stay")
    void removesSingleElements() {
        var both = List.of(attendee("a@example.org"), attendee("b@example.org"));
        var h = rig.host.put(Samples.details(Samples.event("x", "t"), details -> details.attendees(both)));
        rig.sync();
        rig.host.edit(
                h, Samples.details(Samples.event("x", "t"), details -> details.attendees(List.of(both.get(0)))));

        rig.sync();

        assertThat(atProvider("x").details().attendees()).containsOnlyKeys("a@example.org");
    }

    private static io.passerelle.model.item.Attendee attendee(String address) {
        return new io.passerelle.model.item.Attendee(
                address,
                "",
                io.passerelle.model.item.Attendee.Role.REQUIRED,
                io.passerelle.model.item.Attendee.Answer.ACCEPTED);
    }

    @Test
    @DisplayName("a pair that another run works on is refused")
    void refusesASecondRun() {
        rig.store.begin(OrganisationId.DEFAULT, rig.pairId, "other", rig.clock.instant(), Duration.ofHours(1));

        org.assertj.core.api.Assertions.assertThatThrownBy(rig::sync)
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.RUN_IN_PROGRESS));
    }

    @Test
    @DisplayName("a run stopped by a person ends between batches and is taken up again")
    void cancelsBetweenBatches() {
        rig = new Rig(calendar(), calendar().batching(5));
        for (int i = 0; i < 12; i++) {
            rig.host.put(Samples.event("x" + i, "title"));
        }
        int[] checks = {0};
        rig.stopCheck = () -> {
            if (rig.provider.items().size() >= 5) {
                throw PasserelleException.of(ErrorCode.RUN_CANCELLED);
            }
        };

        SyncHistory run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.CANCELLED);
        assertThat(rig.provider.items()).hasSize(5);
        rig.stopCheck = () -> {};
        rig.sync();
        assertThat(rig.provider.items()).hasSize(12);
    }

    @Test
    @DisplayName("the day of an event outside the window does not matter once it is synced")
    void windowKeepsOldMappings() {
        rig.window = Optional.of(new io.passerelle.model.integration.SyncWindow(30, 30));
        rig.host.put(Samples.on("old", "old", LocalDate.of(2020, 1, 1)));
        rig.host.put(Samples.on("now", "now", LocalDate.of(2026, 3, 5)));
        rig.host.put(Samples.weekly("series", "series"));
        rig.sync();
        assertThat(rig.provider.items()).hasSize(2);

        rig.clock.advance(Duration.ofDays(100));
        rig.sync();

        assertThat(rig.provider.items()).hasSize(2);
        assertThat(rig.mappings()).hasSize(2);
        rig.host.delete(rig.host.refOf(Samples.uid("now")).orElseThrow());
        rig.sync();
        assertThat(rig.provider.byUid(Samples.uid("now"))).isPresent();
    }

    @Test
    @DisplayName("an event that the window reaches later is synced then")
    void windowMovesOn() {
        rig.window = Optional.of(new io.passerelle.model.integration.SyncWindow(30, 30));
        rig.host.put(Samples.on("later", "later", LocalDate.of(2026, 6, 1)));
        rig.sync();
        assertThat(rig.provider.items()).isEmpty();

        rig.clock.advance(Duration.ofDays(80));
        rig.sync();

        assertThat(rig.provider.items()).hasSize(1);
    }
}
