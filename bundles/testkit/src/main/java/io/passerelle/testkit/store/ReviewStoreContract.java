// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Samples.NOW;
import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.ReviewStore.Entry;
import io.passerelle.store.spi.ReviewStore.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ReviewStore} must do. */
public interface ReviewStoreContract {
    /** The store under test. */
    ReviewStore reviews();

    /** The store of the pairs. */
    IntegrationStore integrations();

    /**
     * Two pairs of one integration.
     *
     * @param organisation whose
     * @param integration of which integration
     * @param one a pair
     * @param other another
     */
    record Desk(OrganisationId organisation, UserIntegration integration, PairId one, PairId other) {}

    /** Stores an integration with two pairs. */
    private Desk desk() {
        UserIntegration integration = Samples.integration(Samples.user());
        integrations().insert(integration, bytes("sealed"));
        SyncPair one = Samples.pair(integration.id());
        SyncPair other = Samples.pair(integration.id());
        OrganisationId organisation = integration.owner().organisation();
        integrations().putPairs(organisation, integration.id(), List.of(one, other));
        return new Desk(organisation, integration, one.id(), other.id());
    }

    private static Entry entry(PairId pair, Kind kind, Instant at) {
        return entry(UUID.randomUUID(), pair, RunId.random(), kind, "", true, at);
    }

    private static Entry entry(UUID id, PairId pair, RunId run, Kind kind, String subject, boolean open, Instant at) {
        return new Entry(id, pair, run, kind, subject, open, at, at.plusSeconds(600), bytes("sealed " + id));
    }

    private static Entry changed(Entry entry, boolean open, byte[] sealed) {
        return new Entry(
                entry.id(),
                entry.pair(),
                entry.run(),
                entry.kind(),
                entry.subject(),
                open,
                entry.at(),
                entry.expiresAt(),
                sealed);
    }

    private void put(Desk desk, Entry... entries) {
        reviews().put(desk.organisation(), List.of(entries));
    }

    private static List<UUID> ids(List<Entry> entries) {
        return entries.stream().map(Entry::id).toList();
    }

    private List<UUID> list(Desk desk, PairId pair, Kind kind, Optional<Boolean> open) {
        return ids(reviews().list(desk.organisation(), pair, kind, open, 0, 100));
    }

    @Test
    @DisplayName("an entry is read as it was stored")
    default void entryIsReadAsStored() {
        Desk desk = desk();
        Entry entry = entry(UUID.randomUUID(), desk.one(), RunId.random(), Kind.CONFLICT, "a/é".repeat(40), true, NOW);
        put(desk, entry);
        assertThat(reviews().find(desk.organisation(), entry.id()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(entry);
    }

    @Test
    @DisplayName("an entry of the same id replaces the earlier one, content and all")
    default void sameIdReplaces() {
        Desk desk = desk();
        Entry open = entry(desk.one(), Kind.CONFLICT, NOW);
        put(desk, open);
        Entry decided = changed(open, false, new byte[2_000_000]);
        put(desk, decided);
        List<Entry> found =
                reviews().list(desk.organisation(), desk.one(), Kind.CONFLICT, Optional.empty(), 0, 10);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).open()).isFalse();
        assertThat(found.get(0).sealed()).isEqualTo(decided.sealed());
    }

    @Test
    @DisplayName("entries of a pair come latest first, those of one moment by id")
    default void entriesComeLatestFirst() {
        Desk desk = desk();
        Entry old = entry(desk.one(), Kind.CONFLICT, NOW.minusSeconds(5));
        RunId run = RunId.random();
        Entry low = entry(UUID.fromString("00000000-0000-4000-8000-" + tail()), desk.one(), run, Kind.CONFLICT, "", true, NOW);
        Entry high = entry(UUID.fromString("f0000000-0000-4000-8000-" + tail()), desk.one(), run, Kind.CONFLICT, "", true, NOW);
        put(desk, old, high, low);
        assertThat(list(desk, desk.one(), Kind.CONFLICT, Optional.empty()))
                .containsExactly(low.id(), high.id(), old.id());
    }

    private static String tail() {
        return UUID.randomUUID().toString().substring(24);
    }

