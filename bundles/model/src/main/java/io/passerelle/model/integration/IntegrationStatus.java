// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import io.passerelle.model.error.ErrorCode;
import java.util.Optional;

/** What a person sees of an integration; of several truths the one that needs a person comes first. */
public enum IntegrationStatus {
    /** Being disconnected; can be taken back until the deadline. */
    DISCONNECTING,
    /** The organisation suspended it. */
    SUSPENDED,
    /** The person has to grant access again. */
    NEEDS_REAUTH,
    /** The provider's bundle is not there; nothing is lost and nothing is to be done. */
    PROVIDER_UNAVAILABLE,
    /** The person paused it. */
    PAUSED,
    /** The last run failed. */
    FAILING,
    /** Nothing was chosen to be synced yet. */
    NOT_SET_UP,
    /** All is well. */
    CONNECTED;

    /**
     * Derives the status.
     *
     * @param facts what happened to the integration
     * @param providerPresent whether the provider's bundle is there
     * @param hasPairs whether anything was chosen to be synced
     * @param lastError the error that ended the latest run, if one did
     */
    public static IntegrationStatus of(
            IntegrationFacts facts, boolean providerPresent, boolean hasPairs, Optional<ErrorCode> lastError) {
        if (facts.disconnect().isPresent()) {
            return DISCONNECTING;
        }
        if (facts.suspension().isPresent()) {
            return SUSPENDED;
        }
        if (facts.lostGrant().isPresent()) {
            return NEEDS_REAUTH;
        }
        if (!providerPresent) {
            return PROVIDER_UNAVAILABLE;
        }
        if (facts.paused()) {
            return PAUSED;
        }
        if (!hasPairs) {
            return NOT_SET_UP;
        }
        return lastError.isPresent() ? FAILING : CONNECTED;
    }

    /** Whether runs may take place. */
    public boolean allowsRuns() {
        return this == CONNECTED || this == FAILING;
    }
}
