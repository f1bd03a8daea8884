// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import static io.passerelle.integration.House.ACME;
import static io.passerelle.integration.House.ALICE;
import static io.passerelle.integration.House.EN;
import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.IntegrationService.PairChange;
import io.passerelle.api.IntegrationService.SettingsChange;
import io.passerelle.api.IntegrationView;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Settings")
class SettingsTest extends Saving {
    @Test
    @DisplayName("a new pair joins the collections that were chosen, under their names")
    void newPairIsStored() {
        IntegrationView view = update(30, added("private", "work", Direction.BOTH));
        SyncPair pair = view.pairs().get(0);
        assertThat(pair.hostName()).isEqualTo("private");
        assertThat(pair.providerName()).isEqualTo("Name of work");
        assertThat(pair.direction()).isEqualTo(Direction.BOTH);
        assertThat(house.integrations.pairs(ACME, integration.id())).containsExactly(pair);
    }

    @Test
    @DisplayName("without a host collection one is created under the provider's name")
    void hostCollectionIsCreated() {
        IntegrationView view = update(30, added(null, "holidays", Direction.IMPORT));
        assertThat(view.pairs().get(0).hostCollection().value()).isEqualTo("created-Name of holidays");
    }

    @Test
    @DisplayName("nothing is created when something else is refused")
    void nothingIsCreatedWhenRefused() {
        refusedField(30, added(null, "holidays", Direction.IMPORT), added("private", "unknown", Direction.IMPORT));
        assertThat(house.host.calendars).hasSize(2);
    }

    @Test
    @DisplayName("the interval is stored, and the schedule follows")
    void intervalIsStored() {
        update(60);
        assertThat(house.stored(integration).intervalMinutes()).isEqualTo(60);
        assertThat(house.asked).contains("reconcile");
    }

    @Test
    @DisplayName("a new pair asks for exactly one run")
    void newPairAsksForOneRun() {
        update(30, added("private", "work", Direction.BOTH));
        assertThat(house.asked).containsExactly("run soon");
    }

    @Test
    @DisplayName("saving the same once more asks for no run")
    void sameSettingsAskForNoRun() {
        SyncPair pair = update(30, added("private", "work", Direction.BOTH)).pairs().get(0);
        house.asked.clear();
        update(30, kept(pair, Direction.BOTH));
        assertThat(house.asked).containsExactly("reconcile");
    }

    @Test
    @DisplayName("another direction asks for exactly one run")
    void otherDirectionAsksForOneRun() {
        SyncPair pair = update(30, added("private", "work", Direction.IMPORT)).pairs().get(0);
        house.asked.clear();
        update(30, kept(pair, Direction.BOTH));
        assertThat(house.asked).containsExactly("run soon");
    }

    @Test
    @DisplayName("switching a pair off or removing it asks for no run, switching it on again for one")
    void onlySwitchingOnAsksForARun() {
        SyncPair pair = update(30, added("private", "work", Direction.BOTH)).pairs().get(0);
        house.asked.clear();
        update(30, switched(pair, false));
        update(30, switched(pair, true));
        update(30);
        assertThat(house.asked).containsExactly("reconcile", "run soon", "reconcile");
    }

    private static PairChange switched(SyncPair pair, boolean on) {
        PairChange kept = kept(pair, pair.direction());
        return new PairChange(
                kept.id(),
                kept.kind(),
                kept.hostCollection(),
                kept.providerCollection(),
                kept.direction(),
                kept.conflictPolicy(),
                kept.window(),
                on);
    }

    @Test
    @DisplayName("a change is told to the user's pages")
    void changeIsTold() {
        update(60);
        assertThat(house.events.published)
                .containsExactly("acme/alice integration-changed {\"integration\":\"" + integration.id() + "\"}");
    }

    @Test
    @DisplayName("a change counts even when it cannot be told")
    void untoldChangeCounts() {
        house.events.broken = true;
        update(60);
        assertThat(house.stored(integration).intervalMinutes()).isEqualTo(60);
    }

    @ParameterizedTest(name = "{0} minutes")
    @ValueSource(ints = {-1, 0, 4, 1441, Integer.MAX_VALUE})
    @DisplayName("an interval out of bounds is refused by name")
    void intervalOutOfBounds(int minutes) {
        assertThat(refusedField(minutes)).isEqualTo("intervalMinutes");
    }

    @Test
    @DisplayName("a change made from an older version is refused")
    void staleVersion() {
        update(60);
        assertFails(ErrorCode.STALE_VERSION, () -> house.service.updateSettings(
                ALICE, integration.id(), integration.version(), new SettingsChange(30, List.of()), EN));
    }

    @Test
    @DisplayName("an unknown pair is refused by name")
    void unknownPair() {
        assertThat(refusedField(30, change(Optional.of(PairId.random()), "private", "work", Direction.BOTH)))
                .isEqualTo("pairs[0].id");
    }

    @Test
    @DisplayName("a provider collection that does not exist is refused by name")
    void unknownProviderCollection() {
        assertThat(refusedField(30, added("private", "unknown", Direction.IMPORT)))
                .isEqualTo("pairs[0].providerCollection");
    }

    @Test
    @DisplayName("a host collection that is not the user's is refused by name")
    void unknownHostCollection() {
        assertThat(refusedField(30, added("somebody-elses", "work", Direction.IMPORT)))
                .isEqualTo("pairs[0].hostCollection");
    }

