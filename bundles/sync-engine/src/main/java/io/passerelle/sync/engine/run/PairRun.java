// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import io.passerelle.store.spi.PairState;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Decider;
import io.passerelle.sync.engine.plan.Guard;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.Plan;
import io.passerelle.sync.engine.plan.Planner;
import io.passerelle.sync.engine.plan.Settings;
import io.passerelle.sync.engine.plan.SideChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One run of a pair: read, plan, guard, apply, finish. */
final class PairRun {
    private static final Duration FULL_PASS_EVERY = Duration.ofDays(7);
    private static final Duration WINDOW_MOVES_EVERY = Duration.ofDays(1);
    private static final int STAGGER_MINUTES = 24 * 60;
    private static final int LOOKED_UP_AT_ONCE = 500;
    private static final int MOST_NAMES = 500;

    private final Ports ports;
    private final RunState run;
    private final RunScope scope;
    private final Settings settings;
    private final Failures failures;
    private final HeldList holds;

    PairRun(Ports ports, RunState run, Settings settings) {
        this.ports = ports;
        this.run = run;
        this.scope = run.scope();
        this.settings = settings;
        this.failures = new Failures(run.recorder());
        this.holds = new HeldList(ports, scope.seal(), scope.id());
    }

    Failures sync(PairState state) {
        String version = SyncEngine.settingsVersion(run, settings);
        boolean sameSettings = version.equals(state.settingsVersion());
        boolean anew = !sameSettings || isFullPassDue(state);
        boolean first = state.settingsVersion().isEmpty();
        Duplicates duplicates = new Duplicates(ports, scope.seal(), scope.id());
        boolean seeksDuplicates = first && !duplicates.areSought();
        if (seeksDuplicates) {
            run.seekDuplicates();
        }
        SideReader.Result host =
                new SideReader(Side.HOST, run).read(anew ? Cursor.START : state.hostCursor(), sameSettings);
        SideReader.Result provider =
                new SideReader(Side.PROVIDER, run).read(anew ? Cursor.START : state.providerCursor(), sameSettings);

        List<Held> waiting = holds.read();
        SideChanges atHost = withHeld(Side.HOST, host.changes(), waiting);
        SideChanges atProvider = withHeld(Side.PROVIDER, provider.changes(), waiting);
        OpenConflicts open = new OpenConflicts(ports, run);
        WaitingDuplicates alike = new WaitingDuplicates(ports, run);
        Map<Side, SideChanges> changes = alike.with(open.with(atHost, atProvider));
        new UnnotedDeletions(run).settle(changes);
        Vanished vanished = new Vanished(run);
        Plan plan = plan(changes, seeksDuplicates);
        changes = vanished.lookedFor(plan, changes);
        if (vanished.anyFound()) {
            plan = plan(changes, seeksDuplicates);
            plan = new Plan(vanished.certain(plan.actions(), changes, failures), plan.mapped());
        }
        List<Action> allowed =
                alike.without(allowed(plan, waiting, changes.get(Side.HOST), changes.get(Side.PROVIDER)));
        allowed = vanished.certain(allowed, changes, failures);
        PreviewGate gate = new PreviewGate(ports, run);
        gate.pass(allowed);
        List<Action.Duplicate> found = plan.only(Action.Duplicate.class);
        if (seeksDuplicates) {
            alike.found(found);
        }
        new Applier(run, new Decider(settings), failures)
                .apply(allowed.stream().filter(action -> !(action instanceof Action.Duplicate)).toList());
        open.settle(plan);
        alike.settle(failures);
        run.recorder().flush();
        finish(state, version, host, provider);
        if (first) {
            duplicates.endSearch();
        }
        gate.passed();
        return failures;
    }

    private Plan plan(Map<Side, SideChanges> changes, boolean seeksDuplicates) {
        SideChanges host = changes.get(Side.HOST);
        SideChanges provider = changes.get(Side.PROVIDER);
        return Planner.plan(host, provider, mappings(host, provider), settings, seeksDuplicates);
    }

    private boolean isFullPassDue(PairState state) {
        if (state.lastFullPass().isEmpty()) {
            return true;
        }
        Duration every = scope.pair().window().isPresent() ? WINDOW_MOVES_EVERY : FULL_PASS_EVERY;
        Duration stagger = Duration.ofMinutes(Math.floorMod(scope.id().hashCode(), STAGGER_MINUTES));
        return state.lastFullPass().get().plus(every).plus(stagger).isBefore(ports.clock().instant());
    }

    /** All mappings when any of them may matter; only those of reported items otherwise. */
    private Planner.MappingSource mappings(SideChanges host, SideChanges provider) {
        Planner.MappingSource all =
                consumer -> ports.sync().forEachByHostRef(scope.organisation(), scope.id(), consumer);
        if (host.full() || provider.full()) {
            return all;
        }
        Map<ItemRef, Mapping> concerned = new LinkedHashMap<>();
        boolean unknown = lookUp(Side.HOST, host, concerned) | lookUp(Side.PROVIDER, provider, concerned);
        return unknown ? all : consumer -> concerned.values().forEach(consumer);
    }

