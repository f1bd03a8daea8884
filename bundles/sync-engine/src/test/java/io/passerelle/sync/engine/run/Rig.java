// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.Events;
import io.passerelle.api.SyncReview.Duplicate;
import io.passerelle.api.SyncReview.Explanation;
import io.passerelle.api.SyncReview.Preview;
import io.passerelle.api.SyncReview.Verdict;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncTrigger;
import io.passerelle.model.integration.SyncWindow;
import io.passerelle.store.spi.HistoryStore;
import io.passerelle.store.spi.Mapping;
import io.passerelle.store.spi.ReviewStore;
import io.passerelle.store.spi.SealScope;
import io.passerelle.store.spi.SyncStore;
import io.passerelle.testkit.collection.MemoryBehaviour;
import io.passerelle.testkit.collection.MemoryCollection;
import io.passerelle.testkit.memory.MemoryCipher;
import io.passerelle.testkit.memory.MemoryHistoryStore;
import io.passerelle.testkit.memory.MemoryReviewStore;
import io.passerelle.testkit.memory.MemorySyncStore;
import io.passerelle.testkit.time.MutableClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Two calendars in memory with an engine between them. */
final class Rig {
    final UserId owner = UserId.of(OrganisationId.DEFAULT, "alice");
    final IntegrationId integration = IntegrationId.random();
    final PairId pairId = PairId.of("7d9f3f38-4c5a-4a39-9c1c-0d62b1a3f001");
    final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
    final MemorySyncStore store = new MemorySyncStore();
    final MemoryHistoryStore history = new MemoryHistoryStore();
    final MemoryReviewStore review = new MemoryReviewStore();
    final MemoryCipher cipher = new MemoryCipher();
    final RecordedEvents events = new RecordedEvents();
    final MemoryCollection host;
    final MemoryCollection provider;
    UnaryOperator<SyncStore> storeWrapper = UnaryOperator.identity();
    UnaryOperator<HistoryStore> historyWrapper = UnaryOperator.identity();
    UnaryOperator<ReviewStore> reviewWrapper = UnaryOperator.identity();
    UnaryOperator<ItemCollection> collectionWrapper = UnaryOperator.identity();
    Direction direction = Direction.BOTH;
    ConflictPolicy policy = ConflictPolicy.PROVIDER;
    Optional<SyncWindow> window = Optional.empty();
    PairRules rules = PairRules.DEFAULT;
    boolean confirmed = true;
    Set<String> addresses = Set.of();
    Runnable stopCheck = () -> {};

    Rig() {
        this(MemoryBehaviour.calendar(), MemoryBehaviour.calendar());
    }

    Rig(MemoryBehaviour host, MemoryBehaviour provider) {
        this.host = new MemoryCollection("host", host);
        this.provider = new MemoryCollection("provider", provider);
    }

    /** A run, whatever comes of it. */
    SyncHistory sync() {
        return report().history();
    }

    SyncEngine.Report report() {
        clock.advance(java.time.Duration.ofMinutes(5));
        try (ItemCollection hostSide = collectionWrapper.apply(host.open());
                ItemCollection providerSide = collectionWrapper.apply(provider.open())) {
            return engine().run(scope(hostSide, providerSide), SyncTrigger.SCHEDULE, stopCheck);
        }
    }

    SyncHistory applyHeld() {
        try (ItemCollection hostSide = host.open();
                ItemCollection providerSide = provider.open()) {
            return engine().applyHeld(scope(hostSide, providerSide), stopCheck).history();
        }
    }

    SyncHistory decide(UUID conflict, Side chosen) {
        try (ItemCollection hostSide = host.open();
                ItemCollection providerSide = provider.open()) {
            return engine().decide(scope(hostSide, providerSide), conflict, chosen, stopCheck).history();
        }
    }

    SyncHistory discardHeld() {
        try (ItemCollection hostSide = host.open();
                ItemCollection providerSide = provider.open()) {
            return engine().discardHeld(scope(hostSide, providerSide), stopCheck).history();
        }
    }

    SyncHistory ignoreHeld() {
        try (ItemCollection hostSide = host.open();
                ItemCollection providerSide = provider.open()) {
            return engine().ignoreHeld(scope(hostSide, providerSide), stopCheck).history();
        }
    }

