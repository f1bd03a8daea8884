// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.IntegrationService.CollectionChoices;
import io.passerelle.api.IntegrationService.PairChange;
import io.passerelle.api.IntegrationService.SettingsChange;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.PairRules;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.SyncWindow;
import io.passerelle.model.integration.UserIntegration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks a change of settings, and says what the pairs will be. Both sides are asked only when something new is chosen, so
 * that switching a pair off works while the provider is down.
 */
final class SettingsPlan {
    private final UserIntegration integration;
    private final Map<PairId, SyncPair> known = new HashMap<>();
    private final Supplier<CollectionChoices> choices;
    private CollectionChoices asked;

    SettingsPlan(UserIntegration integration, List<SyncPair> known, Supplier<CollectionChoices> choices) {
        this.integration = integration;
        this.choices = choices;
        known.forEach(pair -> this.known.put(pair.id(), pair));
    }

    /**
     * A pair as it will be; without a host collection, one has to be created first.
     *
     * @param pair what was decided
     * @param create whether the host collection is only a name so far
     */
    record Planned(SyncPair pair, boolean create) {}

    List<Planned> of(SettingsChange change) {
        if (change.intervalMinutes() < UserIntegration.SHORTEST_INTERVAL_MINUTES
                || change.intervalMinutes() > UserIntegration.LONGEST_INTERVAL_MINUTES) {
            throw PasserelleException.invalid("intervalMinutes", "is between 5 and 1440");
        }
        requireOnce(change.pairs());
        List<Planned> planned = new ArrayList<>();
        for (int i = 0; i < change.pairs().size(); i++) {
            planned.add(one("pairs[" + i + "]", change.pairs().get(i)));
        }
        return planned;
    }

    /** Whether a pair that is switched on has to be run because of the change: it is new, or it is to be synced otherwise. */
    boolean asksForRun(List<SyncPair> stored) {
        return stored.stream().anyMatch(pair -> pair.enabled() && !pair.equals(known.get(pair.id())));
    }

    private void requireOnce(List<PairChange> pairs) {
        Set<PairId> ids = new HashSet<>();
        Set<CollectionId> hosts = new HashSet<>();
        Set<CollectionId> remotes = new HashSet<>();
        for (int i = 0; i < pairs.size(); i++) {
            PairChange pair = pairs.get(i);
            String at = "pairs[" + i + "]";
            if (pair.id().isPresent() && !ids.add(pair.id().get())) {
                throw PasserelleException.invalid(at + ".id", "is there twice");
            }
            if (!remotes.add(pair.providerCollection())) {
                throw PasserelleException.invalid(at + ".providerCollection", "is there twice");
            }
            Optional<CollectionId> host = pair.hostCollection().or(() -> before(pair).map(SyncPair::hostCollection));
            if (host.isPresent() && !hosts.add(host.get())) {
                throw PasserelleException.invalid(at + ".hostCollection", "is there twice");
            }
        }
    }

    private Optional<SyncPair> before(PairChange change) {
        return change.id()
                .map(known::get)
                .filter(pair -> pair.kind() == change.kind()
                        && pair.providerCollection().equals(change.providerCollection())
                        && change.hostCollection().map(pair.hostCollection()::equals).orElse(true));
    }

