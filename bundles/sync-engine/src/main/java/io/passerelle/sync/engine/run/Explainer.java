// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.SyncReview.Explanation;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.Item;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Identity;
import io.passerelle.sync.engine.plan.Mappings;
import io.passerelle.sync.engine.plan.Window;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says why an item is, or is not, on the other side. Reads both sides and writes nothing. */
final class Explainer {
    private static final int MOST = 50;

    private final Ports ports;
    private final RunScope scope;
    private final Runnable stopCheck;
    private final Digester digester;
    private final Rules rules;
    private final Window window;
    private final Map<Side, Map<ItemRef, Fetched>> counterparts = new EnumMap<>(Side.class);
    private final Map<Side, Set<ItemRef>> twins = new EnumMap<>(Side.class);
    private LatestResults results;
    private Set<ItemRef> held;
    private final Map<Side, Set<ItemRef>> alike = new EnumMap<>(Side.class);
    private boolean waits;

    Explainer(Ports ports, RunScope scope, Digester digester, Runnable stopCheck) {
        this.ports = ports;
        this.scope = scope;
        this.stopCheck = stopCheck;
        this.digester = digester;
        this.rules = new Rules(scope.pair(), digester.roots(), scope.addresses());
        this.window = Window.on(LocalDate.now(ports.clock()), scope.pair().window());
    }

    /** An item that was found, with what is known of it. */
    private record Match(Side side, ItemRef ref, Item item, Optional<Mapping> mapping) {}

    List<Explanation> explain(String words) {
        List<Match> matches = matches(words);
        results = new LatestResults(ports, scope, refs(matches));
        held = new HeldList(ports, scope.seal(), scope.id())
                .read().stream().map(Held::hostRef).collect(Collectors.toSet());
        waits = new Previews(ports, scope.seal(), scope.pair()).read().isPresent();
        List<Duplicates.Known> duplicates = new Duplicates(ports, scope.seal(), scope.id()).waiting();
        for (Side side : Side.values()) {
            alike.put(side, duplicates.stream().map(known -> known.note().ref(side)).collect(Collectors.toSet()));
            counterparts.put(side, counterparts(matches, side));
            twins.put(side, twins(matches, side));
        }
        return matches.stream().map(this::explained).toList();
    }

    /** An item that was found on both sides counts once. */
    private List<Match> matches(String words) {
        List<Match> matches = new ArrayList<>();
        Set<ItemRef> mapped = new HashSet<>();
        for (Side side : Side.values()) {
            Map<ItemRef, Item> found =
                    new LabelSearch(scope.collection(side), words, MOST - matches.size(), stopCheck).run();
            Map<ItemRef, Mapping> mappings = mappings(side, found.keySet());
            found.forEach((ref, item) -> {
                Optional<Mapping> mapping = Optional.ofNullable(mappings.get(ref));
                if (mapping.map(known -> mapped.add(known.hostRef())).orElse(true)) {
                    matches.add(new Match(side, ref, item, mapping));
                }
            });
        }
        return matches;
    }

    private Map<ItemRef, Mapping> mappings(Side side, Collection<ItemRef> refs) {
        Map<ItemRef, Mapping> byRef = new HashMap<>();
        if (!refs.isEmpty()) {
            List<Mapping> known = side == Side.HOST
                    ? ports.sync().byHostRef(scope.organisation(), scope.id(), refs)
                    : ports.sync().byProviderRef(scope.organisation(), scope.id(), refs);
            known.forEach(mapping -> byRef.put(Mappings.ref(mapping, side), mapping));
        }
        return byRef;
    }

