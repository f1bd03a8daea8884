// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.api.SyncService.RunReport;
import io.passerelle.api.TokenService;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorType;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncOutcome;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Provider;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.SealScope;
import io.passerelle.sync.engine.run.Ports;
import io.passerelle.sync.engine.run.Previews;
import io.passerelle.sync.engine.run.RunScope;
import io.passerelle.sync.engine.run.SyncEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the two collections of a pair, runs it, and records what that says about the integration. */
final class PairRunner {
    private static final Logger LOG = LoggerFactory.getLogger(PairRunner.class);

    private final Surroundings surroundings;
    private final IntegrationStore integrations;
    private final Ports ports;
    private final SyncEngine engine;

    PairRunner(Surroundings surroundings, IntegrationStore integrations, Ports ports) {
        this.surroundings = surroundings;
        this.integrations = integrations;
        this.ports = ports;
        this.engine = new SyncEngine(ports);
    }

    /** What a person decided. */
    @FunctionalInterface
    interface Review {
        SyncEngine.Report carryOut(SyncEngine engine, RunScope scope, Runnable stopCheck);
    }

    /** What is looked up in an open pair. */
    @FunctionalInterface
    interface Look<T> {
        T at(SyncEngine engine, RunScope scope, Runnable stopCheck);
    }

    /** What is done with an open pair. */
    @FunctionalInterface
    private interface Work {
        SyncEngine.Report doIt(RunScope scope, Runnable stopCheck);
    }

    RunReport run(UserIntegration integration, List<SyncPair> pairs, SyncTrigger trigger) {
        List<SyncHistory> runs = new ArrayList<>();
        Optional<Duration> retryAfter = Optional.empty();
        Optional<ErrorCode> error = Optional.empty();
        try (ActiveRuns.Run active = surroundings.runs().begin(integration.id(), integration.provider())) {
            for (SyncPair pair : pairs) {
                if (trigger == SyncTrigger.SCHEDULE && waitsForConsent(integration, pair)) {
                    continue;
                }
                SyncEngine.Report report;
                try {
                    SyncTrigger cause = trigger(pair, integration, trigger);
                    report = opened(integration, pair, cause, active, (scope, check) -> engine.run(scope, cause, check));
                } catch (PasserelleException notRun) {
                    error = Optional.of(notRun.code());
                    continue;
                }
                runs.add(report.history());
                retryAfter = longest(retryAfter, report.retryAfter());
                SyncOutcome outcome = report.history().outcome();
                if (outcome != SyncOutcome.PREVIEWED
                        && outcome != SyncOutcome.PARTIAL
                        && report.history().error().isPresent()) {
                    error = report.history().error();
                }
                if (endsAll(report.history().error())) {
                    break;
                }
            }
        }
        return new RunReport(runs, retryAfter, error);
    }

    /** Carries out what a person asked for. */
    SyncHistory review(UserIntegration integration, SyncPair pair, SyncTrigger trigger, Review verdict) {
        try (ActiveRuns.Run active = surroundings.runs().begin(integration.id(), integration.provider())) {
            return opened(
                            integration,
                            pair,
                            trigger,
                            active,
                            (scope, check) -> verdict.carryOut(engine, scope, check))
                    .history();
        }
    }

    /** Looks at a pair without running it; what goes wrong is thrown. */
    <T> T look(UserIntegration integration, SyncPair pair, Look<T> look) {
        try (ActiveRuns.Run active = surroundings.runs().begin(integration.id(), integration.provider());
                ItemCollection host = surroundings.host().open(integration.owner(), pair.hostCollection());
                Connector connector = connect(integration);
                ItemCollection provider = connector.open(pair.providerCollection())) {
            return look.at(engine, scope(integration, pair, host, provider), stopCheck(active, integration));
        }
    }

    private Runnable stopCheck(ActiveRuns.Run active, UserIntegration integration) {
        return new StopCheck(active, integrations, integration, ports.clock());
    }

    private static RunScope scope(
            UserIntegration integration, SyncPair pair, ItemCollection host, ItemCollection provider) {
        return new RunScope(integration.owner(), pair, host, provider, addresses(integration));
    }

    private boolean waitsForConsent(UserIntegration integration, SyncPair pair) {
        SealScope.OfIntegration seal = new SealScope.OfIntegration(integration.owner(), integration.id());
        return new Previews(ports, seal, pair).isFresh();
    }

