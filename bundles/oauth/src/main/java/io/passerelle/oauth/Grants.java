// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.ProviderDescriptor;
import io.passerelle.provider.spi.ProviderDescriptor.CapabilityScopes;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What capabilities mean in scopes and back. Pure. */
final class Grants {
    /** Whoever may write may read. */
    private static final Map<Capability, Capability> READ_OF_WRITE = Map.of(
            Capability.CALENDAR_WRITE, Capability.CALENDAR_READ,
            Capability.CONTACTS_WRITE, Capability.CONTACTS_READ,
            Capability.PRESENCE_WRITE, Capability.PRESENCE_READ);

    private Grants() {}

    /** With what comes along. */
    static Set<Capability> complete(Set<Capability> capabilities) {
        Set<Capability> complete = EnumSet.noneOf(Capability.class);
        for (Capability capability : capabilities) {
            complete.add(capability);
            Optional.ofNullable(READ_OF_WRITE.get(capability)).ifPresent(complete::add);
        }
        return complete;
    }

    /** Whether the provider can do all of this. */
    static boolean isOffered(ProviderDescriptor provider, Set<Capability> capabilities) {
        return capabilities.stream().allMatch(capability -> scopes(provider, capability).isPresent());
    }

    /** The least set of scopes: reading needs none of its own where writing is asked for. */
    static Set<String> scopes(ProviderDescriptor provider, Set<Capability> capabilities) {
        Set<Capability> asked = EnumSet.noneOf(Capability.class);
        asked.addAll(complete(capabilities));
        for (Map.Entry<Capability, Capability> entry : READ_OF_WRITE.entrySet()) {
            if (asked.contains(entry.getKey())) {
                asked.remove(entry.getValue());
            }
        }
        Set<String> scopes = new HashSet<>(provider.baseScopes());
        asked.forEach(capability -> scopes(provider, capability).ifPresent(scopes::addAll));
        return scopes;
    }

    /** What the granted scopes allow. */
    static Set<Capability> allowed(ProviderDescriptor provider, Set<String> grantedScopes) {
        Set<Capability> allowed = EnumSet.noneOf(Capability.class);
        for (CapabilityScopes each : provider.capabilities()) {
            if (grantedScopes.containsAll(each.scopes())) {
                allowed.add(each.capability());
            }
        }
        Set<Capability> complete = complete(allowed);
        complete.removeIf(capability -> scopes(provider, capability).isEmpty());
        return complete;
    }

    private static Optional<Set<String>> scopes(ProviderDescriptor provider, Capability capability) {
        return provider.capabilities().stream()
                .filter(each -> each.capability() == capability)
                .map(CapabilityScopes::scopes)
                .findFirst();
    }
}
