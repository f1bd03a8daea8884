// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import static io.passerelle.integration.House.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.IntegrationService.PairChange;
import io.passerelle.model.RunId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.SyncFilter;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.store.spi.ReviewStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Consent to settings")
class ConsentTest extends Saving {
    private static final PairRules STRICT = new PairRules(
            DeletionPolicy.ASK, Privacy.TITLE, false, new SyncFilter(true, false, true, Set.of("Sport")));

    private static PairChange ruled(SyncPair pair, Optional<PairRules> rules) {
        return new PairChange(
                Optional.of(pair.id()),
                pair.kind(),
                Optional.of(pair.hostCollection()),
                pair.providerCollection(),
                pair.direction(),
                pair.conflictPolicy(),
                pair.window(),
                rules,
                pair.enabled());
    }

    /** A pair whose settings somebody has consented to. */
    private SyncPair confirmed() {
        SyncPair pair = update(30, added("private", "work", Direction.BOTH)).pairs().get(0);
        house.integrations.confirm(ACME, pair.id());
        return house.integrations.pair(ACME, pair.id()).orElseThrow();
    }

    @Test
    @DisplayName("a new pair has the usual rules, and nobody has consented yet")
    void newPairWaitsForConsent() {
        SyncPair pair = update(30, added("private", "work", Direction.BOTH)).pairs().get(0);
        assertThat(pair.rules()).isEqualTo(PairRules.DEFAULT);
        assertThat(pair.confirmed()).isFalse();
    }

    @Test
    @DisplayName("a pair with a calendar made for it waits for consent as well")
    void createdCalendarWaitsForConsent() {
        PairChange change = new PairChange(
                Optional.empty(),
                CollectionKind.CALENDAR,
                Optional.empty(),
                CollectionId.of("holidays"),
                Direction.IMPORT,
                ConflictPolicy.NEWEST,
                Optional.empty(),
                Optional.of(STRICT),
                true);
        SyncPair pair = update(30, change).pairs().get(0);
        assertThat(pair.rules()).isEqualTo(STRICT);
        assertThat(pair.conflictPolicy()).isEqualTo(ConflictPolicy.NEWEST);
        assertThat(pair.confirmed()).isFalse();
    }

    @Test
    @DisplayName("a change of name, switch, interval or conflict policy needs no new consent")
    void harmlessChangesStayConfirmed() {
        SyncPair pair = confirmed();
        PairChange change = new PairChange(
                Optional.of(pair.id()),
                pair.kind(),
                Optional.empty(),
                pair.providerCollection(),
                pair.direction(),
                ConflictPolicy.ASK,
                pair.window(),
                Optional.empty(),
                false);
        SyncPair changed = update(60, change).pairs().get(0);
        assertThat(changed.conflictPolicy()).isEqualTo(ConflictPolicy.ASK);
        assertThat(changed.enabled()).isFalse();
        assertThat(changed.confirmed()).isTrue();
    }

    @Test
    @DisplayName("another direction needs consent")
    void otherDirectionNeedsConsent() {
        assertThat(update(30, kept(confirmed(), Direction.IMPORT)).pairs().get(0).confirmed()).isFalse();
    }

    @Test
    @DisplayName("another window needs consent")
    void otherWindowNeedsConsent() {
        SyncPair pair = confirmed();
        PairChange everything = new PairChange(
                Optional.of(pair.id()),
                pair.kind(),
                Optional.empty(),
                pair.providerCollection(),
                pair.direction(),
                pair.conflictPolicy(),
                Optional.empty(),
                true);
        assertThat(update(30, everything).pairs().get(0).confirmed()).isFalse();
    }

    @Test
    @DisplayName("other rules need consent, and are kept by a change that does not name any")
    void otherRulesNeedConsent() {
        SyncPair pair = update(30, ruled(confirmed(), Optional.of(STRICT))).pairs().get(0);
        assertThat(pair.rules()).isEqualTo(STRICT);
        assertThat(pair.confirmed()).isFalse();
        house.integrations.confirm(ACME, pair.id());
        SyncPair kept = update(30, ruled(pair, Optional.empty())).pairs().get(0);
        assertThat(kept.rules()).isEqualTo(STRICT);
        assertThat(kept.confirmed()).isTrue();
    }

    @Test
    @DisplayName("other collections need consent, under the rules that the pair had")
    void otherCollectionsNeedConsent() {
        SyncPair pair = update(30, ruled(confirmed(), Optional.of(STRICT))).pairs().get(0);
        house.integrations.confirm(ACME, pair.id());
        SyncPair moved = update(30, change(Optional.of(pair.id()), "private", "holidays", Direction.IMPORT))
                .pairs()
                .get(0);
        assertThat(moved.confirmed()).isFalse();
        assertThat(moved.rules()).isEqualTo(STRICT);
    }

    @Test
    @DisplayName("a preview of other settings is gone, that of the same ones stays")
    void outdatedPreviewIsGone() {
        SyncPair pair = confirmed();
        house.reviews.put(ACME, List.of(new ReviewStore.Entry(
                UUID.randomUUID(),
                pair.id(),
                RunId.random(),
                ReviewStore.Kind.PREVIEW,
                "",
                true,
                house.clock.instant(),
                house.clock.instant().plusSeconds(60),
                new byte[0])));
        update(60, ruled(pair, Optional.empty()));
        assertThat(house.reviews.open(ACME, ReviewStore.Kind.PREVIEW, List.of(pair.id()))).hasSize(1);
        update(60, ruled(pair, Optional.of(STRICT)));
        assertThat(house.reviews.open(ACME, ReviewStore.Kind.PREVIEW, List.of(pair.id()))).isEmpty();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", " ", "two\nlines"})
    @DisplayName("a category that is none is refused by name")
    void blankCategory(String category) {
        SyncPair pair = confirmed();
        PairRules rules = new PairRules(
                DeletionPolicy.FOLLOW, Privacy.FULL, true, new SyncFilter(false, false, false, Set.of(category)));
        assertThat(refusedField(30, ruled(pair, Optional.of(rules)))).isEqualTo("pairs[0].rules.filter.categories");
    }

    @Test
    @DisplayName("privacy and filters are for calendars only")
    void contactsHaveNoPrivacy() {
        PairRules busy = new PairRules(DeletionPolicy.NEVER, Privacy.BUSY, true, SyncFilter.NONE);
        PairRules filtered = new PairRules(
                DeletionPolicy.NEVER, Privacy.FULL, true, new SyncFilter(false, true, false, Set.of()));
        assertThat(refusedField(30, contacts(busy))).isEqualTo("pairs[0].rules.privacy");
        assertThat(refusedField(30, contacts(filtered))).isEqualTo("pairs[0].rules.filter");
    }

    private static PairChange contacts(PairRules rules) {
        return new PairChange(
                Optional.empty(),
                CollectionKind.ADDRESS_BOOK,
                Optional.empty(),
                CollectionId.of("people"),
                Direction.IMPORT,
                ConflictPolicy.HOST,
                Optional.empty(),
                Optional.of(rules),
                true);
    }
}
