// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import io.passerelle.model.ProviderId;
import io.passerelle.model.integration.Capability;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who a provider is and what it can do.
 *
 * @param id stable identity
 * @param texts name and one line of what it gives, by language; English is required
 * @param icon the picture of its card
 * @param capabilities what it can do, with the scopes each needs
 * @param baseScopes scopes that every connection needs (to know whose account it is)
 * @param limits what the service allows
 * @param connecting how a person connects an account
 */
public record ProviderDescriptor(
        ProviderId id,
        Map<Locale, Texts> texts,
        Icon icon,
        List<CapabilityScopes> capabilities,
        Set<String> baseScopes,
        Limits limits,
        ConnectMethod connecting) {

    /** Of a provider that is connected by OAuth. */
    public ProviderDescriptor(
            ProviderId id,
            Map<Locale, Texts> texts,
            Icon icon,
            List<CapabilityScopes> capabilities,
            Set<String> baseScopes,
            Limits limits) {
        this(id, texts, icon, capabilities, baseScopes, limits, new ConnectMethod.OAuth());
    }

    /**
     * What a person reads.
     *
     * @param name the service's name, for example {@code Google}
     * @param summary one line of what it gives
     */
    public record Texts(String name, String summary) {}

    /**
     * A picture. It is served with a policy that lets nothing in it run.
     *
     * @param mediaType {@code image/svg+xml} or {@code image/png}
     * @param content at most 64 KiB
     */
    public record Icon(String mediaType, byte[] content) {
        public Icon {
            if (!Set.of("image/svg+xml", "image/png").contains(mediaType) || content.length > 65536) {
                throw new IllegalArgumentException("an icon is an SVG or a PNG of at most 64 KiB");
            }
            content = content.clone();
        }

        @Override
        public byte[] content() {
            return content.clone();
        }
    }

    /**
     * A capability with the scopes it needs, all of them. A provider with a form has scopes too, in words of its own: what an
     * account can serve.
     *
     * @param capability what
     * @param scopes least set of scopes
     * @param texts for the consent sheet: what is read or written, by language
     */
    public record CapabilityScopes(Capability capability, Set<String> scopes, Map<Locale, String> texts) {
        public CapabilityScopes {
            scopes = Set.copyOf(scopes);
            texts = Map.copyOf(texts);
        }
    }

    /**
     * What the service allows.
     *
     * @param requestsPerMinute per account, 1 or more
     * @param parallelRuns runs of one account at the same time, 1 or more
     */
    public record Limits(int requestsPerMinute, int parallelRuns) {}

    public ProviderDescriptor {
        Objects.requireNonNull(id);
        Objects.requireNonNull(icon);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(connecting);
        texts = Map.copyOf(texts);
        capabilities = List.copyOf(capabilities);
        baseScopes = Set.copyOf(baseScopes);
        if (!texts.containsKey(Locale.ENGLISH)) {
            throw new IllegalArgumentException("a provider has English texts");
        }
    }

    /** Texts in a language, English where it has none. */
    public Texts texts(Locale locale) {
        return texts.getOrDefault(Locale.forLanguageTag(locale.getLanguage()), texts.get(Locale.ENGLISH));
    }

    /** The form, for a provider that is connected by one. */
    public Optional<ConnectForm> form() {
        return connecting instanceof ConnectMethod.Form byForm ? Optional.of(byForm.form()) : Optional.empty();
    }
}
