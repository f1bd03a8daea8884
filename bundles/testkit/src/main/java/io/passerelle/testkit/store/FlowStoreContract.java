// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Capability;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.FlowRecord.Status;
import io.passerelle.store.spi.FlowStore;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link FlowStore} must do. */
public interface FlowStoreContract {
    /** The store under test. */
    FlowStore flows();

    /** Stores a new flow. */
    private FlowRecord begun(UserId owner) {
        FlowRecord flow = Samples.flow(owner);
        flows().insert(flow);
        return flow;
    }

    @Test
    @DisplayName("a flow is read as it was stored")
    default void flowIsReadAsStored() {
        UserId owner = Samples.user();
        FlowRecord waiting = Samples.flow(owner);
        FlowRecord full = new FlowRecord(
                waiting.id(),
                owner,
                waiting.sessionKey(),
                waiting.cookieDigest(),
                waiting.stateDigest(),
                waiting.provider(),
                Optional.of(IntegrationId.random()),
                Set.of(Capability.CALENDAR_READ, Capability.PRESENCE_WRITE),
                waiting.sealed(),
                Status.FAILED,
                Optional.of(ErrorCode.CONSENT_DENIED),
                Optional.of(IntegrationId.random()),
                NOW,
                NOW.plusSeconds(600));
        flows().insert(full);
        assertThat(flows().find(owner, full.id()).orElseThrow()).usingRecursiveComparison().isEqualTo(full);
    }

    @Test
    @DisplayName("a flow does not exist for another user, nor for a namesake elsewhere")
    default void flowIsHiddenFromOthers() {
        FlowRecord flow = begun(Samples.user());
        assertThat(flows().find(UserId.of(flow.owner().organisation(), "bob"), flow.id())).isEmpty();
        assertThat(flows().find(UserId.of(Samples.organisation(), flow.owner().value()), flow.id())).isEmpty();
    }

    @Test
    @DisplayName("a flow is found by its state, whoever started it")
    default void flowIsFoundByState() {
        FlowRecord flow = begun(Samples.user());
        assertThat(flows().findByState(flow.stateDigest()).orElseThrow().id()).isEqualTo(flow.id());
        assertThat(flows().findByState(Samples.bytes("unknown"))).isEmpty();
    }

    @Test
    @DisplayName("a flow is replaced when it has the expected status")
    default void flowIsReplaced() {
        FlowRecord flow = begun(Samples.user());
        assertThat(flows().replace(Samples.with(flow, Status.RETURNED), Status.WAITING)).isTrue();
        assertThat(flows().find(flow.owner(), flow.id()).orElseThrow().status()).isEqualTo(Status.RETURNED);
    }

    @Test
    @DisplayName("D03 a flow that went on meanwhile is not replaced")
    default void flowOfAnotherStatusIsNotReplaced() {
        FlowRecord flow = begun(Samples.user());
        flows().replace(Samples.with(flow, Status.CANCELLED), Status.WAITING);
        assertThat(flows().replace(Samples.with(flow, Status.RETURNED), Status.WAITING)).isFalse();
        assertThat(flows().find(flow.owner(), flow.id()).orElseThrow().status()).isEqualTo(Status.CANCELLED);
    }

    @Test
    @DisplayName("of several that replace a flow at once, one does")
    default void oneOfSeveralReplaces() throws Exception {
        FlowRecord flow = begun(Samples.user());
        Callable<Boolean> replace = () -> flows().replace(Samples.with(flow, Status.COMPLETING), Status.WAITING);
        assertThat(Together.run(Collections.nCopies(6, replace)))
                .extracting(outcome -> outcome.value().orElseThrow())
                .containsOnlyOnce(true);
    }

    @Test
    @DisplayName("flows are open until they end or expire")
    default void openFlowsAreCounted() {
        UserId owner = Samples.user();
        begun(owner);
        FlowRecord ended = begun(owner);
        flows().replace(Samples.with(ended, Status.FAILED), Status.WAITING);
        begun(UserId.of(owner.organisation(), "bob"));
        assertThat(flows().open(owner, NOW)).isEqualTo(1);
        assertThat(flows().open(owner, NOW.plusSeconds(600))).isZero();
    }

    @Test
    @DisplayName("flows that were started since are counted, ended ones too")
    default void startedFlowsAreCounted() {
        UserId owner = Samples.user();
        FlowRecord ended = begun(owner);
        flows().replace(Samples.with(ended, Status.FAILED), Status.WAITING);
        begun(owner);
        begun(UserId.of(Samples.organisation(), owner.value()));
        assertThat(flows().startedSince(owner, NOW)).isEqualTo(2);
        assertThat(flows().startedSince(owner, NOW.plusNanos(1000))).isZero();
    }

    @Test
    @DisplayName("expired flows are pruned")
    default void expiredFlowsArePruned() {
        FlowRecord flow = begun(Samples.user());
        flows().prune(flow.expiresAt());
        assertThat(flows().find(flow.owner(), flow.id())).isPresent();
        flows().prune(flow.expiresAt().plusNanos(1000));
        assertThat(flows().find(flow.owner(), flow.id())).isEmpty();
    }
}
