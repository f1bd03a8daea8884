// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine;

import io.passerelle.api.SyncReview;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.IntegrationFacts;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.HistoryStore.SealedItemResult;
import io.passerelle.store.spi.IntegrationStore;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SealScope;
import io.passerelle.sync.engine.run.Conflicts;
import io.passerelle.sync.engine.run.Duplicates;
import io.passerelle.sync.engine.run.Ports;
import io.passerelle.sync.engine.run.Previews;
import io.passerelle.sync.engine.run.SyncEngine;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What people look at before, decide after, or take back of a synchronisation. */
@Component(service = SyncReview.class)
public final class SyncReviews implements SyncReview {
    private static final int SHORTEST_WORDS = 2;
    private static final int LONGEST_WORDS = 200;
    private static final int MOST_AT_ONCE = 500;

    /** What is an answer to the person rather than the end of a run. */
    private static final Set<ErrorCode> REFUSALS =
            EnumSet.of(ErrorCode.ITEM_CHANGED, ErrorCode.NOT_UNDOABLE, ErrorCode.NOT_FOUND);

    private final IntegrationStore integrations;
    private final Ports ports;
    private final PairRunner runner;
    private final SyncEngine engine;

    /** Wired by the container. */
    @Activate
    public SyncReviews(@Reference Surroundings surroundings, @Reference EnginePorts ports) {
        this.integrations = ports.integrations();
        this.ports = ports.ports();
        this.runner = new PairRunner(surroundings, integrations, this.ports);
        this.engine = new SyncEngine(this.ports);
    }

    @Override
    public Optional<Preview> preview(UserId owner, IntegrationId id, PairId pair) {
        return new Previews(ports, seal(owner, id), owned(owner, id, pair)).read();
    }

    @Override
    public void confirm(UserId owner, IntegrationId id, PairId pair, Optional<Instant> seen) {
        SyncPair owned = owned(owner, id, pair);
        if (seen.isEmpty()) {
            integrations.confirm(owner.organisation(), owned.id());
        } else if (!isWaiting(owner, id, owned, seen.get()) || !integrations.confirm(owner.organisation(), owned)) {
            throw PasserelleException.of(ErrorCode.PREVIEW_CHANGED);
        }
        ports.events().publish(owner, "integration-changed", "{\"integration\":\"" + id + "\"}");
    }

    private boolean isWaiting(UserId owner, IntegrationId id, SyncPair pair, Instant seen) {
        return new Previews(ports, seal(owner, id), pair)
                .read()
                .filter(preview -> preview.madeAt().equals(seen))
                .isPresent();
    }

    @Override
    public List<Conflict> conflicts(
            UserId owner, IntegrationId id, Optional<PairId> pair, boolean openOnly, int limit) {
        checkLimit(limit);
        return pairs(owner, id, pair).stream()
                .flatMap(one -> new Conflicts(ports, seal(owner, id), one.id()).list(openOnly, limit).stream())
                .toList();
    }

    @Override
    public SyncHistory decide(UserId owner, IntegrationId id, UUID conflict, Side chosen) {
        return carriedOut(
                owner,
                id,
                pairOf(owner, id, conflict, ReviewStore.Kind.CONFLICT),
                SyncTrigger.REVIEW,
                (engine, scope, check) -> engine.decide(scope, conflict, chosen, check));
    }

    @Override
    public List<Duplicate> duplicates(UserId owner, IntegrationId id, Optional<PairId> pair, int limit) {
        checkLimit(limit);
        return pairs(owner, id, pair).stream()
                .flatMap(one -> new Duplicates(ports, seal(owner, id), one.id()).list(limit).stream())
                .toList();
    }

    @Override
    public SyncHistory decideDuplicate(UserId owner, IntegrationId id, UUID duplicate, Verdict verdict) {
        SyncPair pair = pairOf(owner, id, duplicate, ReviewStore.Kind.DUPLICATE);
        return decided(owner, id, pair, Optional.of(duplicate), verdict);
    }

    @Override
    public SyncHistory decideDuplicates(UserId owner, IntegrationId id, PairId pair, Verdict verdict) {
        return decided(owner, id, owned(owner, id, pair), Optional.empty(), verdict);
    }

    private SyncHistory decided(
            UserId owner, IntegrationId id, SyncPair pair, Optional<UUID> which, Verdict verdict) {
        return carriedOut(
                owner,
                id,
                pair,
                SyncTrigger.REVIEW,
                (engine, scope, check) -> engine.decideDuplicates(scope, which, verdict, check));
    }

    @Override
    public Optional<RunId> undoable(UserId owner, IntegrationId id, PairId pair) {
        return engine.undoable(owner.organisation(), owned(owner, id, pair).id());
    }

