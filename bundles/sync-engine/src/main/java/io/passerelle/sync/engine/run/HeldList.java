// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.PairId;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.store.spi.HistoryStore.HeldDeletions;
import io.passerelle.store.spi.SealScope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The sealed list of held deletions of a pair. */
public final class HeldList {
    private final Ports ports;
    private final SealScope.OfIntegration seal;
    private final PairId pair;

    /** The list of one pair. */
    public HeldList(Ports ports, SealScope.OfIntegration seal, PairId pair) {
        this.ports = ports;
        this.seal = seal;
        this.pair = pair;
    }

    /** What is held; empty for nothing. */
    public List<Held> read() {
        return stored().map(held -> Held.decode(ports.cipher().open(seal, Held.SEALED_AS, held.sealed())))
                .orElse(List.of());
    }

    /** Since when. */
    public Optional<Instant> since() {
        return stored().map(HeldDeletions::heldAt);
    }

    /** Adds to what is held already; of two entries for one item the later one counts. */
    void add(List<Held> more, Recorder recorder) {
        Map<ItemRef, Held> all = new LinkedHashMap<>();
        read().forEach(held -> all.put(held.hostRef(), held));
        more.forEach(held -> all.put(held.hostRef(), held));
        write(List.copyOf(all.values()), recorder);
    }

    /** Ends the entries that no longer wait. */
    void keepOnly(Predicate<Held> waiting, Recorder recorder) {
        List<Held> before = read();
        List<Held> after = before.stream().filter(waiting).toList();
        if (after.isEmpty() && !before.isEmpty()) {
            clear();
        } else if (after.size() < before.size()) {
            write(after, recorder);
        }
    }

    void clear() {
        ports.history().unhold(organisation(), pair);
    }

    private void write(List<Held> list, Recorder recorder) {
        Instant heldAt = since().orElseGet(ports.clock()::instant);
        byte[] sealed = ports.cipher().seal(seal, Held.SEALED_AS, Held.encode(list));
        ports.history().hold(organisation(), new HeldDeletions(pair, recorder.run(), list.size(), heldAt, sealed));
    }

    private Optional<HeldDeletions> stored() {
        return ports.history().held(organisation(), pair);
    }

    private OrganisationId organisation() {
        return seal.organisation();
    }
}
