// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.item.Item;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import io.passerelle.testkit.collection.MemoryFaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run dies between a write and the note of it; what people do until the next one counts as theirs. */
class WriteAheadTest {
    /** Services differ. */
    enum Service {
        PLAIN(MemoryBehaviour.calendar()),
        LIKE_DAV(MemoryBehaviour.calendar().likeDav()),
        SPENDING_KEYS(MemoryBehaviour.calendar().spendingKeys()),
        OWN_UIDS(MemoryBehaviour.calendar().withOwnUids());

        private final MemoryBehaviour behaviour;

        Service(MemoryBehaviour behaviour) {
            this.behaviour = behaviour;
        }

        Rig rig() {
            Rig rig = new Rig(MemoryBehaviour.calendar(), behaviour);
            for (int i = 0; i < 6; i++) {
                rig.host.put(Samples.event("anchor" + i, "anchor " + i));
            }
            rig.sync();
            rig.sync();
            return rig;
        }
    }

    private static void dies(Rig rig, Tripwire tripwire) {
        tripwire.armed(rig);
        assertThatThrownBy(rig::sync).isInstanceOf(Tripwire.Killed.class);
        Tripwire.disarmed(rig);
    }

    private static Optional<ItemRef> titled(MemoryCollection side, String title) {
        return side.items().entrySet().stream()
                .filter(entry -> entry.getValue().label().equals(title))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static void rename(MemoryCollection side, String from, String to) {
        ItemRef ref = titled(side, from).orElseThrow();
        side.edit(ref, Samples.titled(side.items().get(ref), to));
    }

    private static void delete(MemoryCollection side, String title) {
        side.delete(titled(side, title).orElseThrow());
    }

    /** Two runs bring everything in order, a third one has nothing to do. */
    private static void settled(Rig rig, String... titles) {
        rig.sync();
        rig.sync();
        SyncHistory quiet = rig.sync();
        assertThat(quiet.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(quiet.counts().writes()).isZero();
        assertThat(titles(rig.host)).containsExactlyInAnyOrder(titles);
        assertThat(titles(rig.provider)).containsExactlyInAnyOrder(titles);
        assertThat(rig.mappings()).hasSize(titles.length + 6);
        assertThat(rig.store.intents(OrganisationId.DEFAULT, rig.pairId)).isEmpty();
    }

    private static List<String> titles(MemoryCollection side) {
        return side.items().values().stream()
                .map(Item::label)
                .filter(label -> !label.startsWith("anchor"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 an item whose copy was made unnoted, and that was deleted since, is deleted")
    void deletedAfterUnnotedCreation(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("new", "new"));
        dies(rig, Tripwire.afterWrite(1));
        assertThat(titles(rig.provider)).containsExactly("new");

        delete(rig.host, "new");

        settled(rig);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 the same while the cursors have expired")
    void deletedAfterUnnotedCreationWithExpiredCursors(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("new", "new"));
        dies(rig, Tripwire.afterWrite(1));
        delete(rig.host, "new");
        rig.host.expireCursors();
        rig.provider.expireCursors();

        settled(rig);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 the same where a side reports nothing of what came and went since it was read")
    void cameAndWentUnreported(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("new", "new"));
        dies(rig, Tripwire.afterWrite(1));
        rig.host.forget(titled(rig.host, "new").orElseThrow());

        settled(rig);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 what came and went is remembered until its copy is gone, however often runs fail")
    void cameAndWentWhileRunsFail(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("new", "new"));
        dies(rig, Tripwire.afterWrite(1));
        rig.host.forget(titled(rig.host, "new").orElseThrow());
        rig.provider.faults().answerWrites(write -> Optional.of(
                new WriteResult.Failed(ErrorCode.PROVIDER_ERROR, "", Optional.empty())));
        rig.sync();
        rig.sync();
        rig.provider.faults().clear();

        settled(rig);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 a copy that was made unnoted is known as ours when only imports follow")
    void ownCopyIsKnownWhileImporting(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("new", "new"));
        dies(rig, Tripwire.afterWrite(1));

        rig.direction = Direction.IMPORT;
        rig.sync();
        rig.sync();
        assertThat(titles(rig.host)).containsExactly("new");

        rig.direction = Direction.BOTH;
        settled(rig, "new");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A13 a copy that was made unnoted and edited since survives the deletion of its original")
    void editedCopySurvives(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("new", "new"));
        dies(rig, Tripwire.afterWrite(1));
        rename(rig.provider, "new", "edited");
        delete(rig.host, "new");

        settled(rig, "edited");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 an item that was edited after its copy was made unnoted keeps the edit")
    void originalEditedSince(Service service) {
        Rig rig = service.rig();
        rig.policy = ConflictPolicy.PROVIDER;
        rig.host.put(Samples.event("new", "new"));
        dies(rig, Tripwire.afterWrite(1));
        rename(rig.host, "new", "edited");

        settled(rig, "edited");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 an item whose edit was carried unnoted, and that was deleted since, is deleted")
    void deletedAfterUnnotedUpdate(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("x", "x"));
        rig.sync();
        rename(rig.host, "x", "renamed");
        dies(rig, Tripwire.afterWrite(1));
        assertThat(titles(rig.provider)).containsExactly("renamed");

        delete(rig.host, "renamed");

        settled(rig);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 an edit after one that was carried unnoted is no conflict with it")
    void editedAgainAfterUnnotedUpdate(Service service) {
        Rig rig = service.rig();
        rig.policy = ConflictPolicy.PROVIDER;
        rig.host.put(Samples.event("x", "x"));
        rig.sync();
        rename(rig.host, "x", "once");
        dies(rig, Tripwire.afterWrite(1));
        rename(rig.host, "once", "twice");

        assertThat(rig.sync().counts().conflicts()).isZero();

        settled(rig, "twice");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A13 an edit of what was carried unnoted survives the deletion on the other side")
    void editOverUnnotedUpdateSurvives(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("x", "x"));
        rig.sync();
        rename(rig.host, "x", "once");
        dies(rig, Tripwire.afterWrite(1));
        rename(rig.provider, "once", "theirs");
        delete(rig.host, "once");

        settled(rig, "theirs");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 an item that is restored after its copy was deleted unnoted is there again on both sides")
    void restoredAfterUnnotedDeletion(Service service) {
        Rig rig = service.rig();
        ItemRef ref = rig.host.put(Samples.event("x", "x"));
        rig.sync();
        Item item = rig.host.items().get(ref);
        rig.host.delete(ref);
        dies(rig, Tripwire.afterWrite(1));
        assertThat(titles(rig.provider)).isEmpty();

        rig.host.restore(ref, item);

        settled(rig, "x");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 an item that moved between the attempt to delete it and the next run is deleted where it is now")
    void movedAfterUnnotedDeletion(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("x", "x"));
        rig.sync();
        rig.sync();
        delete(rig.provider, "x");
        dies(rig, Tripwire.beforeWrite(1));
        assertThat(titles(rig.host)).containsExactly("x");

        rig.host.move(titled(rig.host, "x").orElseThrow());

        settled(rig);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 an item that was brought back unnoted by an edit, and deleted after all, is deleted")
    void deletedAfterUnnotedResurrection(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("x", "x"));
        rig.sync();
        rename(rig.host, "x", "edited");
        delete(rig.provider, "x");
        dies(rig, Tripwire.afterWrite(1));
        assertThat(titles(rig.provider)).containsExactly("edited");

        delete(rig.host, "edited");

        settled(rig);
    }

    @Test
    @DisplayName("A27 two items that were joined unnoted are one: an edit since is no conflict, a deletion is one")
    void joinedUnnoted() {
        Rig rig = Service.PLAIN.rig();
        rig.policy = ConflictPolicy.PROVIDER;
        rig.host.put(Samples.event("x", "host's"));
        rig.provider.put(Samples.event("x", "provider's"));
        rig.host.put(Samples.event("y", "host's y"));
        rig.provider.put(Samples.event("y", "provider's y"));
        dies(rig, Tripwire.afterWrite(1));
        assertThat(titles(rig.host)).containsExactlyInAnyOrder("provider's", "provider's y");

        rename(rig.provider, "provider's", "mine after all");
        delete(rig.provider, "provider's y");

        assertThat(rig.sync().counts().conflicts()).isZero();
        settled(rig, "mine after all");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 what was noted and never written leaves no trace")
    void neverWritten(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("x", "x"));
        rig.sync();
        rename(rig.host, "x", "renamed");
        rig.host.put(Samples.event("new", "new"));
        dies(rig, Tripwire.beforeWrite(1));
        assertThat(rig.store.intents(OrganisationId.DEFAULT, rig.pairId)).isNotEmpty();
        delete(rig.host, "renamed");
        delete(rig.host, "new");

        settled(rig);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A27 an answer that was lost is as good as a crash: the deletion of the original is one")
    void lostAnswer(Service service) {
        Rig rig = service.rig();
        rig.host.put(Samples.event("new", "new"));
        rig.provider.faults().failRequests(point -> point == MemoryFaults.Point.ANSWER
                ? Optional.of(PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE))
                : Optional.empty());
        assertThat(rig.sync().outcome()).isEqualTo(SyncOutcome.FAILED);
        rig.provider.faults().clear();
        assertThat(titles(rig.provider)).containsExactly("new");

        delete(rig.host, "new");

        settled(rig);
    }

    @Test
    @DisplayName("A27 the copy of a private event that was made unnoted follows the deletion of its original")
    void hiddenCopy() {
        Rig rig = Service.OWN_UIDS.rig();
        rig.rules = new PairRules(DeletionPolicy.FOLLOW, Privacy.BUSY, true, SyncFilter.NONE);
        rig.sync();
        rig.sync();
        rig.host.put(Samples.located(Samples.event("secret", "secret"), "at home"));
        dies(rig, Tripwire.afterWrite(1));
        delete(rig.host, "secret");
        rig.sync();
        rig.sync();

        assertThat(rig.host.items()).hasSize(6);
        assertThat(rig.provider.items()).hasSize(6);
    }

    @Test
    @DisplayName("A17 deletions of what was copied unnoted are held like others when they are many")
    void guarded() {
        Rig rig = Service.PLAIN.rig();
        for (int i = 0; i < 30; i++) {
            rig.host.put(Samples.event("new" + i, "new " + i));
        }
        dies(rig, Tripwire.afterWrite(1));
        titles(rig.host).forEach(title -> delete(rig.host, title));

        rig.sync();

        assertThat(rig.held()).hasSize(30);
        assertThat(titles(rig.provider)).hasSize(30);
        rig.applyHeld();
        settled(rig);
    }

    @Test
    @DisplayName("A27 a copy that was made unnoted shows up in the history as linked")
    void recorded() {
        Rig rig = Service.PLAIN.rig();
        rig.host.put(Samples.event("new", "new"));
        dies(rig, Tripwire.afterWrite(1));

        SyncHistory next = rig.sync();

        assertThat(next.counts().writes()).isZero();
        assertThat(rig.items(next)).anyMatch(item -> item.label().equals("new"));
    }

    @Test
    @DisplayName("A11 n batches take n + 1 transactions, a run without changes none")
    void transactions() {
        Rig rig = new Rig(MemoryBehaviour.calendar(), MemoryBehaviour.calendar().batching(10));
        for (int i = 0; i < 100; i++) {
            rig.host.put(Samples.event("e" + i, "event " + i));
        }
        rig.sync();
        assertThat(rig.store.commits()).isEqualTo(11);

        rig.sync();
        long before = rig.store.commits();
        rig.sync();
        assertThat(rig.store.commits()).isEqualTo(before);
    }

    @Test
    @DisplayName("A27 intents are read as they were noted")
    void codec() {
        byte[] digests = new byte[48];
        digests[7] = 1;
        digests[31] = 2;
        List<Intent> intents = List.of(
                new Intent.Creation(
                        Side.PROVIDER,
                        "0".repeat(32),
                        new byte[16],
                        ItemRef.of("été"),
                        Revision.of("r".repeat(70)),
                        digests,
                        new byte[0],
                        Optional.of(ItemRef.of("before"))),
                new Intent.Deletion(Side.HOST, ItemRef.of("m"), ItemRef.of("moved")));

        List<Intent> read = IntentCodec.decode(IntentCodec.encode(intents));

        assertThat(read).usingRecursiveComparison().isEqualTo(intents);
        assertThat(IntentCodec.encode(List.of())).isEmpty();
        assertThat(IntentCodec.decode(new byte[] {99})).isEmpty();
    }
}
