// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.model.integration.Side;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small answers. */
public final class Answers {
    private Answers() {}

    /** State of the server. */
    public record Health(String status, Map<String, String> checks) {}

    /** The signed-in user. */
    public record User(String id, String displayName, String locale, boolean administrator, String publicUrl) {}

    /** When a run is expected to start. */
    public record Started(Instant startsAt) {}

    /** Until when a disconnection can be taken back. */
    public record Disconnecting(Instant deadline) {}

    /** What a disconnection could delete. */
    public record DisconnectPreview(List<PairCopies> pairs) {}

    /** Items that sync created on the host for a pair. */
    public record PairCopies(String pair, String hostName, String providerName, long copies) {}

    /** Deletions that wait for review. */
    public record Held(String pair, Instant heldAt, List<HeldItem> items) {}

    /** One of them. */
    public record HeldItem(String label, Side side) {}

    /** An OAuth client registration, without its secret. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Client(String provider, String providerName, Optional<String> clientId, String redirectUri) {}

    /** All of them. */
    public record ClientList(List<Client> clients) {}

    /** Result of a live check. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Check(boolean ok, Optional<Problem> problem) {}
}
