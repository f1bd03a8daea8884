// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Codes.assertFails;
import static io.passerelle.testkit.store.Samples.NOW;
import static io.passerelle.testkit.store.Samples.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.IntegrationStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link IntegrationStore} must do with integrations. */
public interface IntegrationStoreContract {
    /** The store under test. */
    IntegrationStore integrations();

    /** Stores a new integration of a user. */
    default UserIntegration stored(UserId owner) {
        UserIntegration integration = Samples.integration(owner);
        integrations().insert(integration, bytes("sealed"));
        return integration;
    }

    @Test
    @DisplayName("an integration is found as it was stored")
    default void integrationIsFoundAsStored() {
        UserIntegration integration = stored(Samples.user());
        assertThat(integrations().find(integration.owner(), integration.id())).contains(integration);
    }

    @Test
    @DisplayName("an integration is found by id for background work")
    default void integrationIsFoundById() {
        UserIntegration integration = stored(Samples.user());
        assertThat(integrations().find(integration.owner().organisation(), integration.id())).contains(integration);
    }

    @Test
    @DisplayName("an integration does not exist for another user")
    default void integrationIsHiddenFromOthers() {
        UserIntegration integration = stored(Samples.user());
        UserId bob = UserId.of(integration.owner().organisation(), "bob");
        assertThat(integrations().find(bob, integration.id())).isEmpty();
        assertThat(integrations().list(bob)).isEmpty();
    }

    @Test
    @DisplayName("an integration does not exist for another organisation")
    default void integrationIsHiddenFromOtherOrganisations() {
        UserIntegration integration = stored(Samples.user());
        UserId namesake = UserId.of(Samples.organisation(), integration.owner().value());
        assertThat(integrations().find(namesake, integration.id())).isEmpty();
        assertThat(integrations().find(namesake.organisation(), integration.id())).isEmpty();
        assertThat(integrations().list(namesake)).isEmpty();
        assertThat(integrations().list(namesake.organisation(), Optional.empty(), 10)).isEmpty();
        assertThat(integrations().findByAccount(namesake.organisation(), Samples.PROVIDER, integration.account()))
                .isEmpty();
    }

    @Test
    @DisplayName("an account that another user has connected is in use")
    default void accountOfAnotherUserIsInUse() {
        UserIntegration integration = stored(Samples.user());
        UserId bob = UserId.of(integration.owner().organisation(), "bob");
        UserIntegration same = Samples.integration(bob, integration.account(), NOW);
        assertFails(ErrorCode.ACCOUNT_IN_USE, () -> integrations().insert(same, bytes("sealed")));
    }

    @Test
    @DisplayName("D07 the same account connected again by the same user is no second integration")
    default void accountOfTheSameUserIsStale() {
        UserIntegration integration = stored(Samples.user());
        Account renamed = new Account(integration.account().issuer(), integration.account().subject(), "renamed");
        UserIntegration same = Samples.integration(integration.owner(), renamed, NOW);
        assertFails(ErrorCode.STALE_VERSION, () -> integrations().insert(same, bytes("sealed")));
        assertThat(integrations().list(integration.owner())).containsExactly(integration);
    }

    @Test
    @DisplayName("the same account may be connected in two organisations")
    default void accountIsFreeInAnotherOrganisation() {
        UserIntegration integration = stored(Samples.user());
        UserIntegration same = Samples.integration(Samples.user(), integration.account(), NOW);
        integrations().insert(same, bytes("sealed"));
        assertThat(integrations().find(same.owner(), same.id())).contains(same);
    }

    @Test
    @DisplayName("of two users who connect the same account at once, one wins")
    default void oneOfTwoInsertsWins() throws Exception {
        OrganisationId organisation = Samples.organisation();
        Account account = Samples.account();
        List<Callable<String>> works = new ArrayList<>();
        for (String name : List.of("alice", "bob")) {
            works.add(() -> {
                integrations().insert(Samples.integration(UserId.of(organisation, name), account, NOW), bytes("sealed"));
                return name;
            });
        }
        List<Together.Outcome<String>> outcomes = Together.run(works);
        assertThat(outcomes).filteredOn(outcome -> outcome.value().isPresent()).hasSize(1);
        assertThat(outcomes)
                .flatExtracting(outcome -> outcome.failure().stream().toList())
                .extracting(Codes::of)
                .containsExactly(ErrorCode.ACCOUNT_IN_USE);
    }

    @Test
    @DisplayName("an integration is found by its account, whatever the account is called")
    default void integrationIsFoundByAccount() {
        UserIntegration integration = stored(Samples.user());
        Account renamed = new Account(integration.account().issuer(), integration.account().subject(), "renamed");
        assertThat(integrations().findByAccount(integration.owner().organisation(), Samples.PROVIDER, renamed))
                .contains(integration);
    }

    @Test
    @DisplayName("a user's integrations are listed oldest first")
    default void integrationsAreListedOldestFirst() {
        UserId owner = Samples.user();
        UserIntegration second = Samples.integration(owner, Samples.account(), NOW);
        UserIntegration first = Samples.integration(owner, Samples.account(), NOW.minusNanos(1000));
        integrations().insert(second, bytes("sealed"));
        integrations().insert(first, bytes("sealed"));
        assertThat(integrations().list(owner)).containsExactly(first, second);
    }

