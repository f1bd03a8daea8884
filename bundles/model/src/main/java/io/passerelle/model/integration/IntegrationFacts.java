// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import io.passerelle.model.error.ErrorCode;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What happened to an integration.
 *
 * @param lostGrant why the person has to reconnect ({@code GRANT_LOST}, {@code SECRET_UNREADABLE}, …)
 * @param paused whether the person paused it
 * @param suspension reason given by the organisation's policy
 * @param disconnect a disconnection that can still be taken back
 */
public record IntegrationFacts(
        Optional<ErrorCode> lostGrant, boolean paused, Optional<String> suspension, Optional<Disconnect> disconnect) {
    /** Nothing happened yet. */
    public static final IntegrationFacts NONE =
            new IntegrationFacts(Optional.empty(), false, Optional.empty(), Optional.empty());

    /**
     * A disconnection under way.
     *
     * @param deadline when it becomes final
     * @param keepCopies whether synced copies on the host stay
     */
    public record Disconnect(Instant deadline, boolean keepCopies) {}

    public IntegrationFacts {
        Objects.requireNonNull(lostGrant);
        Objects.requireNonNull(suspension);
        Objects.requireNonNull(disconnect);
    }

    /** With a lost grant. */
    public IntegrationFacts withLostGrant(ErrorCode why) {
        return new IntegrationFacts(Optional.of(why), paused, suspension, disconnect);
    }

    /** With the grant found again. */
    public IntegrationFacts withoutLostGrant() {
        return new IntegrationFacts(Optional.empty(), paused, suspension, disconnect);
    }

    /** Paused or resumed. */
    public IntegrationFacts withPaused(boolean now) {
        return new IntegrationFacts(lostGrant, now, suspension, disconnect);
    }

    /** With a disconnection under way, or (empty) with it taken back. */
    public IntegrationFacts withDisconnect(Optional<Disconnect> now) {
        return new IntegrationFacts(lostGrant, paused, suspension, now);
    }
}
