// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.integration.SyncOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FirstSyncTest {
    private final Rig rig = new Rig();

    @Test
    @DisplayName("A08 new items of either side appear on the other")
    void copiesNewItemsBothWays() {
        rig.host.put(Samples.event("h", "from the host"));
        rig.provider.put(Samples.event("p", "from the provider"));

        var run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(run.counts().hostCreated()).isEqualTo(1);
        assertThat(run.counts().providerCreated()).isEqualTo(1);
        assertThat(rig.provider.byUid(Samples.uid("h"))).isPresent();
        assertThat(rig.host.byUid(Samples.uid("p"))).isPresent();
        assertThat(rig.mappings()).hasSize(2);
    }

    @Test
    @DisplayName("A08 updates of either side reach the other")
    void copiesUpdatesBothWays() {
        var h = rig.host.put(Samples.event("h", "one"));
        var p = rig.provider.put(Samples.event("p", "two"));
        rig.sync();
        rig.host.edit(h, Samples.event("h", "changed on the host"));
        rig.provider.edit(p, Samples.event("p", "changed at the provider"));

        var run = rig.sync();

        assertThat(run.counts().writes()).isEqualTo(2);
        assertThat(rig.provider.byUid(Samples.uid("h")).orElseThrow().label()).isEqualTo("changed on the host");
        assertThat(rig.host.byUid(Samples.uid("p")).orElseThrow().label()).isEqualTo("changed at the provider");
    }

    @Test
    @DisplayName("A09 deletions of either side reach the other and end the mapping")
    void copiesDeletionsBothWays() {
        var h = rig.host.put(Samples.event("h", "one"));
        var p = rig.provider.put(Samples.event("p", "two"));
        rig.host.put(Samples.event("stays", "three"));
        rig.sync();
        rig.host.delete(h);
        rig.provider.delete(p);

        var run = rig.sync();

        assertThat(run.counts().providerDeleted()).isEqualTo(1);
        assertThat(run.counts().hostDeleted()).isEqualTo(1);
        assertThat(rig.host.items()).hasSize(1);
        assertThat(rig.provider.items()).hasSize(1);
        assertThat(rig.mappings()).hasSize(1);
    }

    @Test
    @DisplayName("A11 a second run without changes takes one request for each side and writes nothing")
    void secondRunIsSilent() {
        rig.host.put(Samples.event("h", "one"));
        rig.provider.put(Samples.event("p", "two"));
        rig.sync();
        rig.sync();
        long requests = rig.host.requests() + rig.provider.requests();
        long writes = rig.host.writes() + rig.provider.writes();

        var run = rig.sync();

        assertThat(run.counts().writes()).isZero();
        assertThat(rig.host.requests() + rig.provider.requests() - requests).isEqualTo(2);
        assertThat(rig.host.writes() + rig.provider.writes()).isEqualTo(writes);
    }

    @Test
    @DisplayName("A11 what was written comes back as an echo and causes no write")
    void echoIsNoChange() {
        rig.provider.put(Samples.event("p", "two"));
        rig.sync();

        var echo = rig.sync();

        assertThat(echo.counts().writes()).isZero();
        assertThat(rig.items(echo)).isEmpty();
    }
}
