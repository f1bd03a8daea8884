// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.model.integration.Capability;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Connecting by OAuth: authorization code with PKCE. A flow belongs to the session that started it; the callback is parked
 * and finished in that session only.
 */
public interface OAuthService {

    /**
     * Starts a flow.
     *
     * @param who user and session
     * @param provider with which provider
     * @param capabilities what the person switched on
     * @param reconnect an integration to be reconnected: the same account has to come back
     * @throws io.passerelle.model.error.PasserelleException {@code NOT_FOUND} (provider or integration),
     *     {@code CLIENT_NOT_CONFIGURED}, {@code PROVIDER_FORBIDDEN}, {@code TOO_MANY_FLOWS}, {@code INVALID_INPUT}
     */
    FlowStart start(SignedIn who, ProviderId provider, Set<Capability> capabilities, Optional<IntegrationId> reconnect);

    /**
     * A started flow.
     *
     * @param flow public identifier
     * @param authorizationUri where to send the person
     * @param cookie value of the per-flow cookie, to be set for the completing request only; secret
     * @param expiresAt when the flow ends
     */
    record FlowStart(String flow, URI authorizationUri, String cookie, Instant expiresAt) {
        @Override
        public String toString() {
            return "FlowStart[" + flow + "]";
        }
    }

    /**
     * Parks what the provider sent to the redirect URI. Needs no session and exchanges nothing.
     *
     * @param provider whose redirect URI was called
     * @param callback the parameters of the request
     * @return the flow concerned; empty when the state is unknown, used or expired
     */
    Optional<String> park(ProviderId provider, Callback callback);

    /** Parameters of a callback; each may be absent. */
    record Callback(
            Optional<String> state,
            Optional<String> code,
            Optional<String> issuer,
            Optional<String> error,
            boolean adminConsent) {
        @Override
        public String toString() {
            return "Callback[not shown]";
        }
    }

    /**
     * Finishes a parked flow in the session that started it. Of two calls one does the work, the other sees its result.
     *
     * @param cookie value of the per-flow cookie
     * @throws io.passerelle.model.error.PasserelleException {@code NOT_FOUND} for a flow of somebody else,
     *     {@code FLOW_MISMATCH} for a wrong session or cookie
     */
    FlowView complete(SignedIn who, String flow, String cookie);

    /** Where a flow of this user stands. */
    Optional<FlowView> find(SignedIn who, String flow);

    /** Ends a flow: the person closed the window. Nothing happens to one that ended already. */
    Optional<FlowView> cancel(SignedIn who, String flow);

    /**
     * A flow as its owner sees it; no secret in it.
     *
     * @param id identity
     * @param provider with which provider
     * @param status where it stands
     * @param error why it failed or was cancelled
     * @param integration what came of it
     * @param granted what was granted
     * @param missing what was asked for and not granted
     * @param expiresAt when it ends
     */
    record FlowView(
            String id,
            ProviderId provider,
            Status status,
            Optional<ErrorCode> error,
            Optional<IntegrationId> integration,
            Set<Capability> granted,
            Set<Capability> missing,
            Instant expiresAt) {
        /** Where a flow stands. */
        public enum Status {
            WAITING,
            RETURNED,
            COMPLETING,
            CONNECTED,
            FAILED,
            CANCELLED
        }
    }
}
