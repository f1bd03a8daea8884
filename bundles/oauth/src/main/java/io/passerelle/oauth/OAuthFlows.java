// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.api.Events;
import io.passerelle.api.OAuthService;
import io.passerelle.api.SyncSchedule;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.CredentialStore;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.store.spi.FlowRecord.Status;
import io.passerelle.store.spi.FlowStore;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.TokenCipher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The flows of all users. What lasts is in the store: any node can go on with a flow that another one started. */
@Component(service = OAuthService.class)
public final class OAuthFlows implements OAuthService {
    private static final Logger LOG = LoggerFactory.getLogger(OAuthFlows.class);
    private static final int LONGEST_PARAMETER = 8192;

    private final FlowStore flows;
    private final IntegrationStore integrations;
    private final TokenCipher cipher;
    private final Clock clock;
    private final FlowStarter starter;
    private final FlowLedger ledger;
    private final FlowCompletion completion;
    private final SoonRuns soonRuns = new SoonRuns(() -> this.schedule);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile SyncSchedule schedule;

    @Activate
    public OAuthFlows(
            @Reference FlowStore flows,
            @Reference IntegrationStore integrations,
            @Reference CredentialStore credentials,
            @Reference TokenCipher cipher,
            @Reference Events events,
            @Reference Providers providers) {
        this(
                flows,
                new Settlement(integrations, credentials, new Vault(cipher), Clock.systemUTC()),
                integrations,
                cipher,
                events,
                providers,
                new Environment(Clock.systemUTC(), new SecureRandom()));
    }


    /** What tests settle. */
    record Environment(Clock clock, SecureRandom random) {}

    OAuthFlows(
            FlowStore flows,
            Settlement settlement,
            IntegrationStore integrations,
            TokenCipher cipher,
            Events events,
            Providers providers,
            Environment environment) {
        this.flows = flows;
        this.integrations = integrations;
        this.cipher = cipher;
        this.clock = environment.clock();
        this.ledger = new FlowLedger(flows, events);
        this.starter = new FlowStarter(
                new FlowIntake(flows, integrations, clock),
                cipher,
                providers.registry(),
                providers.clients(),
                new OneTimeValues(environment.random()),
                clock);
        this.completion = new FlowCompletion(
                ledger, settlement, providers.registry(), providers.clients(), events, soonRuns::of);
    }

    @Override
    public FlowStart start(
            SignedIn who, ProviderId provider, Set<Capability> capabilities, Optional<IntegrationId> reconnect) {
        FlowStart started = starter.start(who, provider, capabilities, reconnect);
        LOG.info("Flow {} with {} was started by {}", started.flow(), provider, who.user().id());
        return started;
    }

    @Override
    public Optional<String> park(ProviderId provider, Callback callback) {
        if (callback.adminConsent() || isTooLong(callback) || callback.state().isEmpty()) {
            return Optional.empty();
        }
        Optional<FlowRecord> waiting = flows.findByState(OneTimeValues.digest(callback.state().get()))
                .filter(flow -> flow.provider().equals(provider))
                .filter(flow -> flow.status() == Status.WAITING && !isExpired(flow));
        if (waiting.isEmpty()) {
            LOG.info("A callback of {} belongs to no flow that waits for one", provider);
            return Optional.empty();
        }
        FlowRecord flow = waiting.get();
        if (callback.error().isPresent()) {
            ErrorCode why = CallbackErrors.code(callback.error().get());
            LOG.info("Flow {} came back with {}", flow.id(), why);
            return (CallbackErrors.isCancellation(why) ? ledger.cancelled(flow, why) : ledger.failed(flow, why))
                    .map(FlowRecord::id);
        }
        return callback.code().flatMap(code -> park(flow, code, callback.issuer())).map(FlowRecord::id);
    }

