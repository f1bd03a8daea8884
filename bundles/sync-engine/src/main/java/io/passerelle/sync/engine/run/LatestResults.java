// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.store.spi.HistoryStore.SealedItemResult;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the latest runs recorded last of chosen items. */
final class LatestResults {
    private static final int MOST_RUNS = 100;
    private static final int MOST_RUNS_LOOKED_INTO = 20;
    private static final int MOST_RESULTS = 1000;

    private final Ports ports;
    private final RunScope scope;
    private final Map<Side, Map<ItemRef, Optional<ErrorCode>>> latest = new EnumMap<>(Side.class);
    private int open;

    /** Looks for items by their address on either side. */
    LatestResults(Ports ports, RunScope scope, Map<Side, Set<ItemRef>> wanted) {
        this.ports = ports;
        this.scope = scope;
        for (Side side : Side.values()) {
            Map<ItemRef, Optional<ErrorCode>> none = new HashMap<>();
            wanted.get(side).forEach(ref -> none.put(ref, null));
            latest.put(side, none);
            open += none.size();
        }
        look();
    }

    /** Why the last thing done about an item was not done, or was done in a special way. */
    Optional<ErrorCode> reason(Side side, ItemRef ref) {
        Optional<ErrorCode> known = latest.get(side).get(ref);
        return known == null ? Optional.empty() : known;
    }

    private void look() {
        int looked = 0;
        for (SyncHistory run :
                ports.history().runs(scope.organisation(), scope.integration(), Optional.empty(), MOST_RUNS)) {
            if (open == 0 || looked == MOST_RUNS_LOOKED_INTO) {
                return;
            }
            if (run.pair().equals(scope.id()) && wasBusy(run)) {
                looked++;
                List<SealedItemResult> results =
                        ports.history().items(scope.organisation(), run.run(), 0, MOST_RESULTS);
                results.forEach(result -> opened(result).ifPresent(this::note));
            }
        }
    }

    private static boolean wasBusy(SyncHistory run) {
        return run.counts().writes() + run.counts().failed() + run.counts().conflicts() + run.counts().held() > 0;
    }

    private Optional<SyncItemResult> opened(SealedItemResult result) {
        try {
            byte[] plain = ports.cipher().open(scope.seal(), SyncItemResult.SEALED_AS, result.sealed());
            return Optional.of(SyncItemResult.decode(plain));
        } catch (PasserelleException | IllegalArgumentException lost) {
            return Optional.empty();
        }
    }

    private void note(SyncItemResult result) {
        result.hostRef().ifPresent(ref -> note(Side.HOST, ref, result.reason()));
        result.providerRef().ifPresent(ref -> note(Side.PROVIDER, ref, result.reason()));
    }

    private void note(Side side, ItemRef ref, Optional<ErrorCode> reason) {
        Map<ItemRef, Optional<ErrorCode>> here = latest.get(side);
        if (here.containsKey(ref) && here.get(ref) == null) {
            here.put(ref, reason);
            open--;
        }
    }
}
