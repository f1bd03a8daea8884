// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import static io.passerelle.integration.House.ACME;
import static io.passerelle.integration.House.ALICE;
import static io.passerelle.integration.House.EN;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.IntegrationService.DisconnectPreview.PairCopies;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.SealScope;
import io.passerelle.testkit.collection.MemoryCollection;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Disconnecting")
class DisconnectTest {
    private final House house = new House();
    private UserIntegration integration;
    private SyncPair pair;
    private MemoryCollection calendar;

    @BeforeEach
    void connect() {
        integration = house.connected();
        pair = house.pair(integration);
        calendar = house.host.calendars.get(CollectionId.of("private"));
    }

    private boolean gone() {
        return house.integrations.find(ALICE, integration.id()).isEmpty();
    }

    @Test
    @DisplayName("can be taken back for ten seconds")
    void deadlineIsInTenSeconds() {
        assertThat(house.service.disconnect(ALICE, integration.id(), true))
                .isEqualTo(house.clock.instant().plusSeconds(10));
        house.pass(Duration.ofSeconds(9));
        assertThat(gone()).isFalse();
    }

    @Test
    @DisplayName("stops runs at once and is told to the user's pages")
    void stopsRuns() {
        house.service.disconnect(ALICE, integration.id(), true);
        assertThat(house.asked).contains("cancel", "reconcile");
        assertThat(house.service.find(ALICE, integration.id(), EN).orElseThrow().status())
                .isEqualTo(IntegrationStatus.DISCONNECTING);
        assertThat(house.events.published).anyMatch(event -> event.contains("integration-changed"));
    }