    @Test
    @DisplayName("a collection of another kind is refused by name")
    void otherKind() {
        UserIntegration withContacts = house.integrations.update(house.stored(integration)
                .withGrant(integration.account(), Set.of(), Set.of(Capability.CONTACTS_READ)));
        assertThat(withContacts.capabilities()).containsExactly(Capability.CONTACTS_READ);
        assertThat(refusedField(30, new PairChange(
                        Optional.empty(),
                        CollectionKind.ADDRESS_BOOK,
                        Optional.empty(),
                        CollectionId.of("work"),
                        Direction.IMPORT,
                        ConflictPolicy.HOST,
                        Optional.empty(),
                        true)))
                .isEqualTo("pairs[0].providerCollection");
    }

    @Test
    @DisplayName("a provider collection takes part once only")
    void providerCollectionTwice() {
        house.host.calendar("second");
        assertThat(refusedField(
                        30, added("private", "work", Direction.IMPORT), added("second", "work", Direction.IMPORT)))
                .isEqualTo("pairs[1].providerCollection");
    }

    @Test
    @DisplayName("a host collection takes part once only")
    void hostCollectionTwice() {
        assertThat(refusedField(
                        30, added("private", "work", Direction.IMPORT), added("private", "holidays", Direction.IMPORT)))
                .isEqualTo("pairs[1].hostCollection");
    }

    @Test
    @DisplayName("B22 a provider collection that is read only is never written to")
    void readOnlyProviderCollection() {
        assertFails(ErrorCode.COLLECTION_READ_ONLY, () -> update(30, added("private", "holidays", Direction.BOTH)));
        assertFails(ErrorCode.COLLECTION_READ_ONLY, () -> update(30, added("private", "holidays", Direction.EXPORT)));
        update(30, added("private", "holidays", Direction.IMPORT));
    }

    @Test
    @DisplayName("A04 a host collection that is read only is never written to")
    void readOnlyHostCollection() {
        assertFails(ErrorCode.COLLECTION_READ_ONLY, () -> update(30, added("shared", "work", Direction.IMPORT)));
        update(30, added("shared", "work", Direction.EXPORT));
    }

    @Test
    @DisplayName("A20 two collections that are read only cannot be a pair")
    void bothReadOnly() {
        for (Direction direction : Direction.values()) {
            assertFails(
                    ErrorCode.COLLECTION_READ_ONLY, () -> update(30, added("shared", "holidays", direction)));
        }
    }

    @Test
    @DisplayName("D10 writing to the provider needs the permission for it")
    void missingPermission() {
        house.integrations.update(house.stored(integration)
                .withGrant(integration.account(), Set.of(), Set.of(Capability.CALENDAR_READ)));
        assertFails(ErrorCode.SCOPE_MISSING, () -> update(30, added("private", "work", Direction.BOTH)));
        update(30, added("private", "work", Direction.IMPORT));
    }

    @Test
    @DisplayName("a pair that stays keeps its identity when its direction changes")
    void pairKeepsIdentity() {
        SyncPair pair = update(30, added("private", "work", Direction.IMPORT)).pairs().get(0);
        SyncPair changed = update(30, kept(pair, Direction.BOTH)).pairs().get(0);
        assertThat(changed.id()).isEqualTo(pair.id());
        assertThat(changed.direction()).isEqualTo(Direction.BOTH);
    }

    @Test
    @DisplayName("a pair with another collection is a new pair")
    void otherCollectionIsNewPair() {
        SyncPair pair = update(30, added("private", "work", Direction.IMPORT)).pairs().get(0);
        SyncPair moved = update(30, change(Optional.of(pair.id()), "private", "holidays", Direction.IMPORT))
                .pairs()
                .get(0);
        assertThat(moved.id()).isNotEqualTo(pair.id());
    }

    @Test
    @DisplayName("a known pair without a host collection keeps the one it has")
    void hostCollectionIsKept() {
        SyncPair pair = update(30, added("private", "work", Direction.IMPORT)).pairs().get(0);
        SyncPair changed = update(30, change(Optional.of(pair.id()), null, "work", Direction.EXPORT)).pairs().get(0);
        assertThat(changed.id()).isEqualTo(pair.id());
        assertThat(changed.hostCollection()).isEqualTo(pair.hostCollection());
    }

    @Test
    @DisplayName("a pair that is missing ends")
    void missingPairEnds() {
        update(30, added("private", "work", Direction.IMPORT));
        assertThat(update(30).pairs()).isEmpty();
    }

    @Test
    @DisplayName("nobody is asked while the collections and directions stay: it works while the provider is down")
    void nobodyIsAskedForKnownPairs() {
        SyncPair pair = update(30, added("private", "work", Direction.IMPORT)).pairs().get(0);
        int asked = house.google.asked;
        house.providers.removeProvider(house.google);
        house.host.down = true;
        update(60, kept(pair, Direction.IMPORT));
        assertThat(house.google.asked).isEqualTo(asked);
    }

    @Test
    @DisplayName("settings of somebody else's integration do not exist")
    void strangersSettings() {
        SettingsChange change = new SettingsChange(30, List.of());
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.updateSettings(
                House.BOB, integration.id(), integration.version(), change, EN));
        assertFails(ErrorCode.NOT_FOUND, () -> house.service.updateSettings(
                House.OTHER_ALICE, integration.id(), integration.version(), change, EN));
    }
}