    private Optional<FlowRecord> park(FlowRecord flow, String code, Optional<String> issuer) {
        try {
            FlowSecrets secrets = FlowSecrets.open(cipher, flow.owner(), flow.id(), flow.sealed());
            return ledger.parked(flow, secrets.parked(code, issuer).seal(cipher, flow.owner(), flow.id()));
        } catch (PasserelleException failed) {
            if (failed.code() != ErrorCode.SECRET_UNREADABLE) {
                throw failed;
            }
            return ledger.failed(flow, ErrorCode.FLOW_EXPIRED);
        }
    }

    @Override
    public FlowView complete(SignedIn who, String id, String cookie) {
        FlowRecord flow =
                flows.find(who.user().id(), id).orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
        boolean sameSession = MessageDigest.isEqual(bytes(who.sessionKey()), bytes(flow.sessionKey()));
        if (!sameSession | !OneTimeValues.matches(cookie == null ? "" : cookie, flow.cookieDigest())) {
            throw PasserelleException.of(ErrorCode.FLOW_MISMATCH, "another session or another browser");
        }
        if (flow.status() != Status.RETURNED || isExpired(flow)) {
            return view(flow);
        }
        Optional<FlowRecord> mine = ledger.completing(flow);
        return view(mine.flatMap(completing -> exchange(completing, flow.sealed()))
                .or(() -> flows.find(who.user().id(), id))
                .orElse(flow));
    }

    private Optional<FlowRecord> exchange(FlowRecord completing, byte[] sealed) {
        try {
            FlowSecrets secrets = FlowSecrets.open(cipher, completing.owner(), completing.id(), sealed);
            return completion.complete(completing, secrets);
        } catch (PasserelleException unreadable) {
            LOG.info("Flow {} ended with {}", completing.id(), unreadable.code());
            return ledger.failed(completing, ErrorCode.FLOW_EXPIRED);
        }
    }

    @Override
    public Optional<FlowView> find(SignedIn who, String id) {
        return flows.find(who.user().id(), id).map(this::view);
    }

    @Override
    public Optional<FlowView> cancel(SignedIn who, String id) {
        Optional<FlowRecord> found = flows.find(who.user().id(), id);
        boolean open = found.filter(flow -> flow.status() == Status.WAITING || flow.status() == Status.RETURNED)
                .isPresent();
        if (!open || isExpired(found.get())) {
            return found.map(this::view);
        }
        return ledger.cancelled(found.get(), ErrorCode.FLOW_CANCELLED)
                .or(() -> flows.find(who.user().id(), id))
                .map(this::view);
    }

    private FlowView view(FlowRecord flow) {
        boolean expired = isExpired(flow);
        Set<Capability> granted = granted(flow);
        Set<Capability> missing = EnumSet.noneOf(Capability.class);
        if (flow.status() == Status.CONNECTED || flow.error().equals(Optional.of(ErrorCode.NOTHING_GRANTED))) {
            missing.addAll(flow.capabilities());
            missing.removeAll(granted);
        }
        return new FlowView(
                flow.id(),
                flow.provider(),
                expired ? FlowView.Status.FAILED : FlowView.Status.valueOf(flow.status().name()),
                expired ? Optional.of(ErrorCode.FLOW_EXPIRED) : flow.error(),
                flow.integration(),
                granted,
                missing,
                flow.expiresAt());
    }

    private Set<Capability> granted(FlowRecord flow) {
        Set<Capability> granted = EnumSet.noneOf(Capability.class);
        flow.integration()
                .flatMap(id -> integrations.find(flow.owner(), id))
                .map(UserIntegration::capabilities)
                .ifPresent(granted::addAll);
        granted.retainAll(flow.capabilities());
        return granted;
    }

    private boolean isExpired(FlowRecord flow) {
        return !FlowLedger.isEnded(flow) && !clock.instant().isBefore(flow.expiresAt());
    }

    private static boolean isTooLong(Callback callback) {
        return Stream.of(callback.state(), callback.code(), callback.issuer(), callback.error())
                .flatMap(Optional::stream)
                .anyMatch(value -> value.length() > LONGEST_PARAMETER);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
