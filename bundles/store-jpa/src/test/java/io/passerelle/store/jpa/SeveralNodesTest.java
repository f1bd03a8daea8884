// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.testkit.store.Samples;
import io.passerelle.testkit.store.Together;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Several nodes on one PostgreSQL")
class SeveralNodesTest {
    private final List<JpaStores> nodes = new ArrayList<>();
    private UserIntegration integration;
    private OrganisationId organisation;

    @BeforeEach
    void start() throws SQLException {
        String url = Postgres.database();
        for (int i = 0; i < 3; i++) {
            nodes.add(Postgres.open(url));
        }
        integration = Samples.integration(Samples.user());
        organisation = integration.owner().organisation();
        nodes.get(0).integrations().insert(integration, Samples.bytes("0"));
    }

    @AfterEach
    void stop() {
        nodes.forEach(JpaStores::close);
    }

    @Test
    @DisplayName("E06 renew a credential one after the other, each from what the one before has stored")
    void credentialIsLockedAcrossNodes() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Callable<Integer>> works = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            JpaStores node = nodes.get(i % 3);
            works.add(() -> {
                int[] most = new int[1];
                node.credentials().underLock(organisation, integration.id(), before -> {
                    most[0] = inside.incrementAndGet();
                    int count = Integer.parseInt(new String(before)) + 1;
                    inside.decrementAndGet();
                    return Optional.of(Samples.bytes(Integer.toString(count)));
                });
                return most[0];
            });
        }
        assertThat(Together.run(works)).allMatch(outcome -> outcome.value().equals(Optional.of(1)));
        assertThat(nodes.get(0).credentials().get(organisation, integration.id()).orElseThrow())
                .isEqualTo(Samples.bytes("9"));
    }

    @Test
    @DisplayName("begin a run of a pair: one does")
    void oneNodeBegins() throws Exception {
        SyncPair pair = Samples.pair(integration.id());
        nodes.get(0).integrations().putPairs(organisation, integration.id(), List.of(pair));
        List<Callable<Boolean>> works = new ArrayList<>();
        for (JpaStores node : nodes) {
            works.add(() -> node.sync()
                    .begin(organisation, pair.id(), "node", Samples.NOW, Duration.ofMinutes(1))
                    .isPresent());
        }
        assertThat(Together.run(works))
                .extracting(outcome -> outcome.value().orElseThrow())
                .containsOnlyOnce(true);
    }

    @Test
    @DisplayName("first start: they agree on one check value of the master key")
    void nodesAgreeOnTheMasterKey() throws Exception {
        List<Callable<String>> works = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JpaStores node = nodes.get(i);
            byte[] own = Samples.bytes("node " + i);
            works.add(() -> new String(node.keys().keyCheckValue("master/1", own)));
        }
        assertThat(Together.run(works).stream().map(outcome -> outcome.value().orElseThrow()).distinct())
                .hasSize(1);
    }
}
