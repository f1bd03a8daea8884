// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Decider;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.Settings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a person decided about held deletions. Both sides are read again, so that an item that changed since, or is back, is
 * treated by what it is now.
 */
final class HeldReview {
    private static final int LOOKED_AT_ONCE = 200;

    private final Ports ports;
    private final RunState run;
    private final Settings settings;
    private final HeldList list;

    HeldReview(Ports ports, RunState run, Settings settings) {
        this.ports = ports;
        this.run = run;
        this.settings = settings;
        this.list = new HeldList(ports, run.scope().seal(), run.scope().id());
    }

    Failures apply() {
        return review(action -> action);
    }

    Failures discard() {
        return review(action -> action instanceof Action.Delete delete ? restored(delete) : action);
    }

    Failures ignore() {
        return review(action -> action instanceof Action.Delete delete ? ignored(delete) : action);
    }

    /** Neither deleted nor created again; noted, so that nobody is asked once more. */
    private Action ignored(Action.Delete delete) {
        Side vanished = delete.target().other();
        run.recorder()
                .about(
                        Addresses.of(delete.mapping()),
                        () -> run.recorder().ignored(run.label(delete.seen()), delete.target()));
        return new Action.Ignore(delete.mapping(), vanished);
    }

    /** Instead of deleting the survivor, what it is a copy of is created again, where we may write. */
    private Action restored(Action.Delete delete) {
        Side vanished = delete.target().other();
        return settings.writes(vanished)
                ? new Action.Create(vanished, delete.seen(), Optional.of(delete.mapping()))
                : new Action.Release(delete.mapping(), vanished);
    }

    private Failures review(UnaryOperator<Action> verdict) {
        List<Held> waiting = list.read();
        if (waiting.isEmpty()) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND, "nothing is held");
        }
        List<Action> actions = new ArrayList<>();
        for (int from = 0; from < waiting.size(); from += LOOKED_AT_ONCE) {
            run.lease().check();
            List<Held> some = waiting.subList(from, Math.min(waiting.size(), from + LOOKED_AT_ONCE));
            decisions(some).stream().map(verdict).forEach(actions::add);
        }
        Failures failures = new Failures(run.recorder());
        new Applier(run, new Decider(settings), failures).apply(actions);
        endReview(waiting, failures);
        return failures;
    }

    /** What could not be carried out goes on waiting. */
    private void endReview(List<Held> waiting, Failures failures) {
        if (failures.rereading().isEmpty()) {
            list.clear();
            return;
        }
        Set<ItemRef> mapped = new HashSet<>();
        run.mappings(Side.HOST, waiting.stream().map(Held::hostRef).toList())
                .forEach(mapping -> mapped.add(mapping.hostRef()));
        list.keepOnly(held -> mapped.contains(held.hostRef()), run.recorder());
    }

    private List<Action> decisions(List<Held> some) {
        List<Mapping> mappings = run.mappings(Side.HOST, some.stream().map(Held::hostRef).toList());
        Map<Side, Map<ItemRef, Header>> read = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            List<ItemRef> refs = mappings.stream().map(mapping -> Mappings.ref(mapping, side)).toList();
            read.put(side, new HashMap<>(new SideReader(side, run).fetch(refs)));
        }
        Decider decider = new Decider(settings);
        List<Action> actions = new ArrayList<>();
        for (Mapping mapping : mappings) {
            Header host = read.get(Side.HOST).get(mapping.hostRef());
            Header provider = read.get(Side.PROVIDER).get(mapping.providerRef());
            decider.decide(mapping, host, provider).ifPresent(actions::add);
        }
        return actions;
    }
}