    private Planned one(String at, PairChange change) {
        if (change.id().isPresent() && !known.containsKey(change.id().get())) {
            throw PasserelleException.invalid(at + ".id", "is not a pair of this integration");
        }
        change.rules().ifPresent(rules -> RulesCheck.require(at + ".rules", change.kind(), rules));
        Optional<SyncPair> before = before(change);
        if (before.isPresent() && before.get().direction() == change.direction()) {
            return new Planned(with(change, before.get()), false);
        }
        requireCapability(change);
        CollectionInfo remote = find(choices().provider(), change.providerCollection(), change.kind())
                .orElseThrow(() -> PasserelleException.invalid(at + ".providerCollection", "is not a collection of the account"));
        if (change.direction().writesProvider() && remote.access() == Access.READ) {
            throw PasserelleException.of(ErrorCode.COLLECTION_READ_ONLY, at + ".providerCollection accepts no writes");
        }
        Optional<CollectionId> hostId = change.hostCollection().or(() -> before.map(SyncPair::hostCollection));
        if (hostId.isEmpty()) {
            return new Planned(pair(PairId.random(), change, change.providerCollection(), remote.name(), remote.name()), true);
        }
        CollectionInfo host = find(choices().host(), hostId.get(), change.kind())
                .orElseThrow(() -> PasserelleException.invalid(at + ".hostCollection", "is not a collection of the user"));
        if (change.direction().writesHost() && host.access() == Access.READ) {
            throw PasserelleException.of(ErrorCode.COLLECTION_READ_ONLY, at + ".hostCollection accepts no writes");
        }
        return new Planned(
                pair(before.map(SyncPair::id).orElseGet(PairId::random), change, host.id(), host.name(), remote.name()), false);
    }

    private void requireCapability(PairChange change) {
        require(RemoteCollections.reading(change.kind()));
        if (change.direction().writesProvider()) {
            require(RemoteCollections.writing(change.kind()));
        }
    }

    private void require(Capability capability) {
        if (!integration.capabilities().contains(capability)) {
            throw PasserelleException.of(ErrorCode.SCOPE_MISSING, capability.name());
        }
    }

    private CollectionChoices choices() {
        if (asked == null) {
            asked = choices.get();
        }
        return asked;
    }

    private static Optional<CollectionInfo> find(List<CollectionInfo> collections, CollectionId id, CollectionKind kind) {
        return collections.stream()
                .filter(collection -> collection.id().equals(id) && collection.kind() == kind)
                .findFirst();
    }

    private SyncPair with(PairChange change, SyncPair before) {
        return pair(before.id(), change, before.hostCollection(), before.hostName(), before.providerName());
    }

    private SyncPair pair(PairId id, PairChange change, CollectionId host, String hostName, String providerName) {
        IntegrationId owner = integration.id();
        PairRules rules = change.rules()
                .or(() -> change.id().map(known::get).map(SyncPair::rules))
                .orElse(PairRules.DEFAULT);
        boolean confirmed = isConfirmed(id, change, rules);
        return new SyncPair(
                id,
                owner,
                change.kind(),
                host,
                hostName,
                change.providerCollection(),
                providerName,
                change.direction(),
                change.conflictPolicy(),
                change.window(),
                rules,
                confirmed,
                change.enabled());
    }

    /** What a new or otherwise synced pair leads to has been seen by nobody; names and switches change nothing about it. */
    private boolean isConfirmed(PairId id, PairChange change, PairRules rules) {
        SyncPair before = known.get(id);
        return before != null
                && before.confirmed()
                && leadsTo(before, change.direction(), change.window(), rules);
    }

    private static boolean leadsTo(SyncPair pair, Direction direction, Optional<SyncWindow> window, PairRules rules) {
        return pair.direction() == direction && pair.window().equals(window) && pair.rules().equals(rules);
    }

    /** Known pairs whose preview shows what other settings led to. */
    List<PairId> outdated(List<SyncPair> stored) {
        return stored.stream()
                .filter(pair -> known.containsKey(pair.id()))
                .filter(pair -> !leadsTo(known.get(pair.id()), pair.direction(), pair.window(), pair.rules()))
                .map(SyncPair::id)
                .toList();
    }

    /** The same pair with the collection that was created for it. */
    static SyncPair with(SyncPair pair, CollectionInfo created) {
        return new SyncPair(
                pair.id(),
                pair.integration(),
                pair.kind(),
                created.id(),
                created.name(),
                pair.providerCollection(),
                pair.providerName(),
                pair.direction(),
                pair.conflictPolicy(),
                pair.window(),
                pair.rules(),
                pair.confirmed(),
                pair.enabled());
    }
}
