// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Codes.assertFails;
import static io.passerelle.testkit.store.Samples.NOW;
import static io.passerelle.testkit.store.Samples.bytes;
import static io.passerelle.testkit.store.Samples.mapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.Mapping;
import io.passerelle.store.spi.PairState;
import io.passerelle.store.spi.SyncStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link SyncStore} must do. */
public interface SyncStoreContract extends WriteIntentContract {
    /** How long leases last here. */
    Duration LEASE = Duration.ofMinutes(2);

    /** The store under test. */
    SyncStore sync();

    /** The store of the pairs. */
    IntegrationStore integrations();

    /**
     * A pair and whose it is.
     *
     * @param organisation whose
     * @param id which
     */
    record At(OrganisationId organisation, PairId id) {}

    /** Stores a new pair. */
    private At pair() {
        UserIntegration integration = Samples.integration(Samples.user());
        integrations().insert(integration, bytes("sealed"));
        SyncPair pair = Samples.pair(integration.id());
        integrations().putPairs(integration.owner().organisation(), integration.id(), List.of(pair));
        return new At(integration.owner().organisation(), pair.id());
    }

    private long begun(At pair) {
        return begin(pair, NOW).orElseThrow().fence();
    }

    private Optional<PairState> begin(At pair, Instant now) {
        return sync().begin(pair.organisation(), pair.id(), "node-a/run-1", now, LEASE);
    }

    private void commit(At pair, long fence, Mapping... put) {
        sync().commit(pair.organisation(), pair.id(), fence, List.of(put), List.of());
    }

    private List<Mapping> all(At pair) {
        List<Mapping> all = new ArrayList<>();
        sync().forEachByHostRef(pair.organisation(), pair.id(), all::add);
        return all;
    }

    private List<String> hosts(At pair) {
        return all(pair).stream().map(mapping -> mapping.hostRef().value()).toList();
    }

    @Test
    @DisplayName("a new pair has no cursors and no mappings")
    default void newPairIsEmpty() {
        At pair = pair();
        assertThat(sync().state(pair.organisation(), pair.id())).isEqualTo(PairState.NEW);
        assertThat(sync().count(pair.organisation(), pair.id())).isZero();
        assertThat(all(pair)).isEmpty();
    }

    @Test
    @DisplayName("every run that begins counts the fence up")
    default void fenceCountsUp() {
        At pair = pair();
        long first = begun(pair);
        sync().release(pair.organisation(), pair.id(), first);
        assertThat(begun(pair)).isEqualTo(first + 1);
    }

    @Test
    @DisplayName("while a run holds the lease no other begins")
    default void leaseExcludes() {
        At pair = pair();
        begun(pair);
        assertThat(begin(pair, NOW.plus(LEASE).minusMillis(1))).isEmpty();
    }

    @Test
    @DisplayName("a lease that expired is taken over")
    default void expiredLeaseIsTakenOver() {
        At pair = pair();
        long first = begun(pair);
        assertThat(begin(pair, NOW.plus(LEASE)).orElseThrow().fence()).isEqualTo(first + 1);
    }

    @Test
    @DisplayName("of several nodes that begin at once, one does")
    default void oneOfSeveralBegins() throws Exception {
        At pair = pair();
        Callable<Boolean> begin = () -> begin(pair, NOW).isPresent();
        assertThat(Together.run(Collections.nCopies(6, begin)))
                .extracting(outcome -> outcome.value().orElseThrow())
                .containsOnlyOnce(true);
    }

    @Test
    @DisplayName("a renewed lease lasts longer")
    default void renewedLeaseLasts() {
        At pair = pair();
        long fence = begun(pair);
        Instant later = NOW.plusSeconds(60);
        assertThat(sync().renew(pair.organisation(), pair.id(), fence, later, LEASE)).isTrue();
        assertThat(begin(pair, NOW.plus(LEASE))).isEmpty();
        assertThat(begin(pair, later.plus(LEASE))).isPresent();
    }

    @Test
    @DisplayName("a lease that another run has taken cannot be renewed")
    default void lostLeaseIsNotRenewed() {
        At pair = pair();
        long first = begun(pair);
        begin(pair, NOW.plus(LEASE));
        assertThat(sync().renew(pair.organisation(), pair.id(), first, NOW.plus(LEASE), LEASE)).isFalse();
    }

    @Test
    @DisplayName("giving back a lost lease does not take it from its new holder")
    default void lostLeaseIsNotReleased() {
        At pair = pair();
        long first = begun(pair);
        begin(pair, NOW.plus(LEASE));
        sync().release(pair.organisation(), pair.id(), first);
        assertThat(begin(pair, NOW.plus(LEASE))).isEmpty();
    }

