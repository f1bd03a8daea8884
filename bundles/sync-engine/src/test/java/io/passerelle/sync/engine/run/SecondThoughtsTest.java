// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.item.CalendarEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What random histories with second thoughts once found. */
class SecondThoughtsTest {
    private final Rig rig = new Rig();

    @Test
    @DisplayName("an edit that import only kept on the host goes out once both directions are allowed, whatever came in between")
    void keptEdit() {
        ItemRef mine = rig.host.put(Samples.located(Samples.event("a", "a"), "here"));
        rig.sync();
        rig.sync();
        ItemRef theirs = rig.provider.refOf(Samples.uid("a")).orElseThrow();
        rig.direction = Direction.IMPORT;
        rig.host.edit(mine, Samples.titled(rig.host.items().get(mine), "mine"));
        rig.sync();
        rig.provider.edit(theirs, Samples.located(rig.provider.items().get(theirs), "there"));
        rig.sync();
        rig.sync();
        assertThat(rig.host.items().get(mine).label()).isEqualTo("mine");

        rig.direction = Direction.BOTH;
        rig.sync();
        rig.sync();

        CalendarEvent event = (CalendarEvent) rig.provider.items().get(theirs);
        assertThat(event.label()).isEqualTo("mine");
        assertThat(event.details().location()).isEqualTo("there");
        assertThat(Oracle.on(rig.host)).isEqualTo(Oracle.on(rig.provider));
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("an original that moves after its copy was taken back is followed, so that an edit brings the copy back")
    void movedOriginal() {
        ItemRef mine = rig.host.put(Samples.event("a", "a"));
        rig.host.put(Samples.event("b", "b"));
        rig.undo(rig.sync().run());
        rig.sync();
        ItemRef moved = rig.host.move(mine);
        rig.sync();
        assertThat(rig.provider.items()).isEmpty();

        rig.host.edit(moved, Samples.event("a", "edited"));
        rig.sync();

        assertThat(rig.provider.byUid(Samples.uid("a")).orElseThrow().label()).isEqualTo("edited");
        assertThat(rig.mappings()).hasSize(2);
        assertThat(rig.sync().counts().writes()).isZero();
    }
}
