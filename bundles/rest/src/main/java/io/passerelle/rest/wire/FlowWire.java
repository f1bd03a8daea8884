// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.api.OAuthService.FlowView.Status;
import io.passerelle.model.integration.Capability;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A connection being made. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FlowWire(
        String id,
        String provider,
        Status status,
        Optional<Problem> error,
        Optional<String> integration,
        Set<Capability> granted,
        Set<Capability> missing,
        Instant expiresAt,
        Optional<String> authorizationUri) {}