    @Test
    @DisplayName("entries come page by page, each once")
    default void entriesArePaged() {
        Desk desk = desk();
        List<Entry> all = IntStream.range(0, 7)
                .mapToObj(i -> entry(desk.one(), Kind.UNDO, NOW.minusSeconds(i)))
                .toList();
        reviews().put(desk.organisation(), all);
        List<UUID> read = new ArrayList<>();
        for (int offset = 0; offset < 9; offset += 3) {
            List<Entry> page =
                    reviews().list(desk.organisation(), desk.one(), Kind.UNDO, Optional.empty(), offset, 3);
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            read.addAll(ids(page));
        }
        assertThat(read).containsExactlyElementsOf(ids(all));
    }

    @Test
    @DisplayName("entries are told apart by pair, kind and whether they wait")
    default void entriesAreToldApart() {
        Desk desk = desk();
        Entry open = entry(desk.one(), Kind.CONFLICT, NOW);
        Entry closed = changed(entry(desk.one(), Kind.CONFLICT, NOW.minusSeconds(1)), false, bytes("closed"));
        Entry preview = entry(desk.one(), Kind.PREVIEW, NOW);
        Entry elsewhere = entry(desk.other(), Kind.CONFLICT, NOW);
        put(desk, open, closed, preview, elsewhere);
        assertThat(list(desk, desk.one(), Kind.CONFLICT, Optional.empty())).containsExactly(open.id(), closed.id());
        assertThat(list(desk, desk.one(), Kind.CONFLICT, Optional.of(true))).containsExactly(open.id());
        assertThat(list(desk, desk.one(), Kind.CONFLICT, Optional.of(false))).containsExactly(closed.id());
        assertThat(list(desk, desk.one(), Kind.PREVIEW, Optional.empty())).containsExactly(preview.id());
        assertThat(list(desk, desk.other(), Kind.CONFLICT, Optional.empty())).containsExactly(elsewhere.id());
    }

    @Test
    @DisplayName("entries of one moment come in the order of their ids")
    default void entriesOfAMoment() {
        Desk desk = desk();
        RunId run = RunId.random();
        List<Entry> made = Stream.of("70000000", "f0000000", "00000000", "80000000")
                .map(head -> UUID.fromString(head + "-0000-4000-8000-" + tail()))
                .map(id -> entry(id, desk.one(), run, Kind.UNDO, "", false, NOW))
                .toList();
        reviews().put(desk.organisation(), made);
        assertThat(ids(reviews().list(desk.organisation(), desk.one(), Kind.UNDO, Optional.empty(), 0, 10)))
                .containsExactly(
                        made.get(2).id(), made.get(0).id(), made.get(3).id(), made.get(1).id());
    }

    @Test
    @DisplayName("thousands of entries of a run are stored, found by their subjects and deleted")
    default void manyEntries() {
        Desk desk = desk();
        RunId run = RunId.random();
        List<Entry> made = IntStream.range(0, 1203)
                .mapToObj(i -> entry(UUID.randomUUID(), desk.one(), run, Kind.UNDO, "subject-" + i, false, NOW))
                .toList();
        reviews().put(desk.organisation(), made);
        assertThat(reviews().list(desk.organisation(), desk.one(), Kind.UNDO, Optional.empty(), 0, 10_000))
                .hasSize(1203);
        assertThat(ids(reviews().about(
                        desk.organisation(),
                        desk.one(),
                        Kind.UNDO,
                        made.stream().map(Entry::subject).toList())))
                .containsExactlyInAnyOrderElementsOf(ids(made));
        reviews().remove(desk.organisation(), ids(made.subList(0, 1202)));
        assertThat(ids(reviews().list(desk.organisation(), desk.one(), Kind.UNDO, Optional.empty(), 0, 10)))
                .containsExactly(made.get(1202).id());
    }

    @Test
    @DisplayName("entries are found by what they are about, in their pair only, whatever is asked twice")
    default void entriesAboutSubjects() {
        Desk desk = desk();
        RunId run = RunId.random();
        Entry first = entry(UUID.randomUUID(), desk.one(), run, Kind.CONFLICT, "a", true, NOW);
        Entry second = entry(UUID.randomUUID(), desk.one(), run, Kind.CONFLICT, "a", false, NOW);
        Entry third = entry(UUID.randomUUID(), desk.one(), run, Kind.CONFLICT, "b", true, NOW);
        put(desk, first, second, third);
        put(desk, entry(UUID.randomUUID(), desk.one(), run, Kind.UNDO, "a", true, NOW));
        put(desk, entry(UUID.randomUUID(), desk.other(), run, Kind.CONFLICT, "a", true, NOW));
        assertThat(ids(reviews().about(desk.organisation(), desk.one(), Kind.CONFLICT, List.of("a", "c", "a"))))
                .containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(reviews().about(desk.organisation(), desk.one(), Kind.CONFLICT, List.of())).isEmpty();
    }