    @Test
    @DisplayName("a mapping is read as it was committed")
    default void mappingIsReadAsCommitted() {
        At pair = pair();
        Mapping full = new Mapping(
                new byte[16],
                ItemRef.of("/dav/\u00e9t\u00e9.ics"),
                Revision.of("r".repeat(4000)),
                ItemRef.of("p_1"),
                Revision.of("2"),
                new byte[3000],
                Optional.of(new byte[] {1, 2, 3}),
                new byte[] {(byte) 128},
                Optional.of(Side.HOST));
        Mapping plain = mapping("z", "p_2");
        commit(pair, begun(pair), full, plain);
        assertThat(all(pair)).usingRecursiveFieldByFieldElementComparator().containsExactly(full, plain);
    }

    @Test
    @DisplayName("a mapping of the same host address replaces the old one")
    default void mappingIsReplaced() {
        At pair = pair();
        long fence = begun(pair);
        commit(pair, fence, mapping("h", "old"));
        commit(pair, fence, mapping("h", "new"));
        assertThat(all(pair)).extracting(Mapping::providerRef).containsExactly(ItemRef.of("new"));
    }

    @Test
    @DisplayName("of two mappings of one address in one commit the last counts")
    default void lastMappingOfACommitCounts() {
        At pair = pair();
        commit(pair, begun(pair), mapping("h", "old"), mapping("h", "new"));
        assertThat(all(pair)).extracting(Mapping::providerRef).containsExactly(ItemRef.of("new"));
    }

    @Test
    @DisplayName("A09 a mapping that is removed is gone, the others stay")
    default void mappingIsRemoved() {
        At pair = pair();
        long fence = begun(pair);
        commit(pair, fence, mapping("a", "pa"), mapping("b", "pb"));
        sync().commit(pair.organisation(), pair.id(), fence, List.of(), List.of(ItemRef.of("a"), ItemRef.of("unknown")));
        assertThat(hosts(pair)).containsExactly("b");
    }

    @Test
    @DisplayName("a commit of a run that was overtaken does nothing")
    default void overtakenCommitDoesNothing() {
        At pair = pair();
        long first = begun(pair);
        commit(pair, first, mapping("a", "pa"));
        begin(pair, NOW.plus(LEASE));
        assertFails(ErrorCode.RUN_INTERRUPTED, () -> sync().commit(
                pair.organisation(), pair.id(), first, List.of(mapping("b", "pb")), List.of(ItemRef.of("a"))));
        assertThat(hosts(pair)).containsExactly("a");
    }

    @Test
    @DisplayName("mappings come in the order of code points, not of UTF-16")
    default void mappingsComeInCodePointOrder() {
        At pair = pair();
        commit(
                pair,
                begun(pair),
                mapping("\uD83D\uDCC5", "1"),
                mapping("\uFF21", "2"),
                mapping("a", "3"),
                mapping("B", "4"),
                mapping("\u00e9", "5"),
                mapping("a/b", "6"),
                mapping("a-b", "7"));
        assertThat(hosts(pair)).containsExactly("B", "a", "a-b", "a/b", "\u00e9", "\uFF21", "\uD83D\uDCC5");
    }

    @Test
    @DisplayName("thousands of mappings are streamed, each once and in order")
    default void manyMappingsAreStreamed() {
        At pair = pair();
        Mapping[] many = many(5001);
        commit(pair, begun(pair), many);
        assertThat(hosts(pair))
                .isEqualTo(List.of(many).stream().map(mapping -> mapping.hostRef().value()).toList());
        assertThat(sync().count(pair.organisation(), pair.id())).isEqualTo(5001);
    }

