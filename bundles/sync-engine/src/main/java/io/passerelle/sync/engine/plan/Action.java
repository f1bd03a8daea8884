// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import java.util.Optional;

/** One thing to be done about one item. */
public sealed interface Action {

    /**
     * Both sides have the item: fields are written where they differ, and the mapping is brought up to date. Without any
     * field to be written it is an echo, or a link of two items that are the same.
     *
     * @param mapping what was known; empty for two items that meet for the first time
     * @param host what the host reported; null for nothing new
     * @param provider what the provider reported; null for nothing new
     * @param toHost what changes on the host
     * @param toProvider what changes at the provider
     * @param conflicts paths that both sides changed differently; those that nobody writes wait for a person
     * @param privacy how much of the item is shown to the other side
     */
    record Merge(
            Optional<Mapping> mapping,
            Header host,
            Header provider,
            Patch toHost,
            Patch toProvider,
            long[] conflicts,
            Privacy privacy)
            implements Action {
        /** What a side reported; null for nothing new. */
        public Header header(Side side) {
            return side == Side.HOST ? host : provider;
        }

        /** What changes on a side. */
        public Patch patch(Side side) {
            return side == Side.HOST ? toHost : toProvider;
        }
    }

    /**
     * The item is created on a side.
     *
     * @param target where
     * @param source the item on the other side
     * @param previous the mapping of an item that was deleted on {@code target} while it was edited on the other side
     */
    record Create(Side target, Header source, Optional<Mapping> previous) implements Action {}

    /**
     * The item was deleted on one side and unchanged on the other, where it is deleted now.
     *
     * @param target where
     * @param mapping the item
     * @param seen the item at {@code target}; null when it was not read in this run
     */
    record Delete(Side target, Mapping mapping, Header seen) implements Action {}

    /** The item is gone on both sides, or no longer ours to follow: the mapping ends. */
    record Forget(Mapping mapping) implements Action {}

    /** The copy was deleted on a side whose deletions are not passed on: remembered, so that it is not created again. */
    record Release(Mapping mapping, Side side) implements Action {}

    /** The copy vanished on a side, and a person decided that the other side stays as it is until somebody changes it. */
    record Ignore(Mapping mapping, Side side) implements Action {}

    /**
     * Two items that nobody knows to be the same, but that look like it: a person decides; until then neither is copied.
     *
     * @param host the item on the host
     * @param provider the item at the provider
     */
    record Duplicate(Header host, Header provider) implements Action {
        /** The item on a side. */
        public Header header(Side side) {
            return side == Side.HOST ? host : provider;
        }
    }

    /** A second item of the same identity on a side: reported, not synced. */
    record Clash(Side side, Header header) implements Action {}
}
