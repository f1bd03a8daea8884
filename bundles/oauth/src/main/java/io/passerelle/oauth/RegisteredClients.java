// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.ClientRegistrations;
import io.passerelle.api.Events;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.provider.spi.OAuthProvider;
import io.passerelle.provider.spi.Provider;
import io.passerelle.store.spi.ClientStore;
import io.passerelle.store.spi.ClientStore.StoredClient;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.TokenCipher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Client registrations, their secrets sealed under the organisation's key. */
@Component(
        service = {ClientRegistrations.class, RegisteredClients.class},
        configurationPid = "io.passerelle.oauth")
@Designate(ocd = OAuthConfig.class)
public final class RegisteredClients implements ClientRegistrations {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredClients.class);
    private static final String FIELD = "client-secret";
    private static final int LONGEST_ID = 512;
    private static final int LONGEST_SECRET = 4096;

    private final PublicUrl publicUrl;
    private final ClientStore store;
    private final TokenCipher cipher;
    private final ProviderRegistry providers;
    private final Events events;

    @Activate
    public RegisteredClients(
            OAuthConfig config,
            @Reference ClientStore store,
            @Reference TokenCipher cipher,
            @Reference ProviderRegistry providers,
            @Reference Events events) {
        this(config.publicUrl(), store, cipher, providers, events);
    }

    RegisteredClients(
            String publicUrl, ClientStore store, TokenCipher cipher, ProviderRegistry providers, Events events) {
        this.publicUrl = new PublicUrl(publicUrl);
        this.store = store;
        this.cipher = cipher;
        this.providers = providers;
        this.events = events;
        if (!this.publicUrl.isConfidential()) {
            LOG.warn("The public URL is plain http: whoever listens on the way can take over a connection being made");
        }
    }

    /**
     * The OAuth side of a provider with the organisation's registration.
     *
     * @throws PasserelleException {@code PROVIDER_UNAVAILABLE}, {@code CLIENT_NOT_CONFIGURED}
     */
    Client require(OrganisationId organisation, ProviderId id) {
        Provider provider =
                providers.find(id).orElseThrow(() -> PasserelleException.of(ErrorCode.PROVIDER_UNAVAILABLE));
        if (!(provider instanceof OAuthProvider byOAuth)) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND, "connected by a form, without a registration");
        }
        StoredClient stored = store.find(organisation, id)
                .orElseThrow(() -> PasserelleException.of(ErrorCode.CLIENT_NOT_CONFIGURED));
        ClientRegistration registration =
                new ClientRegistration(stored.clientId(), secret(organisation, id, stored), publicUrl.redirectUri(id));
        return new Client(stored.clientId(), byOAuth.authorizer(registration));
    }

    /** Whether the provider is there, and is connected by a form: it has neither a registration nor tokens that are renewed. */
    boolean isConnectedByForm(ProviderId id) {
        return providers.find(id).filter(FormProvider.class::isInstance).isPresent();
    }

    /**
     * A provider's OAuth side in an organisation.
     *
     * @param id the client id it uses
     * @param authorizer ready to use
     */
    record Client(String id, Authorizer authorizer) {}

    @Override
    public List<ClientView> list(OrganisationId organisation) {
        return providers.ids().stream()
                .filter(id -> !isConnectedByForm(id))
                .map(id -> view(organisation, id))
                .toList();
    }

    @Override
    public Optional<ClientView> find(OrganisationId organisation, ProviderId provider) {
        ClientView view = view(organisation, provider);
        if (isConnectedByForm(provider)) {
            return Optional.empty();
        }
        return view.clientId().isPresent() || providers.find(provider).isPresent() ? Optional.of(view) : Optional.empty();
    }

    @Override
    public ClientView put(OrganisationId organisation, ProviderId provider, String clientId, String clientSecret) {
        if (isConnectedByForm(provider)) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND, "connected by a form, without a registration");
        }
        String id = checked("clientId", clientId, LONGEST_ID);
        String secret = checked("clientSecret", clientSecret, LONGEST_SECRET);
        byte[] sealed = cipher.seal(
                new SealScope.OfOrganisation(organisation), field(provider), secret.getBytes(StandardCharsets.UTF_8));
        store.put(organisation, provider, new StoredClient(id, sealed));
        LOG.info("The client registration at {} was stored for organisation {}", provider, organisation);
        events.publish(organisation, "providers-changed", "{}");
        return view(organisation, provider);
    }

    @Override
    public void delete(OrganisationId organisation, ProviderId provider) {
        store.delete(organisation, provider);
        LOG.info("The client registration at {} was removed for organisation {}", provider, organisation);
        events.publish(organisation, "providers-changed", "{}");
    }

    @Override
    public Optional<ErrorCode> check(OrganisationId organisation, ProviderId provider) {
        try {
            require(organisation, provider).authorizer().check();
            return Optional.empty();
        } catch (PasserelleException failed) {
            LOG.info("The check of the client registration at {} ended with {}", provider, failed.getMessage());
            return Optional.of(failed.code());
        } catch (RuntimeException unexpected) {
            // Only its kind: nobody knows what a foreign exception says.
            LOG.error("The check of {} ended with an unexpected {}", provider, unexpected.getClass().getName());
            return Optional.of(ErrorCode.INTERNAL_ERROR);
        }
    }

    private ClientView view(OrganisationId organisation, ProviderId id) {
        String name = providers
                .find(id)
                .map(provider -> provider.descriptor().texts(Locale.ENGLISH).name())
                .orElse(id.value());
        return new ClientView(
                id, name, store.find(organisation, id).map(StoredClient::clientId), publicUrl.redirectUri(id));
    }

    private String secret(OrganisationId organisation, ProviderId provider, StoredClient stored) {
        try {
            byte[] secret = cipher.open(
                    new SealScope.OfOrganisation(organisation), field(provider), stored.sealedSecret());
            return new String(secret, StandardCharsets.UTF_8);
        } catch (PasserelleException unreadable) {
            if (unreadable.code() != ErrorCode.SECRET_UNREADABLE) {
                throw unreadable;
            }
            // The administrator's business; a person who reconnects could not mend it.
            LOG.error("The client secret for {} of organisation {} does not open; store it again", provider, organisation);
            throw PasserelleException.of(ErrorCode.CLIENT_NOT_CONFIGURED, "the stored client secret does not open");
        }
    }

    /** The provider is part of the field, so that a secret pasted to another provider's row is not sent there. */
    private static String field(ProviderId provider) {
        return FIELD + "/" + provider;
    }

    private static String checked(String field, String value, int longest) {
        String stripped = value == null ? "" : value.strip();
        if (stripped.isEmpty() || stripped.length() > longest) {
            throw PasserelleException.invalid(field, "has 1 to " + longest + " characters");
        }
        if (stripped.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            throw PasserelleException.invalid(field, "has printable ASCII characters without spaces only");
        }
        return stripped;
    }
}
