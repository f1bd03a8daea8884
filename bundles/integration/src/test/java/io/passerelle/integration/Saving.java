// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import static io.passerelle.integration.House.ALICE;
import static io.passerelle.integration.House.EN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passerelle.api.IntegrationService.PairChange;
import io.passerelle.api.IntegrationService.SettingsChange;
import io.passerelle.api.IntegrationView;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncWindow;
import io.passerelle.model.integration.UserIntegration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Saves settings of an integration of Alice's. */
abstract class Saving {
    final House house = new House();
    UserIntegration integration;

    @BeforeEach
    void connect() {
        integration = house.connected();
    }

    static PairChange change(Optional<PairId> id, String host, String provider, Direction direction) {
        return new PairChange(
                id,
                CollectionKind.CALENDAR,
                Optional.ofNullable(host).map(CollectionId::of),
                CollectionId.of(provider),
                direction,
                ConflictPolicy.PROVIDER,
                Optional.of(new SyncWindow(30, 365)),
                true);
    }

    static PairChange added(String host, String provider, Direction direction) {
        return change(Optional.empty(), host, provider, direction);
    }

    static PairChange kept(SyncPair pair, Direction direction) {
        return change(
                Optional.of(pair.id()), pair.hostCollection().value(), pair.providerCollection().value(), direction);
    }

    IntegrationView update(int interval, PairChange... pairs) {
        return house.service.updateSettings(
                ALICE, integration.id(), house.stored(integration).version(), new SettingsChange(interval, List.of(pairs)), EN);
    }

    String refusedField(int interval, PairChange... pairs) {
        PasserelleException refused =
                catchThrowableOfType(PasserelleException.class, () -> update(interval, pairs));
        assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_INPUT);
        return refused.field().orElseThrow();
    }
}
