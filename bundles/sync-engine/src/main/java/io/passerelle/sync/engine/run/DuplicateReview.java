// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.SyncReview.Verdict;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a person decided about items that look like the same. Both are read again, so that it is done to them as they are now;
 * what has lost its counterpart meanwhile is a new item.
 */
final class DuplicateReview {
    private static final int LOOKED_AT_ONCE = 200;

    private final RunState run;
    private final Settings settings;
    private final Duplicates duplicates;
    private final Decider decider;

    DuplicateReview(Ports ports, RunState run, Settings settings) {
        this.run = run;
        this.settings = settings;
        this.duplicates = new Duplicates(ports, run.scope().seal(), run.scope().id());
        this.decider = new Decider(settings);
    }

    Failures decide(Optional<UUID> which, Verdict verdict) {
        List<Duplicates.Known> decided = which.map(id -> duplicates.find(id).stream().toList())
                .orElseGet(duplicates::waiting);
        if (decided.isEmpty()) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND, "nothing waits");
        }
        Failures failures = new Failures(run.recorder());
        for (int from = 0; from < decided.size(); from += LOOKED_AT_ONCE) {
            run.lease().check();
            List<Duplicates.Known> some = decided.subList(from, Math.min(decided.size(), from + LOOKED_AT_ONCE));
            new Applier(run, decider, failures).apply(actions(some, verdict));
            duplicates.remove(settled(some, failures));
        }
        return failures;
    }

    private List<Action> actions(List<Duplicates.Known> some, Verdict verdict) {
        Map<Side, Map<ItemRef, Header>> read = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            Set<ItemRef> mapped = mapped(some, side);
            List<ItemRef> wanted = refs(some, side).stream()
                    .filter(ref -> !mapped.contains(ref))
                    .toList();
            read.put(side, new SideReader(side, run).fetch(wanted));
        }
        List<Action> actions = new ArrayList<>();
        for (Duplicates.Known known : some) {
            Header host = present(read.get(Side.HOST).get(known.note().hostRef()));
            Header provider = present(read.get(Side.PROVIDER).get(known.note().providerRef()));
            if (verdict == Verdict.SAME && host != null && provider != null) {
                decider.link(host, provider).ifPresent(actions::add);
            } else {
                create(Side.PROVIDER, host, actions);
                create(Side.HOST, provider, actions);
            }
        }
        return actions;
    }

    private static Header present(Header header) {
        return header != null && header.isPresent() ? header : null;
    }

    private void create(Side target, Header source, List<Action> actions) {
        if (source != null && settings.writes(target) && source.inWindow()) {
            actions.add(new Action.Create(target, source, Optional.empty()));
        }
    }

    /** What could not be carried out goes on waiting. */
    private List<UUID> settled(List<Duplicates.Known> some, Failures failures) {
        Set<ItemRef> onHost = mapped(some, Side.HOST);
        Set<ItemRef> atProvider = mapped(some, Side.PROVIDER);
        return some.stream()
                .filter(known -> failures.rereading().isEmpty()
                        || onHost.contains(known.note().hostRef())
                                && atProvider.contains(known.note().providerRef()))
                .map(Duplicates.Known::id)
                .toList();
    }

    private Set<ItemRef> mapped(List<Duplicates.Known> some, Side side) {
        Set<ItemRef> mapped = new HashSet<>();
        for (Mapping mapping : run.mappings(side, refs(some, side))) {
            mapped.add(Mappings.ref(mapping, side));
        }
        return mapped;
    }

    private static List<ItemRef> refs(List<Duplicates.Known> some, Side side) {
        return some.stream().map(known -> known.note().ref(side)).toList();
    }
}