    @Test
    @DisplayName("an organisation's integrations come page by page, each once")
    default void integrationsArePaged() {
        UserId owner = Samples.user();
        List<IntegrationId> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(stored(owner).id());
        }
        stored(Samples.user());
        List<IntegrationId> read = new ArrayList<>();
        List<UserIntegration> page = integrations().list(owner.organisation(), Optional.empty(), 3);
        while (!page.isEmpty()) {
            page.forEach(integration -> read.add(integration.id()));
            page = integrations().list(owner.organisation(), Optional.of(read.get(read.size() - 1)), 3);
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    @DisplayName("an organisation that has an integration is known")
    default void organisationsAreKnown() {
        OrganisationId organisation = stored(Samples.user()).owner().organisation();
        assertThat(integrations().organisations()).contains(organisation);
    }

    @Test
    @DisplayName("a change is stored under the next version")
    default void changeCountsUp() {
        UserIntegration integration = stored(Samples.user());
        UserIntegration changed = integrations()
                .update(integration
                        .withInterval(60)
                        .withGrant(integration.account(), Set.of("email"), Set.of(Capability.CONTACTS_READ)));
        assertThat(changed.version()).isEqualTo(integration.version() + 1);
        assertThat(changed.intervalMinutes()).isEqualTo(60);
        assertThat(integrations().find(integration.owner(), integration.id())).contains(changed);
    }

    @Test
    @DisplayName("everything that can happen to an integration is kept")
    default void factsAreKept() {
        UserIntegration integration = stored(Samples.user());
        IntegrationFacts facts = new IntegrationFacts(
                Optional.of(ErrorCode.SECRET_UNREADABLE),
                true,
                Optional.of("not in this country"),
                Optional.of(new IntegrationFacts.Disconnect(NOW, false)));
        integrations().update(integration.with(facts));
        assertThat(integrations().find(integration.owner(), integration.id()).orElseThrow().facts())
                .isEqualTo(facts);
    }

    @Test
    @DisplayName("what happened can be taken back")
    default void factsAreTakenBack() {
        UserIntegration integration = stored(Samples.user());
        UserIntegration lost = integrations().update(integration.with(integration.facts().withLostGrant(ErrorCode.GRANT_LOST)));
        integrations().update(lost.with(IntegrationFacts.NONE));
        assertThat(integrations().find(integration.owner(), integration.id()).orElseThrow().facts())
                .isEqualTo(IntegrationFacts.NONE);
    }

    @Test
    @DisplayName("a change made from an older version is refused")
    default void staleChangeIsRefused() {
        UserIntegration integration = stored(Samples.user());
        integrations().update(integration.withInterval(60));
        assertFails(ErrorCode.STALE_VERSION, () -> integrations().update(integration.withInterval(30)));
    }

    @Test
    @DisplayName("of two changes made from the same version, one wins")
    default void oneOfTwoChangesWins() throws Exception {
        UserIntegration integration = stored(Samples.user());
        List<Together.Outcome<UserIntegration>> outcomes = Together.run(List.of(
                () -> integrations().update(integration.withInterval(30)),
                () -> integrations().update(integration.withInterval(60))));
        assertThat(outcomes).filteredOn(outcome -> outcome.value().isPresent()).hasSize(1);
        assertThat(outcomes)
                .flatExtracting(outcome -> outcome.failure().stream().toList())
                .extracting(Codes::of)
                .containsExactly(ErrorCode.STALE_VERSION);
    }

    @Test
    @DisplayName("a change of an integration that is gone is refused")
    default void changeOfGoneIntegrationIsRefused() {
        UserIntegration integration = Samples.integration(Samples.user());
        assertFails(ErrorCode.NOT_FOUND, () -> integrations().update(integration));
    }

    @Test
    @DisplayName("a change does not reach another organisation")
    default void changeStaysInItsOrganisation() {
        UserIntegration integration = stored(Samples.user());
        UserIntegration foreign = new UserIntegration(
                integration.id(),
                UserId.of(Samples.organisation(), "alice"),
                integration.provider(),
                integration.account(),
                integration.grantedScopes(),
                integration.capabilities(),
                60,
                integration.facts(),
                integration.createdAt(),
                integration.version());
        assertFails(ErrorCode.NOT_FOUND, () -> integrations().update(foreign));
    }

    @Test
    @DisplayName("a disconnection is due from its deadline on")
    default void disconnectionIsDueFromItsDeadline() {
        UserIntegration integration = stored(Samples.user());
        integrations()
                .update(integration.with(integration.facts()
                        .withDisconnect(Optional.of(new IntegrationFacts.Disconnect(NOW, true)))));
        assertThat(integrations().dueDisconnects(NOW.minusNanos(1000), 1000))
                .extracting(UserIntegration::id)
                .doesNotContain(integration.id());
        assertThat(integrations().dueDisconnects(NOW, 1000))
                .extracting(UserIntegration::id)
                .contains(integration.id());
    }

    @Test
    @DisplayName("a deleted integration is gone, and its account is free")
    default void deletedIntegrationIsGone() {
        UserIntegration integration = stored(Samples.user());
        integrations().delete(integration.owner().organisation(), integration.id());
        assertThat(integrations().find(integration.owner(), integration.id())).isEmpty();
        UserIntegration again = Samples.integration(integration.owner(), integration.account(), NOW);
        integrations().insert(again, bytes("sealed"));
        assertThat(integrations().list(integration.owner())).containsExactly(again);
    }

    @Test
    @DisplayName("a deletion does not reach another organisation")
    default void deletionStaysInItsOrganisation() {
        UserIntegration integration = stored(Samples.user());
        integrations().delete(Samples.organisation(), integration.id());
        assertThat(integrations().find(integration.owner(), integration.id())).isPresent();
    }
}
