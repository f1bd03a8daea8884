// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.passerelle.model.integration.Capability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A provider that can be connected, or why it cannot; with a form when it is connected by one instead of OAuth. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ProviderWire(
        String id,
        String name,
        String summary,
        String iconUrl,
        boolean connectable,
        Optional<Problem> obstacle,
        List<CapabilityWire> capabilities,
        Optional<FormWire> form) {

    /** What it can do, what that reads or writes, and the scopes it asks for. */
    public record CapabilityWire(Capability capability, String text, Set<String> scopes) {}

    /** All of them. */
    public record ProviderList(List<ProviderWire> providers) {}
}
