// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.Events;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.AuthorizationAnswer;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.Credential;
import io.passerelle.provider.spi.Provider;
import io.passerelle.provider.spi.UnfinishedAuthorization;
import io.passerelle.store.spi.FlowRecord;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges a parked code and settles what came of it. On any failure nothing is stored. */
final class FlowCompletion {
    private static final Logger LOG = LoggerFactory.getLogger(FlowCompletion.class);

    private final FlowLedger ledger;
    private final Settlement settlement;
    private final ProviderRegistry providers;
    private final RegisteredClients clients;
    private final Events events;
    private final BiConsumer<UserId, IntegrationId> connected;

    /**
     * Wired by whoever keeps the flows.
     *
     * @param connected told of every integration that has a grant again
     */
    FlowCompletion(
            FlowLedger ledger,
            Settlement settlement,
            ProviderRegistry providers,
            RegisteredClients clients,
            Events events,
            BiConsumer<UserId, IntegrationId> connected) {
        this.ledger = ledger;
        this.settlement = settlement;
        this.providers = providers;
        this.clients = clients;
        this.events = events;
        this.connected = connected;
    }

    /** The flow as it ended; empty when somebody else ended it meanwhile. */
    Optional<FlowRecord> complete(FlowRecord flow, FlowSecrets secrets) {
        try {
            IntegrationId integration = connect(flow, secrets);
            LOG.info("Flow {} connected integration {}", flow.id(), integration);
            connected.accept(flow.owner(), integration);
            events.publish(flow.owner(), "integration-changed", "{\"integration\":\"" + integration + "\"}");
            return ledger.connected(flow, integration);
        } catch (PasserelleException failed) {
            // At an exchange a lost grant is a code that is no longer accepted: the person starts again.
            ErrorCode code = failed.code() == ErrorCode.GRANT_LOST ? ErrorCode.FLOW_EXPIRED : failed.code();
            LOG.info("Flow {} ended with {}", flow.id(), failed.getMessage());
            return ledger.failed(flow, code);
        } catch (RuntimeException unexpected) {
            // Only its kind: nobody knows what a foreign exception says.
            LOG.error("Flow {} ended with an unexpected {}", flow.id(), unexpected.getClass().getName());
            return ledger.failed(flow, ErrorCode.INTERNAL_ERROR);
        }
    }

    private IntegrationId connect(FlowRecord flow, FlowSecrets secrets) {
        Provider provider = providers
                .find(flow.provider())
                .orElseThrow(() -> PasserelleException.of(ErrorCode.PROVIDER_UNAVAILABLE));
        RegisteredClients.Client client = clients.require(flow.owner().organisation(), flow.provider());
        if (!client.id().equals(secrets.clientId())) {
            throw PasserelleException.of(ErrorCode.FLOW_MISMATCH, "the client registration was changed meanwhile");
        }
        checkIssuer(client.authorizer(), secrets);
        String code = secrets.code().orElseThrow(() -> PasserelleException.of(ErrorCode.FLOW_MISMATCH));
        Authorization authorization = exchange(flow, client.authorizer(), new AuthorizationAnswer(code, secrets.verifier()));
        try {
            return settlement.settle(flow, provider.descriptor(), authorization);
        } catch (RuntimeException notSettled) {
            giveBack(flow, client.authorizer(), authorization.credential(), Optional.of(authorization.account()));
            throw notSettled;
        }
    }

    private Authorization exchange(FlowRecord flow, Authorizer authorizer, AuthorizationAnswer answer) {
        try {
            return authorizer.complete(answer);
        } catch (UnfinishedAuthorization unfinished) {
            giveBack(flow, authorizer, unfinished.credential(), unfinished.account());
            throw unfinished.reason();
        }
    }

    /**
     * RFC 9207 §2.4: a provider that says that it sends {@code iss} and does not is refused like one that sends another; and
     * whoever sends one has to send the right one, whether it was announced or not.
     */
    private static void checkIssuer(Authorizer authorizer, FlowSecrets secrets) {
        Optional<String> expected = authorizer.expectedIssuer();
        boolean missing = secrets.issuer().isEmpty() && authorizer.advertisedIssuer().isPresent();
        boolean other = secrets.issuer().isPresent() && expected.isPresent() && !expected.equals(secrets.issuer());
        if (missing || other) {
            throw PasserelleException.of(ErrorCode.ISSUER_MISMATCH);
        }
    }

    /** Revokes what was granted, unless an integration lives on it: revoking one token ends the account's whole grant. */
    private void giveBack(FlowRecord flow, Authorizer authorizer, Credential granted, Optional<Account> account) {
        try {
            if (!settlement.isInUse(flow, account)) {
                authorizer.revoke(granted);
                LOG.info("What flow {} was granted was given back", flow.id());
            }
        } catch (PasserelleException failed) {
            LOG.info("What flow {} was granted could not be revoked: {}", flow.id(), failed.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.warn("What flow {} was granted could not be revoked: {}", flow.id(), unexpected.getClass().getName());
        }
    }
}