    private SyncTrigger trigger(SyncPair pair, UserIntegration integration, SyncTrigger trigger) {
        boolean never = ports.sync()
                .state(integration.owner().organisation(), pair.id())
                .settingsVersion()
                .isEmpty();
        return never ? SyncTrigger.FIRST : trigger;
    }

    private SyncEngine.Report opened(
            UserIntegration integration, SyncPair pair, SyncTrigger trigger, ActiveRuns.Run active, Work work) {
        Runnable check = stopCheck(active, integration);
        SyncEngine.Report report;
        try (ItemCollection host = surroundings.host().open(integration.owner(), pair.hostCollection());
                Connector connector = connect(integration);
                ItemCollection provider = connector.open(pair.providerCollection())) {
            refreshNames(integration, pair, host.info().name(), provider.info().name());
            report = work.doIt(scope(integration, pair, host, provider), check);
        } catch (PasserelleException notOpened) {
            if (notOpened.code() == ErrorCode.RUN_IN_PROGRESS) {
                throw notOpened;
            }
            report = engine.notOpened(integration.owner(), pair, trigger, notOpened);
        } catch (RuntimeException bug) {
            LOG.error("Pair {} cannot be run", pair.id(), bug);
            report = engine.notOpened(
                    integration.owner(), pair, trigger, PasserelleException.of(ErrorCode.INTERNAL_ERROR));
        }
        report.history().error().filter(code -> code.type() == ErrorType.AUTH).ifPresent(code -> lost(integration, code));
        return report;
    }

    /** Names are kept as they were last seen; an open page shows the new ones. */
    private void refreshNames(UserIntegration integration, SyncPair pair, String atHost, String atProvider) {
        String hostName = atHost.isBlank() ? pair.hostName() : atHost;
        String providerName = atProvider.isBlank() ? pair.providerName() : atProvider;
        if (hostName.equals(pair.hostName()) && providerName.equals(pair.providerName())) {
            return;
        }
        integrations.rename(integration.owner().organisation(), pair.id(), hostName, providerName);
        tellChanged(integration);
    }

    private void tellChanged(UserIntegration integration) {
        ports.events()
                .publish(
                        integration.owner(),
                        "integration-changed",
                        "{\"integration\":\"" + integration.id() + "\"}");
    }

    private static Set<String> addresses(UserIntegration integration) {
        return Set.of(integration.account().label().toLowerCase(Locale.ROOT));
    }

    private Connector connect(UserIntegration integration) {
        Provider provider = surroundings
                .provider(integration.provider())
                .orElseThrow(() -> PasserelleException.of(ErrorCode.PROVIDER_UNAVAILABLE));
        return provider.connect(new Connection(
                integration.id(), integration.account(), integration.capabilities(), tokens(integration)));
    }

    private AccessTokens tokens(UserIntegration integration) {
        TokenService tokens = surroundings.tokens();
        return new AccessTokens() {
            @Override
            public String current() {
                return tokens.accessToken(integration.owner(), integration.id());
            }

            @Override
            public String renewed(String rejected) {
                return tokens.renewedToken(integration.owner(), integration.id(), rejected);
            }
        };
    }

    /** Made from the version that the run began with: whoever reconnected since is not overruled. */
    private void lost(UserIntegration integration, ErrorCode why) {
        if (integration.facts().lostGrant().isPresent()) {
            return;
        }
        try {
            integrations.update(integration.with(integration.facts().withLostGrant(why)));
            tellChanged(integration);
        } catch (PasserelleException overtaken) {
            LOG.debug("Integration {} changed since: {}", integration.id(), overtaken.code());
        }
    }

    /** Whether the other pairs of the integration would meet the same end. */
    private static boolean endsAll(Optional<ErrorCode> error) {
        return error.map(code -> code.type() == ErrorType.AUTH
                        || code.type() == ErrorType.RATE_LIMITED
                        || code == ErrorCode.RUN_CANCELLED
                        || code == ErrorCode.RUN_INTERRUPTED
                        || code == ErrorCode.PROVIDER_UNAVAILABLE
                        || code == ErrorCode.PROVIDER_UNREACHABLE
                        || code == ErrorCode.HOST_UNAVAILABLE)
                .orElse(false);
    }

    private static Optional<Duration> longest(Optional<Duration> left, Optional<Duration> right) {
        return left.isPresent() && right.isPresent()
                ? Optional.of(left.get().compareTo(right.get()) > 0 ? left.get() : right.get())
                : left.or(() -> right);
    }
}
