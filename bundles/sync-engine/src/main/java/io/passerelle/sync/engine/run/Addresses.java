// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Action;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Mappings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Where an item is, as far as it is known. */
final class Addresses {
    static final Addresses UNKNOWN = new Addresses(Map.of());

    private final Map<Side, ItemRef> refs;

    private Addresses(Map<Side, ItemRef> refs) {
        this.refs = refs;
    }

    static Addresses at(Side side, ItemRef ref) {
        return new Addresses(Map.of(side, ref));
    }

    static Addresses of(Mapping mapping) {
        return new Addresses(Map.of(Side.HOST, mapping.hostRef(), Side.PROVIDER, mapping.providerRef()));
    }

    static Addresses of(SyncItemResult result) {
        Map<Side, ItemRef> refs = new EnumMap<>(Side.class);
        result.hostRef().ifPresent(ref -> refs.put(Side.HOST, ref));
        result.providerRef().ifPresent(ref -> refs.put(Side.PROVIDER, ref));
        return new Addresses(refs);
    }

    static Addresses of(Action action) {
        Map<Side, ItemRef> refs = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            mapping(action).ifPresent(known -> refs.put(side, Mappings.ref(known, side)));
            Header header = header(action, side);
            if (header != null) {
                refs.put(side, header.ref());
            }
        }
        return new Addresses(refs);
    }

    /** Of a job, with what its writes told. */
    static Addresses of(Job job) {
        Map<Side, ItemRef> refs = new EnumMap<>(Side.class);
        refs.putAll(of(job.task().action()).refs);
        job.results().forEach((side, result) -> {
            if (result instanceof WriteResult.Done done) {
                refs.put(side, done.ref());
            }
        });
        return new Addresses(refs);
    }

    Optional<ItemRef> on(Side side) {
        return Optional.ofNullable(refs.get(side));
    }

    boolean isUnknown() {
        return refs.isEmpty();
    }

    private static Optional<Mapping> mapping(Action action) {
        if (action instanceof Action.Merge merge) {
            return merge.mapping();
        }
        if (action instanceof Action.Create create) {
            return create.previous();
        }
        return action instanceof Action.Delete delete ? Optional.of(delete.mapping()) : Optional.empty();
    }

    private static Header header(Action action, Side side) {
        if (action instanceof Action.Merge merge) {
            return merge.header(side);
        }
        if (action instanceof Action.Create create) {
            return create.target() == side ? null : create.source();
        }
        if (action instanceof Action.Duplicate duplicate) {
            return duplicate.header(side);
        }
        if (action instanceof Action.Clash clash) {
            return clash.side() == side ? clash.header() : null;
        }
        return action instanceof Action.Delete delete && delete.target() == side ? delete.seen() : null;
    }

    @Override
    public String toString() {
        return "Addresses" + refs;
    }
}
