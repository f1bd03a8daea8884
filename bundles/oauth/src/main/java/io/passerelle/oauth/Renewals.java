// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.Credential;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Renewals of this node: one at a time per integration, pauses after failures, and which tokens are new. */
final class Renewals {
    /** Within this time a token that this node has just renewed is taken as it is. */
    static final Duration RECENT = Duration.ofSeconds(60);

    private static final int ROUNDS = 3;
    private static final int CAPACITY = 10_000;

    private final Refresher refresher;
    private final Backoff backoff;
    private final Clock clock;
    private final Map<IntegrationId, CompletableFuture<Credential>> underWay = new ConcurrentHashMap<>();
    private final Map<IntegrationId, Recent> recent = new LinkedHashMap<>(64, 0.75f, true);

    /** A digest, not the token: nothing secret is kept for long. */
    private record Recent(byte[] digest, Instant at) {}

    Renewals(Refresher refresher, Backoff backoff, Clock clock) {
        this.refresher = refresher;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Renews, or waits for whoever does it already and takes over the result. */
    Credential renew(UserId owner, IntegrationId id, Authorizer authorizer, Predicate<Credential> isStale)
            throws Refresher.Failed {
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Credential> mine = new CompletableFuture<>();
            CompletableFuture<Credential> other = underWay.putIfAbsent(id, mine);
            if (other == null) {
                return lead(owner, id, authorizer, isStale, mine);
            }
            Credential theirs = join(other);
            if (!isStale.test(theirs)) {
                return theirs;
            }
        }
        throw new Refresher.Failed(
                PasserelleException.of(ErrorCode.PROVIDER_ERROR, "each renewed token is stale at once"),
                Optional.empty());
    }

    /** Whether this node has got this token from the provider just now. */
    boolean isRecent(IntegrationId id, String accessToken) {
        synchronized (recent) {
            Recent last = recent.get(id);
            Instant now = clock.instant();
            return last != null
                    && !now.isBefore(last.at())
                    && now.isBefore(last.at().plus(RECENT))
                    && OneTimeValues.matches(accessToken, last.digest());
        }
    }

    void forget(IntegrationId id) {
        backoff.succeeded(id);
        synchronized (recent) {
            recent.remove(id);
        }
    }

    private Credential lead(
            UserId owner,
            IntegrationId id,
            Authorizer authorizer,
            Predicate<Credential> isStale,
            CompletableFuture<Credential> mine)
            throws Refresher.Failed {
        try {
            Refresher.Outcome outcome = attempt(owner, id, authorizer, isStale);
            if (outcome.isNew()) {
                remember(id, outcome.credential());
            }
            mine.complete(outcome.credential());
            return outcome.credential();
        } catch (Refresher.Failed | RuntimeException | Error failed) {
            mine.completeExceptionally(failed);
            throw failed;
        } finally {
            underWay.remove(id, mine);
        }
    }

    private Refresher.Outcome attempt(
            UserId owner, IntegrationId id, Authorizer authorizer, Predicate<Credential> isStale)
            throws Refresher.Failed {
        try {
            backoff.check(id);
        } catch (PasserelleException paused) {
            throw new Refresher.Failed(paused, Optional.empty());
        }
        try {
            Refresher.Outcome outcome = refresher.refresh(owner, id, authorizer, isStale);
            backoff.succeeded(id);
            return outcome;
        } catch (Refresher.Failed failed) {
            backoff.failed(id, failed.failure());
            throw failed;
        }
    }

    private void remember(IntegrationId id, Credential renewed) {
        synchronized (recent) {
            recent.put(id, new Recent(OneTimeValues.digest(renewed.accessToken()), clock.instant()));
            if (recent.size() > CAPACITY) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
    }

    private static Credential join(CompletableFuture<Credential> other) throws Refresher.Failed {
        try {
            return other.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof Refresher.Failed refused) {
                throw refused;
            }
            throw failed;
        }
    }
}