    @Test
    @DisplayName("is done at the deadline, and told")
    void isDoneAtTheDeadline() {
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(10));
        assertThat(gone()).isTrue();
        assertThat(house.events.published)
                .contains("acme/alice integration-removed {\"integration\":\"" + integration.id() + "\"}");
        assertThat(house.asked).contains("unschedule");
    }

    @Test
    @DisplayName("nothing is revoked before the deadline")
    void nothingIsRevokedBefore() {
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(9));
        assertThat(house.asked).doesNotContain("revoke");
    }

    @Test
    @DisplayName("E15 revokes the grant at the provider")
    void revokes() {
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(10));
        assertThat(house.asked).contains("revoke");
    }

    @Test
    @DisplayName("E15 is done although revoking fails")
    void failedRevocationBlocksNothing() {
        house.revokeFailure = Optional.of(PasserelleException.of(ErrorCode.SECRET_UNREADABLE));
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(10));
        assertThat(gone()).isTrue();
    }

    @Test
    @DisplayName("is done although the provider's code is broken")
    void brokenProviderBlocksNothing() {
        house.revokeFailure = Optional.of(new IllegalStateException("a bug"));
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(10));
        assertThat(gone()).isTrue();
    }

    @Test
    @DisplayName("is done although the provider's bundle is not there")
    void absentProviderBlocksNothing() {
        house.providers.removeProvider(house.google);
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(10));
        assertThat(gone()).isTrue();
    }

    @Test
    @DisplayName("shreds the integration's key")
    void shredsTheKey() {
        SealScope scope = new SealScope.OfIntegration(ALICE, integration.id());
        byte[] sealed = house.cipher.seal(scope, "field", new byte[] {1});
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(10));
        assertFails(ErrorCode.SECRET_UNREADABLE, () -> house.cipher.open(scope, "field", sealed));
    }

    @Test
    @DisplayName("taken back in the last moment, while it is about to be carried out: nothing is revoked and nothing is lost")
    void takenBackInTheLastMoment() {
        house.service.disconnect(ALICE, integration.id(), true);
        house.asked.clear();
        house.afterDueDisconnects = () -> {
            UserIntegration stored = house.stored(integration);
            house.integrations.update(stored.with(stored.facts().withDisconnect(Optional.empty())));
            house.afterDueDisconnects = () -> {};
        };
        house.pass(Duration.ofSeconds(20));
        assertThat(gone()).isFalse();
        assertThat(house.asked).doesNotContain("revoke", "unschedule");
    }

    @Test
    @DisplayName("changed by somebody while it is about to be carried out: it is carried out all the same, a little later")
    void changedInTheLastMoment() {
        house.service.disconnect(ALICE, integration.id(), true);
        house.afterDueDisconnects = () -> {
            house.integrations.update(house.stored(integration).withInterval(45));
            house.afterDueDisconnects = () -> {};
        };
        house.pass(Duration.ofSeconds(12));
        assertThat(gone()).isTrue();
    }

    @Test
    @DisplayName("taken back, everything goes on as before")
    void takenBack() {
        house.service.disconnect(ALICE, integration.id(), false);
        house.pass(Duration.ofSeconds(9));
        assertThat(house.service.undoDisconnect(ALICE, integration.id(), EN).status())
                .isEqualTo(IntegrationStatus.CONNECTED);
        house.pass(Duration.ofSeconds(60));
        assertThat(gone()).isFalse();
        assertThat(house.asked).doesNotContain("revoke");
    }

    @Test
    @DisplayName("cannot be taken back at the deadline")
    void tooLate() {
        house.service.disconnect(ALICE, integration.id(), true);
        house.clock.advance(Duration.ofSeconds(10));
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.undoDisconnect(ALICE, integration.id(), EN));
    }

    @Test
    @DisplayName("cannot be taken back when nobody disconnects")
    void nothingToTakeBack() {
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.undoDisconnect(ALICE, integration.id(), EN));
    }

    @Test
    @DisplayName("asked for twice keeps the first deadline and the latest choice")
    void askedTwice() {
        var first = house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(5));
        assertThat(house.service.disconnect(ALICE, integration.id(), false)).isEqualTo(first);
        assertThat(house.stored(integration).facts().disconnect().orElseThrow().keepCopies()).isFalse();
    }

    @Test
    @DisplayName("that was due while the server was down is done after the next start")
    void dueAtTheStart() {
        house.service.disconnect(ALICE, integration.id(), true);
        house.timer.stop();
        House restarted = new House();
        restarted.integrations.insert(house.stored(integration), new byte[0]);
        restarted.clock.advance(Duration.ofHours(1));
        restarted.timer.pass(Duration.ZERO);
        assertThat(restarted.integrations.find(ALICE, integration.id())).isEmpty();
    }

    @Test
    @DisplayName("101 deletes what sync created on the host, and nothing else")
    void deletesCopiesOnly() {
        house.mapped(pair, calendar, "copy", Optional.of(Side.HOST));
        ItemRef linked = house.mapped(pair, calendar, "linked", Optional.empty());
        ItemRef exported = house.mapped(pair, calendar, "exported", Optional.of(Side.PROVIDER));
        ItemRef own = calendar.put(House.event("own"));
        house.service.disconnect(ALICE, integration.id(), false);
        house.pass(Duration.ofSeconds(10));
        assertThat(calendar.items()).containsOnlyKeys(linked, exported, own);
    }

    @Test
    @DisplayName("keeps the copies when asked to")
    void keepsCopies() {
        ItemRef copy = house.mapped(pair, calendar, "copy", Optional.of(Side.HOST));
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(10));
        assertThat(calendar.items()).containsOnlyKeys(copy);
    }

    @Test
    @DisplayName("leaves a copy that the person changed since the last run")
    void leavesChangedCopies() {
        ItemRef changed = house.mapped(pair, calendar, "changed", Optional.of(Side.HOST));
        house.mapped(pair, calendar, "copy", Optional.of(Side.HOST));
        calendar.edit(changed, House.event("with notes of hers"));
        house.service.disconnect(ALICE, integration.id(), false);
        house.pass(Duration.ofSeconds(10));
        assertThat(calendar.items()).containsOnlyKeys(changed);
        assertThat(gone()).isTrue();
    }

    @Test
    @DisplayName("deletes any number of copies in the host's batches")
    void deletesInBatches() {
        for (int i = 0; i < 1203; i++) {
            house.mapped(pair, calendar, "copy " + i, Optional.of(Side.HOST));
        }
        house.service.disconnect(ALICE, integration.id(), false);
        house.pass(Duration.ofSeconds(10));
        assertThat(calendar.items()).isEmpty();
    }

    @Test
    @DisplayName("is done although the calendar of the copies is gone")
    void goneCalendarBlocksNothing() {
        house.mapped(pair, calendar, "copy", Optional.of(Side.HOST));
        house.host.calendars.clear();
        house.service.disconnect(ALICE, integration.id(), false);
        house.pass(Duration.ofSeconds(10));
        assertThat(gone()).isTrue();
    }

    @Test
    @DisplayName("waits for a host that is down, and deletes the copies when it is back")
    void waitsForTheHost() {
        house.mapped(pair, calendar, "copy", Optional.of(Side.HOST));
        house.host.down = true;
        house.service.disconnect(ALICE, integration.id(), false);
        house.pass(Duration.ofSeconds(40));
        assertThat(gone()).isFalse();
        house.host.down = false;
        house.pass(Duration.ofSeconds(2));
        assertThat(gone()).isTrue();
        assertThat(calendar.items()).isEmpty();
    }

    @Test
    @DisplayName("does not wait for a host for ever")
    void doesNotWaitForEver() {
        house.host.down = true;
        house.service.disconnect(ALICE, integration.id(), false);
        house.clock.advance(Disconnections.PATIENCE_WITH_HOST);
        house.pass(Duration.ofSeconds(11));
        assertThat(gone()).isTrue();
    }

    @Test
    @DisplayName("waits until a run under way has stopped")
    void waitsForRuns() {
        long fence = house.sync.begin(ACME, pair.id(), "run", house.clock.instant(), Duration.ofHours(1))
                .orElseThrow()
                .fence();
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Duration.ofSeconds(15));
        assertThat(gone()).isFalse();
        assertThat(house.asked).doesNotContain("revoke");
        house.sync.release(ACME, pair.id(), fence);
        house.pass(Duration.ofSeconds(2));
        assertThat(gone()).isTrue();
    }

    @Test
    @DisplayName("overtakes a run that does not stop")
    void overtakesRuns() {
        house.sync.begin(ACME, pair.id(), "run", house.clock.instant(), Duration.ofHours(1));
        house.service.disconnect(ALICE, integration.id(), true);
        house.pass(Disconnections.PATIENCE_WITH_RUNS.plusSeconds(12));
        assertThat(gone()).isTrue();
    }

    @Test
    @DisplayName("35 tells before how many copies are where")
    void previewCounts() {
        house.mapped(pair, calendar, "copy", Optional.of(Side.HOST));
        house.mapped(pair, calendar, "second copy", Optional.of(Side.HOST));
        house.mapped(pair, calendar, "exported", Optional.of(Side.PROVIDER));
        assertThat(house.service.disconnectPreview(ALICE, integration.id()).pairs())
                .containsExactly(new PairCopies(pair.id(), pair.hostName(), pair.providerName(), 2));
    }

    @Test
    @DisplayName("of somebody else's integration does not exist")
    void strangersIntegration() {
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.disconnect(House.BOB, integration.id(), true));
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.disconnectPreview(House.BOB, integration.id()));
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.undoDisconnect(House.OTHER_ALICE, integration.id(), EN));
        house.pass(Duration.ofSeconds(60));
        assertThat(gone()).isFalse();
    }
}