    private static Map<Side, Set<ItemRef>> refs(List<Match> matches) {
        Map<Side, Set<ItemRef>> refs = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            refs.put(side, new HashSet<>());
        }
        matches.forEach(match -> refs.get(match.side()).add(match.ref()));
        return refs;
    }

    /** What is there now on a side, of the copies of what was found on the other one. */
    private Map<ItemRef, Fetched> counterparts(List<Match> matches, Side side) {
        List<ItemRef> refs = matches.stream()
                .filter(match -> match.side() != side)
                .flatMap(match -> match.mapping().stream())
                .filter(mapping -> !Mappings.isReleased(mapping, side))
                .map(mapping -> Mappings.ref(mapping, side))
                .toList();
        return fetched(side, refs);
    }

    private Map<ItemRef, Fetched> fetched(Side side, List<ItemRef> refs) {
        Map<ItemRef, Fetched> there = new HashMap<>();
        if (!refs.isEmpty()) {
            stopCheck.run();
            scope.collection(side).fetch(refs).forEach(one -> there.put(one.ref(), one));
        }
        return there;
    }

    /** Those of what was found on a side that have the identity of an item that is synced already, and still there. */
    private Set<ItemRef> twins(List<Match> matches, Side side) {
        Map<Identity, ItemRef> unknown = new LinkedHashMap<>();
        matches.stream()
                .filter(match -> match.side() == side && match.mapping().isEmpty())
                .forEach(match -> unknown.put(digester.identity(match.item().uid()), match.ref()));
        Map<ItemRef, ItemRef> firsts = new LinkedHashMap<>();
        if (!unknown.isEmpty()) {
            ports.sync().forEachByHostRef(scope.organisation(), scope.id(), mapping -> {
                ItemRef twin = unknown.get(Identity.of(mapping.identity()));
                if (twin != null) {
                    firsts.put(Mappings.ref(mapping, side), twin);
                }
            });
        }
        Map<ItemRef, Fetched> there = fetched(side, List.copyOf(firsts.keySet()));
        return firsts.entrySet().stream()
                .filter(first -> there.get(first.getKey()) instanceof Fetched.Found)
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    private Explanation explained(Match match) {
        return match.mapping().map(mapping -> known(match, mapping)).orElseGet(() -> unknown(match));
    }

    private Explanation known(Match match, Mapping mapping) {
        Side other = match.side().other();
        if (Mappings.isReleased(mapping, other)) {
            ErrorCode why = Mappings.isIgnored(mapping, other) ? ErrorCode.DELETION_IGNORED : ErrorCode.COPY_REMOVED;
            return explanation(match, false, Optional.of(why));
        }
        Fetched copy = counterparts.get(other).get(Mappings.ref(mapping, other));
        if (copy instanceof Fetched.Unreadable unreadable) {
            return explanation(match, true, Optional.of(unreadable.code()));
        }
        if (!(copy instanceof Fetched.Found)) {
            Optional<ErrorCode> reason = held.contains(mapping.hostRef())
                    ? Optional.of(Recorder.whyHeld(scope.pair()))
                    : leftOut(match.item());
            return explanation(match, false, reason);
        }
        return explanation(
                match, true, leftOut(match.item()).or(() -> results.reason(match.side(), match.ref())));
    }

    private Explanation unknown(Match match) {
        Optional<ErrorCode> reason = leftOut(match.item())
                .or(() -> notWritten(match.side().other()))
                .or(() -> twins.get(match.side()).contains(match.ref())
                        ? Optional.of(ErrorCode.UID_CLASH)
                        : Optional.empty())
                .or(() -> alike.get(match.side()).contains(match.ref())
                        ? Optional.of(ErrorCode.POSSIBLE_DUPLICATE)
                        : Optional.empty())
                .or(() -> results.reason(match.side(), match.ref()))
                .or(() -> waits ? Optional.of(ErrorCode.PREVIEW_WAITS) : Optional.empty());
        return explanation(match, false, reason);
    }

    private static Explanation explanation(Match match, boolean synced, Optional<ErrorCode> reason) {
        return new Explanation(match.item().label(), match.side(), synced, reason);
    }

    private Optional<ErrorCode> leftOut(Item item) {
        if (!window.contains(item)) {
            return Optional.of(ErrorCode.OUTSIDE_WINDOW);
        }
        return rules.leavesOut(item) ? Optional.of(ErrorCode.FILTERED_OUT) : Optional.empty();
    }

    private Optional<ErrorCode> notWritten(Side target) {
        boolean wanted = target == Side.HOST
                ? scope.pair().direction().writesHost()
                : scope.pair().direction().writesProvider();
        if (!wanted) {
            return Optional.of(ErrorCode.OTHER_DIRECTION);
        }
        return scope.collection(target).info().access() == Access.READ_WRITE
                ? Optional.empty()
                : Optional.of(ErrorCode.COLLECTION_READ_ONLY);
    }
}