    @Test
    @DisplayName("open entries are counted by pair; a pair without any is left out")
    default void openEntriesAreCounted() {
        Desk desk = desk();
        put(desk, entry(desk.one(), Kind.CONFLICT, NOW), entry(desk.one(), Kind.CONFLICT, NOW));
        put(desk, changed(entry(desk.one(), Kind.CONFLICT, NOW), false, bytes("decided")));
        put(desk, entry(desk.other(), Kind.PREVIEW, NOW));
        List<PairId> both = List.of(desk.one(), desk.other());
        assertThat(reviews().open(desk.organisation(), Kind.CONFLICT, both))
                .containsOnlyKeys(desk.one())
                .containsEntry(desk.one(), 2);
        assertThat(reviews().open(desk.organisation(), Kind.PREVIEW, both)).containsOnlyKeys(desk.other());
        assertThat(reviews().open(desk.organisation(), Kind.PREVIEW, List.of(desk.one()))).isEmpty();
        assertThat(reviews().open(desk.organisation(), Kind.PREVIEW, List.of())).isEmpty();
    }

    @Test
    @DisplayName("51 what looks the same waits apart from conflicts, beside a closed entry that tells that it was looked for")
    default void duplicatesAreKeptApart() {
        Desk desk = desk();
        Entry first = entry(desk.one(), Kind.DUPLICATE, NOW);
        Entry second = entry(desk.one(), Kind.DUPLICATE, NOW.minusSeconds(1));
        Entry sought = changed(entry(desk.one(), Kind.DUPLICATE, NOW), false, new byte[0]);
        put(desk, first, second, sought, entry(desk.one(), Kind.CONFLICT, NOW));

        assertThat(list(desk, desk.one(), Kind.DUPLICATE, Optional.of(true))).containsExactly(first.id(), second.id());
        assertThat(reviews().open(desk.organisation(), Kind.DUPLICATE, List.of(desk.one())))
                .containsEntry(desk.one(), 2);
        assertThat(reviews().find(desk.organisation(), sought.id())).get().extracting(Entry::sealed).isEqualTo(new byte[0]);
        assertThat(list(desk, desk.one(), Kind.CONFLICT, Optional.of(true))).hasSize(1);
    }

    @Test
    @DisplayName("entries are deleted by id, also when some are gone already")
    default void entriesAreDeleted() {
        Desk desk = desk();
        Entry gone = entry(desk.one(), Kind.CONFLICT, NOW);
        Entry stays = entry(desk.one(), Kind.CONFLICT, NOW.minusSeconds(1));
        put(desk, gone, stays);
        reviews().remove(desk.organisation(), List.of(gone.id(), UUID.randomUUID()));
        reviews().remove(desk.organisation(), List.of());
        assertThat(list(desk, desk.one(), Kind.CONFLICT, Optional.empty())).containsExactly(stays.id());
    }

    @Test
    @DisplayName("all entries of a kind of a pair are deleted, the others stay")
    default void kindIsDeleted() {
        Desk desk = desk();
        Entry conflict = entry(desk.one(), Kind.CONFLICT, NOW);
        Entry elsewhere = entry(desk.other(), Kind.PREVIEW, NOW);
        put(desk, entry(desk.one(), Kind.PREVIEW, NOW), entry(desk.one(), Kind.PREVIEW, NOW), conflict, elsewhere);
        reviews().removeAll(desk.organisation(), desk.one(), Kind.PREVIEW);
        assertThat(list(desk, desk.one(), Kind.PREVIEW, Optional.empty())).isEmpty();
        assertThat(list(desk, desk.one(), Kind.CONFLICT, Optional.empty())).containsExactly(conflict.id());
        assertThat(list(desk, desk.other(), Kind.PREVIEW, Optional.empty())).containsExactly(elsewhere.id());
    }