    /** Whether the side reported an item that no mapping knows. */
    private boolean lookUp(Side side, SideChanges changes, Map<ItemRef, Mapping> into) {
        List<ItemRef> refs = changes.headers().stream().map(Header::ref).toList();
        Set<ItemRef> known = new HashSet<>();
        for (int from = 0; from < refs.size(); from += LOOKED_UP_AT_ONCE) {
            for (Mapping mapping : run.mappings(side, refs.subList(from, Math.min(refs.size(), from + LOOKED_UP_AT_ONCE)))) {
                into.put(mapping.hostRef(), mapping);
                known.add(Mappings.ref(mapping, side));
            }
        }
        return changes.headers().stream().anyMatch(header -> header.isPresent() && !known.contains(header.ref()));
    }

    /** What a person is still to look at has vanished, although the side reported it in an earlier run only. */
    private SideChanges withHeld(Side side, SideChanges changes, List<Held> waiting) {
        List<ItemRef> mapped = waiting.stream()
                .filter(held -> held.target() == side.other())
                .map(Held::hostRef)
                .toList();
        return changes.withDeleted(run.gone(side)).withDeleted(run.mappings(Side.HOST, mapped).stream()
                .map(mapping -> Mappings.ref(mapping, side))
                .toList());
    }

    /** The plan without the deletions that wait for a person already and without those that the guard holds now. */
    private List<Action> allowed(Plan plan, List<Held> waiting, SideChanges host, SideChanges provider) {
        Set<ItemRef> known = waiting.stream().map(Held::hostRef).collect(Collectors.toSet());
        Set<Action> withheld = new HashSet<>();
        Set<ItemRef> stillWaiting = new HashSet<>();
        List<Action.Delete> held = new ArrayList<>();
        long mapped = ports.sync().count(scope.organisation(), scope.id());
        for (Side target : Side.values()) {
            List<Action.Delete> fresh = new ArrayList<>();
            for (Action.Delete delete : plan.deletions(target)) {
                if (known.contains(delete.mapping().hostRef())) {
                    stillWaiting.add(delete.mapping().hostRef());
                    withheld.add(delete);
                } else {
                    fresh.add(delete);
                }
            }
            boolean emptyListing = (target == Side.HOST ? provider : host).isEmptyListing();
            boolean asks = settings.deletions() == DeletionPolicy.ASK;
            if (asks || Guard.holds(fresh.size(), mapped, emptyListing)) {
                held.addAll(fresh);
            }
        }
        if (!waiting.isEmpty()) {
            holds.keepOnly(one -> stillWaiting.contains(one.hostRef()), run.recorder());
        }
        if (!held.isEmpty()) {
            hold(held);
        }
        withheld.addAll(held);
        withheld.forEach(this::waitForMoved);
        return plan.actions().stream().filter(action -> !withheld.contains(action)).toList();
    }

    /** An item that moved while its deletion waits: only its side's changes tell, so they are read again. */
    private void waitForMoved(Action action) {
        if (action instanceof Action.Delete delete
                && delete.seen() != null
                && !delete.seen().ref().equals(Mappings.ref(delete.mapping(), delete.target()))) {
            failures.leftForNextRun(delete.target());
        }
    }

    private void hold(List<Action.Delete> deletions) {
        List<Held> held = new ArrayList<>();
        for (Side target : Side.values()) {
            List<Action.Delete> here = deletions.stream().filter(delete -> delete.target() == target).toList();
            List<ItemRef> unread = here.stream()
                    .filter(delete -> delete.seen() == null)
                    .map(delete -> Mappings.ref(delete.mapping(), target))
                    .limit(MOST_NAMES)
                    .toList();
            Map<ItemRef, Header> read = new SideReader(target, run).fetch(unread);
            for (Action.Delete delete : here) {
                Header seen = delete.seen() != null ? delete.seen() : read.get(Mappings.ref(delete.mapping(), target));
                String label = run.label(seen);
                held.add(new Held(target, delete.mapping().hostRef(), label));
                run.recorder().about(Addresses.of(delete.mapping()), () -> run.recorder().held(label, target));
            }
        }
        holds.add(held, run.recorder());
    }

    private void finish(PairState state, String version, SideReader.Result host, SideReader.Result provider) {
        Instant now = ports.clock().instant();
        boolean rereads = !failures.rereading().isEmpty();
        if (!rereads) {
            run.ahead().finished();
        }
        boolean fullPass = host.changes().full() && provider.changes().full() && !rereads;
        ports.sync()
                .finish(
                        scope.organisation(),
                        scope.id(),
                        run.lease().fence(),
                        new PairState(
                                failures.rereading().contains(Side.HOST) ? host.from() : host.next(),
                                failures.rereading().contains(Side.PROVIDER) ? provider.from() : provider.next(),
                                version,
                                fullPass ? Optional.of(now) : state.lastFullPass(),
                                run.recorder().isPartial() ? state.lastSuccess() : Optional.of(now),
                                state.fence()));
    }
}
