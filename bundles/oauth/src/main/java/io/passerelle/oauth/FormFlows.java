// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.Events;
import io.passerelle.api.FormConnections;
import io.passerelle.api.OAuthService.FlowView;
import io.passerelle.api.SyncSchedule;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.ConnectForm;
import io.passerelle.provider.spi.FormField;
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.provider.spi.Provider;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.FlowStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.TokenCipher;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections by a form: flows that end in the request that starts them. */
@Component(service = FormConnections.class)
public final class FormFlows implements FormConnections {
    private static final Logger LOG = LoggerFactory.getLogger(FormFlows.class);

    /** A server that does not answer keeps a thread for half a minute; the others stay free. */
    static final int TESTS_AT_THE_SAME_TIME = 8;

    private static final Duration SHORTLY = Duration.ofSeconds(10);
    private static final byte[] NOTHING = {};

    private final IntegrationStore integrations;
    private final CredentialStore credentials;
    private final Vault vault;
    private final ProviderRegistry providers;
    private final Clock clock;
    private final OneTimeValues values;
    private final FlowIntake intake;
    private final FlowLedger ledger;
    private final Settlement settlement;
    private final Events events;
    private final SoonRuns soonRuns = new SoonRuns(() -> this.schedule);
    private final Semaphore permits = new Semaphore(TESTS_AT_THE_SAME_TIME);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile SyncSchedule schedule;

    @Activate
    public FormFlows(
            @Reference FlowStore flows,
            @Reference IntegrationStore integrations,
            @Reference CredentialStore credentials,
            @Reference TokenCipher cipher,
            @Reference Events events,
            @Reference ProviderRegistry providers) {
        this(flows, integrations, credentials, cipher, events, providers, Clock.systemUTC());
    }

    FormFlows(
            FlowStore flows,
            IntegrationStore integrations,
            CredentialStore credentials,
            TokenCipher cipher,
            Events events,
            ProviderRegistry providers,
            Clock clock) {
        this.integrations = integrations;
        this.credentials = credentials;
        this.vault = new Vault(cipher);
        this.providers = providers;
        this.clock = clock;
        this.events = events;
        this.values = new OneTimeValues(new SecureRandom());
        this.intake = new FlowIntake(flows, integrations, clock);
        this.ledger = new FlowLedger(flows, events);
        this.settlement = new Settlement(integrations, credentials, vault, clock);
    }

    @Override
    public FlowView connect(
            SignedIn who,
            ProviderId id,
            Set<Capability> capabilities,
            Map<String, String> answers,
            Optional<IntegrationId> reconnect) {
        UserId owner = who.user().id();
        Provider provider = providers.find(id).orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
        if (!(provider instanceof FormProvider byForm)) {
            throw PasserelleException.invalid("answers", "are for providers with a form");
        }
        Optional<UserIntegration> existing = intake.existing(owner, id, reconnect);
        Set<Capability> asked = FlowIntake.asked(provider.descriptor(), capabilities, existing);
        FlowRecord flow = flow(who, id, asked, reconnect);
        intake.insert(flow);
        LOG.info("Flow {} with {} was started by {}", flow.id(), id, owner);
        try {
            Map<String, String> complete = new HashMap<>(answers);
            existing.ifPresent(integration -> complete.putAll(identity(byForm, integration)));
            IntegrationId connected = settlement.settle(flow, provider.descriptor(), test(byForm, complete));
            LOG.info("Flow {} connected integration {}", flow.id(), connected);
            soonRuns.of(owner, connected);
            events.publish(owner, "integration-changed", "{\"integration\":\"" + connected + "\"}");
            return view(ledger.connected(flow, connected).orElse(flow), connected);
        } catch (PasserelleException failed) {
            LOG.info("Flow {} ended with {}", flow.id(), failed.code());
            ledger.failed(flow, failed.code());
            throw failed;
        } catch (RuntimeException unexpected) {
            LOG.error("Flow {} ended with an unexpected {}", flow.id(), unexpected.getClass().getName());
            ledger.failed(flow, ErrorCode.INTERNAL_ERROR);
            throw unexpected;
        }
    }

    private FlowRecord flow(SignedIn who, ProviderId id, Set<Capability> asked, Optional<IntegrationId> reconnect) {
        Instant now = clock.instant();
        return new FlowRecord(
                values.id(),
                who.user().id(),
                who.sessionKey(),
                OneTimeValues.digest(values.secret()),
                // Of a state that nobody knows: no callback finds it.
                OneTimeValues.digest(values.secret()),
                id,
                reconnect,
                asked,
                NOTHING,
                FlowRecord.Status.COMPLETING,
                Optional.empty(),
                Optional.empty(),
                now,
                now.plus(FlowStarter.LIFETIME));
    }

    private Authorization test(FormProvider provider, Map<String, String> answers) {
        ConnectForm form = provider.descriptor().form().orElseThrow(() -> PasserelleException.of(ErrorCode.INTERNAL_ERROR));
        if (!permits.tryAcquire()) {
            throw PasserelleException.of(ErrorCode.TOO_MANY_FLOWS, "servers being tested").retryAfter(SHORTLY);
        }
        try {
            return provider.authorizer().connect(form.accept(answers));
        } catch (PasserelleException failed) {
            throw failed;
        } catch (RuntimeException unexpected) {
            // Only its kind: nobody knows what a foreign exception says.
            throw PasserelleException.of(
                    ErrorCode.INTERNAL_ERROR, "the provider failed with " + unexpected.getClass().getName());
        } finally {
            permits.release();
        }
    }

    @Override
    public Map<String, String> identity(SignedIn who, IntegrationId id) {
        UserIntegration integration = integrations
                .find(who.user().id(), id)
                .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
        Provider provider = providers
                .find(integration.provider())
                .orElseThrow(() -> PasserelleException.of(ErrorCode.PROVIDER_UNAVAILABLE));
        if (!(provider instanceof FormProvider byForm)) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND, "connected by OAuth");
        }
        return identity(byForm, integration);
    }

    /** Only what the form calls identity: a provider's mistake is not to show a secret. */
    private Map<String, String> identity(FormProvider provider, UserIntegration integration) {
        Map<String, String> shown = new HashMap<>();
        try {
            Optional<byte[]> sealed = credentials.get(integration.owner().organisation(), integration.id());
            if (sealed.isPresent()) {
                shown.putAll(provider.authorizer()
                        .identity(vault.open(integration.owner(), integration.id(), sealed.get())));
            }
        } catch (PasserelleException unreadable) {
            if (unreadable.code() != ErrorCode.SECRET_UNREADABLE) {
                throw unreadable;
            }
            LOG.info("The credential of integration {} does not open; everything is asked anew", integration.id());
        }
        shown.keySet().retainAll(provider.descriptor().form().stream()
                .flatMap(form -> form.fields().stream())
                .filter(FormField::identity)
                .map(FormField::id)
                .toList());
        return Map.copyOf(shown);
    }

    private FlowView view(FlowRecord flow, IntegrationId connected) {
        Set<Capability> granted = EnumSet.noneOf(Capability.class);
        integrations.find(flow.owner(), connected).map(UserIntegration::capabilities).ifPresent(granted::addAll);
        granted.retainAll(flow.capabilities());
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        missing.addAll(flow.capabilities());
        missing.removeAll(granted);
        return new FlowView(
                flow.id(),
                flow.provider(),
                FlowView.Status.CONNECTED,
                Optional.empty(),
                Optional.of(connected),
                granted,
                missing,
                flow.expiresAt());
    }
}
