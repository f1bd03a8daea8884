// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.model.integration.Capability;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Connecting by a form instead of OAuth: what a person filled in is tested against the service and only then stored, sealed. It
 * counts as a flow that ends at once, so that the same limits hold. Called concurrently.
 */
public interface FormConnections {

    /**
     * Tests what was filled in, and connects the account or renews the integration that it has already. Waits for the service,
     * half a minute at most.
     *
     * @param who user and session
     * @param provider with which provider
     * @param capabilities what the person switched on; empty on a reconnection for what the integration had
     * @param answers what was filled in, by field id; secret
     * @param reconnect an integration to be reconnected: the same account has to come back. Its fields that say whose account it is
     *     are taken from what is stored, whatever {@code answers} has
     * @return a flow that is {@code CONNECTED}
     * @throws io.passerelle.model.error.PasserelleException with the field to correct where one is to blame: {@code INVALID_INPUT},
     *     {@code SERVER_NOT_FOUND}, {@code PASSWORD_REFUSED}, {@code NO_COLLECTIONS_THERE}, {@code ADDRESS_REFUSED},
     *     {@code ENCRYPTION_REQUIRED}, {@code CERTIFICATE_REFUSED}, {@code SERVER_TOO_SLOW}; without one: {@code NOT_FOUND} (provider
     *     or integration), {@code TOO_MANY_FLOWS}, {@code WRONG_ACCOUNT}, {@code ACCOUNT_IN_USE}, {@code NOTHING_GRANTED},
     *     {@code PROVIDER_UNREACHABLE}, {@code PROVIDER_ERROR}, {@code PROVIDER_ANSWER_UNREADABLE}
     */
    FlowView connect(
            SignedIn who,
            ProviderId provider,
            Set<Capability> capabilities,
            Map<String, String> answers,
            Optional<IntegrationId> reconnect);

    /**
     * What the form of a reconnection shows and keeps fixed: the answers that say whose account it is, by field id, never a secret.
     * Empty when what is stored cannot be read any more; then the person fills in everything.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code NOT_FOUND} (also for an integration by OAuth),
     *     {@code PROVIDER_UNAVAILABLE}
     */
    Map<String, String> identity(SignedIn who, IntegrationId integration);
}
