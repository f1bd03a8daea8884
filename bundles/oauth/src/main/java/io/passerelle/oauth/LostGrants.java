// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.Events;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.IntegrationStore;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records, once, that a person has to reconnect. */
final class LostGrants {
    private static final Logger LOG = LoggerFactory.getLogger(LostGrants.class);
    private static final int ATTEMPTS = 5;

    private final IntegrationStore integrations;
    private final CredentialStore credentials;
    private final Events events;

    LostGrants(IntegrationStore integrations, CredentialStore credentials, Events events) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.events = events;
    }

    /**
     * Records it, unless the integration has another credential by now: then somebody has reconnected while the old one
     * was found to be dead.
     *
     * @param sealed the credential that is dead, as it is stored; empty when there was none
     */
    void record(UserId owner, IntegrationId id, ErrorCode why, Optional<byte[]> sealed) {
        try {
            attempt(owner, id, why, sealed);
        } catch (PasserelleException failed) {
            // The caller has the failure that matters; the next attempt records it.
            LOG.warn("Integration {} is lost ({}), which could not be recorded: {}", id, why, failed.code());
        }
    }

    private void attempt(UserId owner, IntegrationId id, ErrorCode why, Optional<byte[]> sealed) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            // The integration before the credential: who reconnects writes them the other way round, so that of the two
            // updates one notices the other.
            Optional<UserIntegration> found = integrations.find(owner, id);
            if (found.isEmpty() || found.get().facts().lostGrant().isPresent() || !isStored(owner, id, sealed)) {
                return;
            }
            try {
                integrations.update(found.get().with(found.get().facts().withLostGrant(why)));
                LOG.info("Integration {} has to be reconnected: {}", id, why);
                events.publish(owner, "integration-changed", "{\"integration\":\"" + id + "\"}");
                return;
            } catch (PasserelleException raced) {
                if (raced.code() != ErrorCode.STALE_VERSION && raced.code() != ErrorCode.NOT_FOUND) {
                    throw raced;
                }
            }
        }
    }

    private boolean isStored(UserId owner, IntegrationId id, Optional<byte[]> sealed) {
        Optional<byte[]> stored = credentials.get(owner.organisation(), id);
        return stored.isPresent() == sealed.isPresent()
                && (stored.isEmpty() || Arrays.equals(stored.get(), sealed.get()));
    }
}
