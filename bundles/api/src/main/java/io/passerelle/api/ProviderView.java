// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.ProviderId;
import io.passerelle.model.integration.Capability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A provider as a user sees it.
 *
 * @param id identity
 * @param name in the user's language
 * @param summary one line in the user's language
 * @param capabilities what it can do, with what each reads or writes, in the user's language
 * @param connectable whether it can be connected now
 * @param obstacle why not, for the user ({@code CLIENT_NOT_CONFIGURED}, {@code PROVIDER_FORBIDDEN})
 * @param form the form by which it is connected; empty for OAuth
 */
public record ProviderView(
        ProviderId id,
        String name,
        String summary,
        List<CapabilityView> capabilities,
        boolean connectable,
        Optional<io.passerelle.model.error.ErrorCode> obstacle,
        Optional<ConnectFormView> form) {

    /** Of a provider that is connected by OAuth. */
    public ProviderView(
            ProviderId id,
            String name,
            String summary,
            List<CapabilityView> capabilities,
            boolean connectable,
            Optional<io.passerelle.model.error.ErrorCode> obstacle) {
        this(id, name, summary, capabilities, connectable, obstacle, Optional.empty());
    }

    /** A capability with its text and the scopes that it asks for. */
    public record CapabilityView(Capability capability, String text, Set<String> scopes) {}
}
