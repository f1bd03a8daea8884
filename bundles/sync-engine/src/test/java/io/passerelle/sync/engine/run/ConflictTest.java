// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.SyncReview.Conflict;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.store.spi.SealScope;
import io.passerelle.testkit.collection.MemoryCollection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Fields that both sides changed: noted, asked about, decided, decided otherwise. */
class ConflictTest {
    private final Rig rig = new Rig();

    @BeforeEach
    void oneEventOnBothSides() {
        rig.policy = ConflictPolicy.ASK;
        rig.host.put(Samples.located(Samples.event("x", "before"), "here"));
        rig.sync();
        rig.sync();
    }

    private List<Conflict> conflicts(boolean openOnly) {
        return new Conflicts(rig.ports(), new SealScope.OfIntegration(rig.owner, rig.integration), rig.pairId)
                .list(openOnly, 100);
    }

    private EventDetails at(Side side) {
        return ((CalendarEvent) collection(side).items().get(ref(side))).details();
    }

    private ItemRef ref(Side side) {
        return collection(side).items().keySet().iterator().next();
    }

    private MemoryCollection collection(Side side) {
        return side == Side.HOST ? rig.host : rig.provider;
    }

    private void edit(Side side, UnaryOperator<EventDetails.Builder> change) {
        MemoryCollection collection = collection(side);
        collection.edit(ref(side), Samples.details((CalendarEvent) collection.items().get(ref(side)), change));
    }

    private void collide() {
        edit(Side.HOST, details -> details.title("host's"));
        edit(Side.PROVIDER, details -> details.title("provider's"));
        rig.sync();
    }

    @Test
    @DisplayName("59 a conflict is noted with both values and waits; a later run does not note it twice")
    void noted() {
        collide();
        rig.sync();
        rig.host.expireCursors();
        rig.provider.expireCursors();
        rig.sync();

        assertThat(conflicts(true)).singleElement().satisfies(conflict -> {
            assertThat(conflict.field()).isEqualTo("title");
            assertThat(conflict.hostValue()).isEqualTo("host's");
            assertThat(conflict.providerValue()).isEqualTo("provider's");
            assertThat(conflict.chosen()).isEmpty();
        });
        assertThat(at(Side.HOST).title()).isEqualTo("host's");
        assertThat(at(Side.PROVIDER).title()).isEqualTo("provider's");
    }

    @Test
    @DisplayName("59 an edit of another field flows past an open conflict and overwrites neither value")
    void otherFieldsFlow() {
        collide();

        edit(Side.HOST, details -> details.location("there"));
        rig.sync();

        assertThat(at(Side.PROVIDER).location()).isEqualTo("there");
        assertThat(at(Side.PROVIDER).title()).isEqualTo("provider's");
        assertThat(at(Side.HOST).title()).isEqualTo("host's");
        assertThat(conflicts(true)).hasSize(1);
    }

    @Test
    @DisplayName("59 one side changing the field once more does not win by that; the note shows the new value")
    void changedAgain() {
        collide();

        edit(Side.HOST, details -> details.title("host's again"));
        rig.sync();

        assertThat(at(Side.PROVIDER).title()).isEqualTo("provider's");
        assertThat(conflicts(true)).singleElement().satisfies(conflict ->
                assertThat(conflict.hostValue()).isEqualTo("host's again"));
    }

    @Test
    @DisplayName("59 a conflict ends when people make both sides the same")
    void endsByItself() {
        collide();

        edit(Side.HOST, details -> details.title("provider's"));
        rig.sync();

        assertThat(conflicts(true)).isEmpty();
        edit(Side.PROVIDER, details -> details.title("and on"));
        rig.sync();
        assertThat(at(Side.HOST).title()).isEqualTo("and on");
    }

    @Test
    @DisplayName("59 whoever is chosen, both sides have the value then, and nothing is left to be written")
    void decided() {
        for (Side chosen : Side.values()) {
            edit(Side.HOST, details -> details.title("before"));
            rig.sync();
            collide();
            UUID id = conflicts(true).get(0).id();

            SyncHistory run = rig.decide(id, chosen);

            assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
            String value = chosen == Side.HOST ? "host's" : "provider's";
            assertThat(at(Side.HOST).title()).isEqualTo(value);
            assertThat(at(Side.PROVIDER).title()).isEqualTo(value);
            assertThat(conflicts(true)).isEmpty();
            assertThat(conflicts(false).get(0).chosen()).contains(chosen);
            assertThat(conflicts(false).get(0).byPerson()).isTrue();
            rig.sync();
            assertThat(rig.sync().counts().writes()).isZero();
        }
    }

    @Test
    @DisplayName("59 what the policy or a person decided can be decided otherwise, and back")
    void decidedOtherwise() {
        rig.policy = ConflictPolicy.PROVIDER;
        collide();
        Conflict conflict = conflicts(false).get(0);
        assertThat(conflict.chosen()).contains(Side.PROVIDER);
        assertThat(conflict.byPerson()).isFalse();
        assertThat(at(Side.HOST).title()).isEqualTo("provider's");

        rig.decide(conflict.id(), Side.HOST);
        rig.sync();
        assertThat(at(Side.HOST).title()).isEqualTo("host's");
        assertThat(at(Side.PROVIDER).title()).isEqualTo("host's");

        rig.decide(conflict.id(), Side.PROVIDER);
        rig.sync();
        assertThat(at(Side.HOST).title()).isEqualTo("provider's");
        assertThat(at(Side.PROVIDER).title()).isEqualTo("provider's");
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("59 a decision does not overwrite what was changed since, and other edits of the item are not lost by it")
    void decisionsAreCareful() {
        collide();
        UUID id = conflicts(true).get(0).id();
        edit(Side.PROVIDER, details -> details.location("moved"));
        edit(Side.HOST, details -> details.description("more"));

        rig.decide(id, Side.HOST);
        rig.sync();

        assertThat(at(Side.PROVIDER).title()).isEqualTo("host's");
        assertThat(at(Side.HOST).location()).isEqualTo("moved");
        assertThat(at(Side.PROVIDER).description()).isEqualTo("more");

        edit(Side.HOST, details -> details.title("something else"));
        rig.sync();
        assertThat(rig.decide(id, Side.PROVIDER).error()).contains(ErrorCode.ITEM_CHANGED);
        assertThat(at(Side.HOST).title()).isEqualTo("something else");
    }

    @Test
    @DisplayName("59 a conflict of an item that is gone ends with it")
    void endsWithTheItem() {
        collide();

        rig.host.delete(ref(Side.HOST));
        rig.provider.delete(ref(Side.PROVIDER));
        rig.sync();
        rig.sync();

        assertThat(conflicts(true)).isEmpty();
    }

    @Test
    @DisplayName("59 a crash between note and mapping loses neither value")
    void crashes() {
        edit(Side.HOST, details -> details.title("host's"));
        edit(Side.PROVIDER, details -> details.title("provider's"));
        for (int step = 1; step < 20; step++) {
            new Tripwire(step, step % 2 == 0).armed(rig);
            try {
                rig.sync();
            } catch (Tripwire.Killed killed) {
                assertThat(killed).isNotNull();
            }
            Tripwire.disarmed(rig);
            rig.clock.advance(Duration.ofMinutes(10));
        }
        rig.sync();

        assertThat(at(Side.HOST).title()).isEqualTo("host's");
        assertThat(at(Side.PROVIDER).title()).isEqualTo("provider's");
        assertThat(conflicts(true)).hasSize(1);
    }
}
