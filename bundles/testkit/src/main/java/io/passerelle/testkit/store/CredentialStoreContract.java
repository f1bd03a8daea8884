// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Codes.assertFails;
import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.IntegrationStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link CredentialStore} must do. */
public interface CredentialStoreContract {
    /** The store under test. */
    CredentialStore credentials();

    /** The store of the integrations that credentials belong to. */
    IntegrationStore integrations();

    /** Stores a new integration with a credential. */
    private UserIntegration holder(String credential) {
        UserIntegration integration = Samples.integration(Samples.user());
        integrations().insert(integration, bytes(credential));
        return integration;
    }

    private static OrganisationId organisation(UserIntegration integration) {
        return integration.owner().organisation();
    }

    private Optional<byte[]> credential(UserIntegration integration) {
        return credentials().get(organisation(integration), integration.id());
    }

    @Test
    @DisplayName("an integration is stored together with its credential")
    default void credentialIsStoredWithItsIntegration() {
        assertThat(credential(holder("first"))).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("first")));
    }

    @Test
    @DisplayName("a credential is put in place of the old one")
    default void credentialIsReplaced() {
        UserIntegration integration = holder("first");
        credentials().put(organisation(integration), integration.id(), bytes("second"));
        assertThat(credential(integration)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("second")));
    }

    @Test
    @DisplayName("a credential does not exist for another organisation")
    default void credentialIsHiddenFromOtherOrganisations() {
        UserIntegration integration = holder("first");
        OrganisationId foreign = Samples.organisation();
        assertThat(credentials().get(foreign, integration.id())).isEmpty();
        assertFails(ErrorCode.NOT_FOUND, () -> credentials().put(foreign, integration.id(), bytes("stolen")));
        assertFails(
                ErrorCode.NOT_FOUND,
                () -> credentials().underLock(foreign, integration.id(), before -> Optional.of(bytes("stolen"))));
        assertThat(credential(integration)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("first")));
    }

    @Test
    @DisplayName("a credential of an integration that is gone is refused")
    default void credentialOfGoneIntegrationIsRefused() {
        assertFails(
                ErrorCode.NOT_FOUND,
                () -> credentials().put(Samples.organisation(), IntegrationId.random(), bytes("orphan")));
        assertFails(
                ErrorCode.NOT_FOUND,
                () -> credentials().underLock(Samples.organisation(), IntegrationId.random(), Optional::of));
    }

    @Test
    @DisplayName("what is made under the lock is stored and returned")
    default void changeUnderLockIsStored() {
        UserIntegration integration = holder("first");
        byte[] returned = credentials()
                .underLock(organisation(integration), integration.id(), before -> {
                    assertThat(before).isEqualTo(bytes("first"));
                    return Optional.of(bytes("second"));
                });
        assertThat(returned).isEqualTo(bytes("second"));
        assertThat(credential(integration)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("second")));
    }

    @Test
    @DisplayName("nothing made under the lock returns what was there")
    default void noChangeUnderLockReturnsTheOldOne() {
        UserIntegration integration = holder("first");
        byte[] returned =
                credentials().underLock(organisation(integration), integration.id(), before -> Optional.empty());
        assertThat(returned).isEqualTo(bytes("first"));
    }

    @Test
    @DisplayName("a failure under the lock changes nothing and ends the lock")
    default void failureUnderLockChangesNothing() {
        UserIntegration integration = holder("first");
        assertThatThrownBy(() -> credentials()
                        .underLock(organisation(integration), integration.id(), before -> {
                            throw new IllegalStateException("refused");
                        }))
                .isNotNull();
        byte[] returned = credentials()
                .underLock(organisation(integration), integration.id(), before -> Optional.of(bytes("second")));
        assertThat(returned).isEqualTo(bytes("second"));
    }

    @Test
    @DisplayName("E06 of several at once each sees what the one before has made")
    default void locksOfOneIntegrationDoNotOverlap() throws Exception {
        UserIntegration integration = holder("0");
        AtomicInteger inside = new AtomicInteger();
        List<Callable<Integer>> works = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            works.add(() -> {
                int[] most = new int[1];
                credentials().underLock(organisation(integration), integration.id(), before -> {
                    most[0] = inside.incrementAndGet();
                    int count = Integer.parseInt(new String(before)) + 1;
                    Thread.yield();
                    inside.decrementAndGet();
                    return Optional.of(bytes(Integer.toString(count)));
                });
                return most[0];
            });
        }
        assertThat(Together.run(works)).allMatch(outcome -> outcome.value().equals(Optional.of(1)));
        assertThat(credential(integration)).hasValueSatisfying(read -> assertThat(read).isEqualTo(bytes("8")));
    }

    @Test
    @DisplayName("two integrations do not wait for one another")
    default void locksOfTwoIntegrationsOverlap() throws Exception {
        CountDownLatch bothInside = new CountDownLatch(2);
        List<Callable<Boolean>> works = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            UserIntegration integration = holder("first");
            works.add(() -> {
                boolean[] met = new boolean[1];
                credentials().underLock(organisation(integration), integration.id(), before -> {
                    bothInside.countDown();
                    met[0] = await(bothInside);
                    return Optional.empty();
                });
                return met[0];
            });
        }
        assertThat(Together.run(works)).allMatch(outcome -> outcome.value().equals(Optional.of(true)));
    }

    @Test
    @DisplayName("however many hold a lock, they can ask the store for more")
    default void storeAnswersUnderTheLock() throws Exception {
        List<Callable<Boolean>> works = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            UserIntegration integration = holder("first");
            works.add(() -> {
                boolean[] found = new boolean[1];
                credentials().underLock(organisation(integration), integration.id(), before -> {
                    found[0] = integrations().find(integration.owner(), integration.id()).isPresent();
                    return Optional.empty();
                });
                return found[0];
            });
        }
        assertThat(Together.run(works)).allMatch(outcome -> outcome.value().equals(Optional.of(true)));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