    @Override
    public SyncHistory undo(UserId owner, IntegrationId id, RunId run) {
        SyncPair pair = pairOf(owner, id, run);
        if (!engine.undoable(owner.organisation(), pair.id()).equals(Optional.of(run))) {
            throw PasserelleException.of(ErrorCode.NOT_UNDOABLE);
        }
        return carriedOut(
                owner, id, pair, SyncTrigger.UNDO, (engine, scope, check) -> engine.undo(scope, run, check));
    }

    @Override
    public SyncHistory retry(UserId owner, IntegrationId id, RunId run, int position) {
        SyncPair pair = pairOf(owner, id, run);
        SyncItemResult item = item(seal(owner, id), run, position);
        return carriedOut(
                owner, id, pair, SyncTrigger.RETRY, (engine, scope, check) -> engine.retry(scope, item, check));
    }

    @Override
    public List<Explanation> explain(UserId owner, IntegrationId id, PairId pair, String words) {
        String stripped = words == null ? "" : words.strip();
        if (stripped.length() < SHORTEST_WORDS || stripped.length() > LONGEST_WORDS) {
            throw PasserelleException.of(ErrorCode.INVALID_INPUT, "words have 2 to 200 characters");
        }
        SyncPair owned = owned(owner, id, pair);
        return runner.look(
                allowed(owned(owner, id)), owned, (engine, scope, check) -> engine.explain(scope, stripped, check));
    }

    private SyncHistory carriedOut(
            UserId owner, IntegrationId id, SyncPair pair, SyncTrigger trigger, PairRunner.Review what) {
        SyncHistory history = runner.review(allowed(owned(owner, id)), pair, trigger, what);
        history.error().filter(REFUSALS::contains).ifPresent(code -> {
            throw PasserelleException.of(code);
        });
        return history;
    }

    /** An item of a run; one that no address is known of cannot be found again. */
    private SyncItemResult item(SealScope.OfIntegration seal, RunId run, int position) {
        if (position < 0) {
            throw notFound();
        }
        OrganisationId organisation = seal.organisation();
        SealedItemResult sealed = ports.history().items(organisation, run, position, 1).stream()
                .findFirst()
                .orElseThrow(SyncReviews::notFound);
        SyncItemResult item =
                SyncItemResult.decode(ports.cipher().open(seal, SyncItemResult.SEALED_AS, sealed.sealed()));
        if (item.hostRef().isEmpty() && item.providerRef().isEmpty()) {
            throw notFound();
        }
        return item;
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > MOST_AT_ONCE) {
            throw PasserelleException.of(ErrorCode.INVALID_INPUT, "1 to 500 at once");
        }
    }

    private List<SyncPair> pairs(UserId owner, IntegrationId id, Optional<PairId> only) {
        return only.isPresent()
                ? List.of(owned(owner, id, only.get()))
                : integrations.pairs(owner.organisation(), owned(owner, id).id());
    }

    private SyncPair pairOf(UserId owner, IntegrationId id, UUID entry, ReviewStore.Kind kind) {
        return ports.review()
                .find(owner.organisation(), entry)
                .filter(found -> found.kind() == kind)
                .map(found -> owned(owner, id, found.pair()))
                .orElseThrow(SyncReviews::notFound);
    }

    private SyncPair pairOf(UserId owner, IntegrationId id, RunId run) {
        return ports.history()
                .run(owner.organisation(), run)
                .filter(found -> found.integration().equals(id))
                .map(found -> owned(owner, id, found.pair()))
                .orElseThrow(SyncReviews::notFound);
    }

    /** Nothing is read or written for an integration that is suspended or being disconnected. */
    private static UserIntegration allowed(UserIntegration integration) {
        IntegrationFacts facts = integration.facts();
        if (facts.suspension().isPresent() || facts.disconnect().isPresent()) {
            throw PasserelleException.of(ErrorCode.NOT_ALLOWED, "the integration is suspended or being disconnected");
        }
        return integration;
    }

    private UserIntegration owned(UserId owner, IntegrationId id) {
        return integrations.find(owner, id).orElseThrow(SyncReviews::notFound);
    }

    private SyncPair owned(UserId owner, IntegrationId id, PairId pair) {
        return integrations
                .pair(owner.organisation(), pair)
                .filter(found -> found.integration().equals(owned(owner, id).id()))
                .orElseThrow(SyncReviews::notFound);
    }

    private static SealScope.OfIntegration seal(UserId owner, IntegrationId id) {
        return new SealScope.OfIntegration(owner, id);
    }

    private static PasserelleException notFound() {
        return PasserelleException.of(ErrorCode.NOT_FOUND);
    }
}
