// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.IntegrationCounts.Count;
import io.passerelle.model.integration.IntegrationStatus;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.testkit.store.Samples;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Numbers of integrations")
class CountsTest {
    private final House house = new House();
    private final Counts counts = new Counts(house.stores, house.neighbours, house.providers);

    @Test
    @DisplayName("are told by provider and by the status that the owners see")
    void byProviderAndStatus() {
        house.pair(house.connected());
        UserIntegration paused = house.connected();
        house.pair(paused);
        house.service.pause(paused.owner(), paused.id(), House.EN);
        house.connected();

        assertThat(counts.of(House.ACME))
                .containsExactly(
                        new Count(Samples.PROVIDER, IntegrationStatus.PAUSED, 1),
                        new Count(Samples.PROVIDER, IntegrationStatus.NOT_SET_UP, 1),
                        new Count(Samples.PROVIDER, IntegrationStatus.CONNECTED, 1));
    }

    @Test
    @DisplayName("count what belongs to a provider that is not there")
    void ofAnAbsentProvider() {
        house.connected();
        house.providers.removeProvider(house.google);
        assertThat(counts.of(House.ACME))
                .containsExactly(new Count(Samples.PROVIDER, IntegrationStatus.PROVIDER_UNAVAILABLE, 1));
    }

    @Test
    @DisplayName("are complete also over more than one page")
    void overPages() {
        for (int i = 0; i <= Counts.PAGE; i++) {
            house.connected();
        }
        assertThat(counts.of(House.ACME))
                .containsExactly(new Count(Samples.PROVIDER, IntegrationStatus.NOT_SET_UP, Counts.PAGE + 1));
    }

    @Test
    @DisplayName("of another organisation are its own")
    void perOrganisation() {
        house.connected();
        assertThat(counts.of(House.OTHER_ALICE.organisation())).isEmpty();
    }
}