    @Test
    @DisplayName("what has expired is deleted, from the moment on at which it does")
    default void expiredEntriesArePruned() {
        Desk desk = desk();
        Entry due = entry(desk.one(), Kind.UNDO, NOW.minusSeconds(600));
        Entry stays = entry(desk.other(), Kind.CONFLICT, NOW.minusSeconds(599));
        put(desk, due, stays);
        assertThat(reviews().prune(desk.organisation(), NOW)).isEqualTo(1);
        assertThat(reviews().find(desk.organisation(), due.id())).isEmpty();
        assertThat(reviews().find(desk.organisation(), stays.id())).isPresent();
        assertThat(reviews().prune(desk.organisation(), NOW)).isZero();
    }

    @Test
    @DisplayName("entries of a pair that is gone are not stored, the others of the same call are")
    default void entriesOfGonePairAreNotStored() {
        Desk desk = desk();
        Entry lost = entry(PairId.random(), Kind.UNDO, NOW);
        Entry kept = entry(desk.one(), Kind.UNDO, NOW);
        put(desk, lost, kept);
        assertThat(reviews().find(desk.organisation(), lost.id())).isEmpty();
        assertThat(reviews().find(desk.organisation(), kept.id())).isPresent();
        put(desk);
    }

    @Test
    @DisplayName("entries end with their pair")
    default void entriesEndWithTheirPair() {
        Desk desk = desk();
        Entry ends = entry(desk.one(), Kind.UNDO, NOW);
        Entry stays = entry(desk.other(), Kind.UNDO, NOW);
        put(desk, ends, stays);
        SyncPair other = integrations().pair(desk.organisation(), desk.other()).orElseThrow();
        integrations().putPairs(desk.organisation(), desk.integration().id(), List.of(other));
        assertThat(reviews().find(desk.organisation(), ends.id())).isEmpty();
        assertThat(reviews().list(desk.organisation(), desk.one(), Kind.UNDO, Optional.empty(), 0, 10))
                .isEmpty();
        assertThat(reviews().find(desk.organisation(), stays.id())).isPresent();
    }

    @Test
    @DisplayName("entries end with their integration")
    default void entriesEndWithTheirIntegration() {
        Desk desk = desk();
        Entry entry = entry(desk.one(), Kind.CONFLICT, NOW);
        put(desk, entry);
        integrations().delete(desk.organisation(), desk.integration().id());
        assertThat(reviews().find(desk.organisation(), entry.id())).isEmpty();
        assertThat(reviews().list(desk.organisation(), desk.one(), Kind.CONFLICT, Optional.empty(), 0, 10))
                .isEmpty();
    }

    @Test
    @DisplayName("an organisation's entries do not exist for another one")
    default void entriesAreHiddenFromOtherOrganisations() {
        Desk desk = desk();
        Entry entry = entry(UUID.randomUUID(), desk.one(), RunId.random(), Kind.CONFLICT, "a", true, NOW);
        put(desk, entry);
        OrganisationId foreign = Samples.organisation();
        assertThat(reviews().find(foreign, entry.id())).isEmpty();
        assertThat(reviews().list(foreign, desk.one(), Kind.CONFLICT, Optional.empty(), 0, 10)).isEmpty();
        assertThat(reviews().about(foreign, desk.one(), Kind.CONFLICT, List.of("a"))).isEmpty();
        assertThat(reviews().open(foreign, Kind.CONFLICT, List.of(desk.one()))).isEmpty();
        reviews().put(foreign, List.of(changed(entry, false, bytes("foreign"))));
        reviews().remove(foreign, List.of(entry.id()));
        reviews().removeAll(foreign, desk.one(), Kind.CONFLICT);
        assertThat(reviews().prune(foreign, NOW.plusSeconds(6000))).isZero();
        assertThat(reviews().find(desk.organisation(), entry.id()))
                .get()
                .usingRecursiveComparison()
                .isEqualTo(entry);
    }

    @Test
    @DisplayName("of several writers of one entry each succeeds, and one of them counts")
    default void writersOfOneEntry() throws Exception {
        Desk desk = desk();
        Entry entry = entry(desk.one(), Kind.CONFLICT, NOW);
        List<Callable<String>> works = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Entry mine = changed(entry, true, bytes("writer " + i));
            works.add(() -> {
                put(desk, mine);
                return "";
            });
        }
        assertThat(Together.run(works))
                .allMatch(outcome -> outcome.value().isPresent());
        assertThat(list(desk, desk.one(), Kind.CONFLICT, Optional.empty())).containsExactly(entry.id());
    }
}