    private static Mapping[] many(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> mapping(String.format("h%06d", i), String.format("p%06d", i)))
                .toArray(Mapping[]::new);
    }

    @Test
    @DisplayName("whoever streams mappings can ask the store in between")
    default void storeAnswersWhileStreaming() {
        At pair = pair();
        commit(pair, begun(pair), many(3));
        List<Integer> found = new ArrayList<>();
        sync().forEachByHostRef(pair.organisation(), pair.id(), mapping -> found.add(sync().byProviderRef(
                        pair.organisation(), pair.id(), List.of(mapping.providerRef()))
                .size()));
        assertThat(found).containsExactly(1, 1, 1);
    }

    @Test
    @DisplayName("A16 any number of mappings is looked up by either address")
    default void mappingsAreLookedUp() {
        At pair = pair();
        commit(pair, begun(pair), many(2500));
        List<ItemRef> hosts = new ArrayList<>();
        List<ItemRef> providers = new ArrayList<>();
        for (int i = 0; i < 1203; i++) {
            hosts.add(ItemRef.of(String.format("h%06d", i * 2)));
            providers.add(ItemRef.of(String.format("p%06d", i * 2 + 1)));
        }
        hosts.add(ItemRef.of("unknown"));
        hosts.add(ItemRef.of("h000000"));
        assertThat(sync().byHostRef(pair.organisation(), pair.id(), hosts))
                .extracting(Mapping::hostRef)
                .doesNotHaveDuplicates()
                .hasSize(1203);
        assertThat(sync().byProviderRef(pair.organisation(), pair.id(), providers))
                .extracting(Mapping::providerRef)
                .containsExactlyInAnyOrderElementsOf(providers);
        assertThat(sync().byHostRef(pair.organisation(), pair.id(), List.of())).isEmpty();
    }

    @Test
    @DisplayName("the state at the end of a run is kept, under the fence of the run")
    default void finishedStateIsKept() {
        At pair = pair();
        long fence = begun(pair);
        PairState state = new PairState(
                Cursor.of("host-1"), Cursor.of("c".repeat(65536)), "v1", Optional.of(NOW), Optional.of(NOW.plusSeconds(1)), 0);
        sync().finish(pair.organisation(), pair.id(), fence, state);
        assertThat(sync().state(pair.organisation(), pair.id()))
                .isEqualTo(new PairState(
                        state.hostCursor(),
                        state.providerCursor(),
                        "v1",
                        state.lastFullPass(),
                        state.lastSuccess(),
                        fence));
    }

    @Test
    @DisplayName("a run that was overtaken stores no cursors")
    default void overtakenRunStoresNoCursors() {
        At pair = pair();
        long first = begun(pair);
        begin(pair, NOW.plus(LEASE));
        assertFails(ErrorCode.RUN_INTERRUPTED, () -> sync().finish(pair.organisation(), pair.id(), first, PairState.NEW));
    }

    @Test
    @DisplayName("a pair that is cleared has no mappings and no cursors; its fence does not go back")
    default void clearedPairIsNew() {
        At pair = pair();
        long fence = begun(pair);
        commit(pair, fence, mapping("a", "pa"));
        sync().finish(pair.organisation(), pair.id(), fence, new PairState(
                Cursor.of("h"), Cursor.of("p"), "v", Optional.of(NOW), Optional.of(NOW), fence));
        sync().clear(pair.organisation(), pair.id());
        PairState state = sync().state(pair.organisation(), pair.id());
        assertThat(state.hostCursor()).isEqualTo(Cursor.START);
        assertThat(state.providerCursor()).isEqualTo(Cursor.START);
        assertThat(state.lastSuccess()).isEmpty();
        assertThat(state.fence()).isGreaterThanOrEqualTo(fence);
        assertThat(all(pair)).isEmpty();
    }

    @Test
    @DisplayName("a pair's mappings do not exist for another organisation")
    default void mappingsAreHiddenFromOtherOrganisations() {
        At pair = pair();
        long fence = begun(pair);
        commit(pair, fence, mapping("a", "pa"));
        At foreign = new At(Samples.organisation(), pair.id());
        assertThat(all(foreign)).isEmpty();
        assertThat(sync().count(foreign.organisation(), foreign.id())).isZero();
        assertThat(sync().state(foreign.organisation(), foreign.id())).isEqualTo(PairState.NEW);
        assertThat(sync().byHostRef(foreign.organisation(), foreign.id(), List.of(ItemRef.of("a")))).isEmpty();
        assertThat(sync().byProviderRef(foreign.organisation(), foreign.id(), List.of(ItemRef.of("pa")))).isEmpty();
        assertFails(ErrorCode.RUN_INTERRUPTED, () -> commit(foreign, fence, mapping("b", "pb")));
        sync().release(foreign.organisation(), foreign.id(), fence);
        assertThat(begin(pair, NOW)).isEmpty();
        assertThat(hosts(pair)).containsExactly("a");
    }

    @Test
    @DisplayName("two pairs have nothing in common")
    default void pairsAreSeparate() {
        At one = pair();
        At other = pair();
        commit(one, begun(one), mapping("a", "pa"));
        commit(other, begun(other), mapping("a", "other"));
        sync().clear(one.organisation(), one.id());
        assertThat(all(other)).extracting(Mapping::providerRef).containsExactly(ItemRef.of("other"));
    }
}
