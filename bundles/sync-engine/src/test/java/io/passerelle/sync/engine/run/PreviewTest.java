// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.SyncReview.Preview;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult.Action;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.store.spi.ReviewStore.Kind;
import io.passerelle.store.spi.SealScope;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private final Rig rig = new Rig();

    @BeforeEach
    void unconfirmed() {
        rig.confirmed = false;
    }

    private void items(int count) {
        IntStream.range(0, count).forEach(i -> rig.provider.put(Samples.event("x" + i, "title " + i)));
    }

    @Test
    @DisplayName("a first run that would touch more than ten items writes nothing, moves no cursor and leaves a preview")
    void previewsMany() {
        items(8);
        IntStream.range(0, 3).forEach(i -> rig.host.put(Samples.event("h" + i, "mine " + i)));

        var run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PREVIEWED);
        assertThat(run.error()).contains(ErrorCode.PREVIEW_WAITS);
        assertThat(run.counts().writes()).isZero();
        assertThat(rig.host.writes() + rig.provider.writes()).isZero();
        assertThat(rig.mappings()).isEmpty();
        assertThat(rig.store.state(OrganisationId.DEFAULT, rig.pairId).hostCursor().isStart()).isTrue();
        Preview preview = rig.preview().orElseThrow();
        assertThat(preview.madeAt()).isEqualTo(rig.clock.instant());
        assertThat(preview.parts())
                .extracting(Preview.Part::side, Preview.Part::action, Preview.Part::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Side.HOST, Action.CREATE, 8),
                        org.assertj.core.groups.Tuple.tuple(Side.PROVIDER, Action.CREATE, 3));
        assertThat(preview.parts().get(1).samples()).containsExactlyInAnyOrder("mine 0", "mine 1", "mine 2");
        assertThat(rig.confirmed).isFalse();
    }

    @Test
    @DisplayName("ten items are synced at once, and the pair counts as confirmed")
    void fewAreDone() {
        items(10);

        assertThat(rig.sync().outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(rig.host.items()).hasSize(10);
        assertThat(rig.confirmed).isTrue();
        assertThat(rig.preview()).isEmpty();
    }

    @Test
    @DisplayName("once confirmed, the next run does what was previewed and the preview ends")
    void confirmedIsDone() {
        items(60);
        rig.sync();
        assertThat(rig.preview().orElseThrow().parts().get(0).samples()).hasSize(50);
        rig.confirmed = true;

        assertThat(rig.preview()).isEmpty();
        assertThat(rig.sync().counts().hostCreated()).isEqualTo(60);
        assertThat(rig.sync().counts().writes()).isZero();
        rig.confirmed = false;
        assertThat(rig.preview()).isEmpty();
    }

    @Test
    @DisplayName("a later preview replaces the earlier one")
    void replaces() {
        items(12);
        rig.sync();
        rig.provider.put(Samples.event("more", "more"));
        rig.sync();

        assertThat(rig.preview().orElseThrow().parts().get(0).count()).isEqualTo(13);
        assertThat(rig.entries(Kind.PREVIEW)).hasSize(1);
    }

    @Test
    @DisplayName("what shrank to ten items meanwhile is done without being asked about again")
    void shrinks() {
        items(12);
        rig.sync();
        List.copyOf(rig.provider.items().keySet()).subList(0, 3).forEach(rig.provider::delete);

        assertThat(rig.sync().outcome()).isEqualTo(SyncOutcome.SUCCEEDED);
        assertThat(rig.host.items()).hasSize(9);
        assertThat(rig.entries(Kind.PREVIEW)).isEmpty();
    }

    @Test
    @DisplayName("a change of settings that touches more than ten items is previewed, updates and deletions by name")
    void previewsChangedSettings() {
        rig.confirmed = true;
        rig.direction = Direction.IMPORT;
        items(40);
        rig.sync();
        rig.host.items().forEach((ref, item) -> rig.host.edit(ref, Samples.titled(item, "mine: " + item.label())));
        rig.sync();
        rig.direction = Direction.BOTH;
        rig.confirmed = false;
        List.copyOf(rig.provider.items().keySet()).subList(0, 3).forEach(rig.provider::delete);

        var run = rig.sync();

        assertThat(run.outcome()).isEqualTo(SyncOutcome.PREVIEWED);
        assertThat(rig.provider.writes()).isZero();
        assertThat(rig.preview().orElseThrow().parts().stream().mapToInt(Preview.Part::count).sum()).isGreaterThan(10);
        assertThat(rig.preview().orElseThrow().parts())
                .allSatisfy(part -> assertThat(part.samples()).isNotEmpty().allSatisfy(label -> assertThat(label)
                        .contains("title")));
        rig.confirmed = true;
        rig.sync();
        rig.sync();
        assertThat(Oracle.on(rig.host)).isEqualTo(Oracle.on(rig.provider));
        assertThat(rig.sync().counts().writes()).isZero();
    }

    @Test
    @DisplayName("a preview made for other settings is not shown")
    void otherSettings() {
        items(12);
        rig.sync();
        rig.direction = Direction.IMPORT;

        assertThat(rig.preview()).isEmpty();
    }

    @Test
    @DisplayName("A04 an error while reading leaves no preview and writes nothing")
    void readError() {
        items(12);
        rig.provider.faults().failRequests(point -> Optional.of(PasserelleException.of(ErrorCode.PROVIDER_UNREACHABLE)));

        assertThat(rig.sync().outcome()).isEqualTo(SyncOutcome.FAILED);
        assertThat(rig.preview()).isEmpty();
    }

    @Test
    @DisplayName("held deletions are held and not previewed")
    void holds() {
        rig.confirmed = true;
        items(12);
        rig.sync();
        rig.confirmed = false;
        List.copyOf(rig.provider.items().keySet()).forEach(rig.provider::delete);

        var run = rig.sync();

        assertThat(run.counts().held()).isEqualTo(12);
        assertThat(run.outcome()).isEqualTo(SyncOutcome.PARTIAL);
        assertThat(rig.held()).hasSize(12);
        assertThat(rig.host.items()).hasSize(12);
    }

    @Test
    @DisplayName("a preview whose key is lost is no preview")
    void lostKey() {
        items(12);
        rig.sync();
        rig.cipher.shred(new SealScope.OfIntegration(rig.owner, rig.integration));

        assertThat(rig.preview()).isEmpty();
    }

    @Test
    @DisplayName("nothing readable of a preview is stored")
    void sealed() {
        items(12);
        rig.sync();

        assertThat(rig.entries(Kind.PREVIEW).get(0).subject()).doesNotContain("title").hasSizeLessThan(129);
        assertThat(new String(rig.entries(Kind.PREVIEW).get(0).sealed(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("title");
    }
}
