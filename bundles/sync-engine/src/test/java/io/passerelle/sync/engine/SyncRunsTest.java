// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.api.SyncService.RunReport;
import io.passerelle.model.PairId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.testkit.collection.MemoryFaults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SyncRunsTest {
    private final Server server = new Server();

    @Test
    @DisplayName("runs every enabled pair, the first time as a first run")
    void runsEveryPair() {
        server.google.event("a", "one");

        RunReport first = server.run();
        RunReport second = server.run();

        assertThat(first.runs()).hasSize(1);
        assertThat(first.runs().get(0).trigger()).isEqualTo(SyncTrigger.FIRST);
        assertThat(second.runs().get(0).trigger()).isEqualTo(SyncTrigger.SCHEDULE);
        assertThat(server.calendar.items()).hasSize(1);
        assertThat(first.error()).isEmpty();
    }

    @Test
    @DisplayName("collections that were renamed are called by their new names, and open pages are told once")
    void followsNames() {
        server.pairs(server.pair.withNames("Agenda", "Meetings"));

        server.run();

        assertThat(server.integrations.pair(server.owner.organisation(), server.pair.id()))
                .contains(server.pair.withNames("host", "google"));
        server.run();
        assertThat(server.events.published).filteredOn(event -> event.startsWith("integration-changed")).hasSize(1);
    }

    @Test
    @DisplayName("a side that turned read-only does not make the run fail")
    void readOnlyIsNoFailure() {
        server.google.event("a", "one");
        server.google.access = Access.READ;

        RunReport report = server.run();

        assertThat(report.error()).isEmpty();
        assertThat(report.runs().get(0).outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(report.runs().get(0).error()).contains(ErrorCode.PROVIDER_NOW_READ_ONLY);
        assertThat(server.calendar.items()).hasSize(1);
    }

    @Test
    @DisplayName("a paused integration, one without grant and one being disconnected are not run")
    void respectsTheStatus() {
        server.facts(facts -> facts.withPaused(true));
        assertThat(server.run().runs()).isEmpty();
        server.facts(facts -> facts.withPaused(false).withLostGrant(ErrorCode.GRANT_LOST));
        assertThat(server.run().runs()).isEmpty();
    }

    @Test
    @DisplayName("while the provider is absent nothing runs and nothing fails")
    void providerAbsent() {
        server.surroundings.removeProvider(server.google);

        RunReport report = server.run();

        assertThat(report.runs()).isEmpty();
        assertThat(report.error()).isEmpty();
        server.surroundings.addProvider(server.google);
        assertThat(server.run().runs()).hasSize(1);
    }

    @Test
    @DisplayName("B23 a collection that is gone fails the run and deletes nothing")
    void collectionGone() {
        server.google.event("a", "one");
        server.run();
        server.google.collectionGone = true;

        RunReport report = server.run();

        assertThat(report.error()).contains(ErrorCode.COLLECTION_GONE);
        assertThat(report.runs().get(0).outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(server.calendar.items()).hasSize(1);
        assertThat(server.ports.history().run(server.owner.organisation(), report.runs().get(0).run()))
                .isPresent();
    }

    @Test
    @DisplayName("E12 a grant that turns out to be lost is recorded, and further runs wait for the person")
    void lostGrantIsRecorded() {
        server.google.calendar.faults()
                .failRequests(point -> Optional.of(PasserelleException.of(ErrorCode.GRANT_LOST)));

        RunReport report = server.run();

        assertThat(report.error()).contains(ErrorCode.GRANT_LOST);
        assertThat(server.stored().facts().lostGrant()).contains(ErrorCode.GRANT_LOST);
        assertThat(server.events.published).anyMatch(event -> event.startsWith("integration-changed"));
        assertThat(server.run().runs()).isEmpty();
    }

    @Test
    @DisplayName("a reconnection during the run is not overruled by the run's failure")
    void reconnectionIsNotOverruled() {
        server.google.calendar.faults().failRequests(point -> {
            server.facts(facts -> facts);
            return Optional.of(PasserelleException.of(ErrorCode.GRANT_LOST));
        });

        server.run();

        assertThat(server.stored().facts().lostGrant()).isEmpty();
    }

    @Test
    @DisplayName("paused during a run, the run stops before the next batch")
    void pausedDuringTheRun() {
        for (int i = 0; i < 200; i++) {
            server.google.event("a" + i, "one");
        }
        server.calendar.faults().beforeWrite(() -> {
            server.facts(facts -> facts.withPaused(true));
            server.clock.advance(Duration.ofSeconds(3));
        });

        RunReport report = server.run();

        assertThat(report.runs().get(0).outcome()).isEqualTo(SyncOutcome.CANCELLED);
        assertThat(server.calendar.items()).hasSizeLessThan(200);
    }

    @Test
    @DisplayName("stopped by its owner, the run ends; a stranger cannot stop it")
    void cancelledByTheOwner() {
        UserId bob = UserId.of(server.owner.organisation(), "bob");
        for (int i = 0; i < 200; i++) {
            server.google.event("a" + i, "one");
        }
        server.calendar.faults().beforeWrite(() -> {
            assertThatThrownBy(() -> server.runs.cancel(bob, server.id)).isInstanceOf(PasserelleException.class);
            server.runs.cancel(server.owner, server.id);
        });

        assertThat(server.run().runs().get(0).error()).contains(ErrorCode.RUN_CANCELLED);
    }

    @Test
    @DisplayName("a provider that goes is drained: its run ends between batches")
    void providerGoesDuringARun() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            server.google.event("a" + i, "one");
        }
        Thread[] undeploying = new Thread[1];
        server.calendar.faults().beforeWrite(() -> {
            if (undeploying[0] == null) {
                undeploying[0] = new Thread(() -> server.surroundings.removeProvider(server.google));
                undeploying[0].start();
                while (undeploying[0].getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            }
        });

        RunReport report = server.run();
        undeploying[0].join(20_000);

        assertThat(report.error()).contains(ErrorCode.PROVIDER_UNAVAILABLE);
        assertThat(undeploying[0].isAlive()).isFalse();
        assertThat(server.calendar.items()).hasSize(50);
    }

    @Test
    @DisplayName("B28 a rate limit ends the integration's runs with the delay")
    void rateLimit() {
        server.pairs(server.pair, copy(server.pair));
        server.google.calendar.faults()
                .failRequests(point -> point == MemoryFaults.Point.PAGE
                        ? Optional.of(PasserelleException.of(ErrorCode.RATE_LIMITED_BY_PROVIDER)
                                .retryAfter(Duration.ofSeconds(90)))
                        : Optional.empty());

        RunReport report = server.run();

        assertThat(report.runs()).hasSize(1);
        assertThat(report.retryAfter()).contains(Duration.ofSeconds(90));
    }

    private static SyncPair copy(SyncPair pair) {
        return new SyncPair(
                PairId.random(),
                pair.integration(),
                CollectionKind.CALENDAR,
                CollectionId.of("other"),
                "other",
                pair.providerCollection(),
                "p",
                Direction.BOTH,
                ConflictPolicy.HOST,
                Optional.empty(),
                true);
    }

    @Test
    @DisplayName("held deletions are shown to their owner by name, applied and discarded; to a stranger they do not exist")
    void reviewsHeldDeletions() {
        for (int i = 0; i < 20; i++) {
            server.google.event("a" + i, "title " + i);
        }
        server.run();
        List.copyOf(server.google.calendar.items().keySet()).subList(0, 12).forEach(server.google.calendar::delete);
        server.run();
        UserId bob = UserId.of(server.owner.organisation(), "bob");

        var held = server.runs.held(server.owner, server.id, server.pair.id()).orElseThrow();

        assertThat(held.items()).hasSize(12).allMatch(item -> item.side() == Side.HOST);
        assertThat(held.items().get(0).label()).startsWith("title");
        assertThat(server.runs.held(bob, server.id, server.pair.id())).isEmpty();
        assertThatThrownBy(() -> server.runs.applyHeld(bob, server.id, server.pair.id()))
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
        assertThat(server.runs.applyHeld(server.owner, server.id, server.pair.id()).counts().hostDeleted())
                .isEqualTo(12);
        assertThat(server.runs.held(server.owner, server.id, server.pair.id())).isEmpty();
        assertThatThrownBy(() -> server.runs.discardHeld(server.owner, server.id, server.pair.id()))
                .isInstanceOf(PasserelleException.class);
    }

    @Test
    @DisplayName("a pair that another node works on is left to it")
    void anotherNodeWorksOnIt() {
        server.ports
                .sync()
                .begin(server.owner.organisation(), server.pair.id(), "x", server.clock.instant(), Duration.ofHours(1));

        RunReport report = server.run();

        assertThat(report.runs()).isEmpty();
        assertThat(report.error()).contains(ErrorCode.RUN_IN_PROGRESS);
    }

    @Test
    @DisplayName("a host that is away fails the run, and the next one makes up for it")
    void hostAway() {
        server.host.away = true;
        assertThat(server.run().error()).contains(ErrorCode.HOST_UNAVAILABLE);
        server.host.away = false;
        assertThat(server.run().error()).isEmpty();
    }

    @Test
    @DisplayName("before the host is there nothing runs and nothing is recorded as failed")
    void startingServer() {
        Surroundings early = new Surroundings(null, null);
        early.addProvider(server.google);

        RunReport report = new SyncRuns(early, server.integrations, server.ports)
                .run(server.owner, server.id, SyncTrigger.SCHEDULE);

        assertThat(report.error()).contains(ErrorCode.STARTING);
        assertThat(server.ports.history().latest(server.owner.organisation(), server.id)).isEmpty();
    }

    @Test
    @DisplayName("a bug in a connector fails the run with an internal error")
    void connectorBug() {
        server.google.bug = true;

        assertThat(server.run().error()).contains(ErrorCode.INTERNAL_ERROR);
    }
}