    SyncHistory decideDuplicates(Optional<UUID> which, Verdict verdict) {
        clock.advance(java.time.Duration.ofMinutes(5));
        try (ItemCollection hostSide = collectionWrapper.apply(host.open());
                ItemCollection providerSide = collectionWrapper.apply(provider.open())) {
            return engine().decideDuplicates(scope(hostSide, providerSide), which, verdict, stopCheck).history();
        }
    }

    List<Duplicate> duplicates() {
        return new Duplicates(ports(), seal(), pairId).list(500);
    }

    Optional<RunId> undoable() {
        return engine().undoable(OrganisationId.DEFAULT, pairId);
    }

    SyncHistory retry(SyncItemResult item) {
        try (ItemCollection hostSide = host.open();
                ItemCollection providerSide = provider.open()) {
            return engine().retry(scope(hostSide, providerSide), item, stopCheck).history();
        }
    }

    List<Explanation> explain(String words) {
        try (ItemCollection hostSide = host.open();
                ItemCollection providerSide = provider.open()) {
            return engine().explain(scope(hostSide, providerSide), words, stopCheck);
        }
    }

    SyncHistory undo(RunId run) {
        clock.advance(java.time.Duration.ofMinutes(5));
        try (ItemCollection hostSide = collectionWrapper.apply(host.open());
                ItemCollection providerSide = collectionWrapper.apply(provider.open())) {
            return engine().undo(scope(hostSide, providerSide), run, stopCheck).history();
        }
    }

    List<Held> held() {
        return new HeldList(ports(), new SealScope.OfIntegration(owner, integration), pairId).read();
    }

    Optional<Preview> preview() {
        return new Previews(ports(), seal(), pair()).read();
    }

    /** What is kept for people to look at. */
    List<ReviewStore.Entry> entries(ReviewStore.Kind kind) {
        return review.list(OrganisationId.DEFAULT, pairId, kind, Optional.empty(), 0, 10_000);
    }

    SealScope.OfIntegration seal() {
        return new SealScope.OfIntegration(owner, integration);
    }

    List<Mapping> mappings() {
        return store.mappings(OrganisationId.DEFAULT, pairId);
    }

    /** What the run recorded of single items, failures first. */
    List<SyncItemResult> items(SyncHistory run) {
        SealScope scope = new SealScope.OfIntegration(owner, integration);
        return history.items(OrganisationId.DEFAULT, run.run(), 0, 10_000).stream()
                .map(sealed -> SyncItemResult.decode(cipher.open(scope, SyncItemResult.SEALED_AS, sealed.sealed())))
                .toList();
    }

    SyncEngine engine() {
        return new SyncEngine(ports());
    }

    Ports ports() {
        return new Ports(
                new Stores(
                        storeWrapper.apply(store),
                        historyWrapper.apply(history),
                        reviewWrapper.apply(review),
                        (organisation, pair) -> confirmed = true),
                cipher,
                events,
                clock,
                Path.of("target", "spool"),
                "node");
    }

    SyncPair pair() {
        return new SyncPair(
                pairId,
                integration,
                CollectionKind.CALENDAR,
                CollectionId.of("host"),
                "Host",
                CollectionId.of("provider"),
                "Provider",
                direction,
                policy,
                window,
                rules,
                confirmed,
                true);
    }

    private RunScope scope(ItemCollection hostSide, ItemCollection providerSide) {
        return new RunScope(owner, pair(), hostSide, providerSide, addresses);
    }

    /** Remembers what was published. */
    static final class RecordedEvents implements Events {
        final List<String> published = new java.util.ArrayList<>();

        @Override
        public void publish(UserId user, String kind, String data) {
            published.add(kind + " " + data);
        }

        @Override
        public void publish(OrganisationId organisation, String kind, String data) {
            published.add(kind + " " + data);
        }

        @Override
        public List<Event> after(UserId user, long after, int limit) {
            return List.of();
        }

        @Override
        public long latest() {
            return published.size();
        }

        @Override
        public AutoCloseable subscribe(Runnable wake) {
            return () -> {};
        }
    }
}
