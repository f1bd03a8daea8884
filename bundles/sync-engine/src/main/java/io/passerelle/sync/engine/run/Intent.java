// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Side;
import io.passerelle.sync.engine.plan.Digests;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What is about to be written for one item, noted ahead of it: addresses, fingerprints and keys, no readable content. A run that
 * finds it knows its predecessor's writes from a person's.
 */
sealed interface Intent {

    /**
     * A creation.
     *
     * @param target where
     * @param key the creation's key
     * @param identity of the item
     * @param source the original, on the other side
     * @param revision of the original
     * @param original digests of the original
     * @param written digests of what is created
     * @param previous host address of the mapping that the new one follows
     */
    record Creation(
            Side target,
            String key,
            byte[] identity,
            ItemRef source,
            Revision revision,
            byte[] original,
            byte[] written,
            Optional<ItemRef> previous)
            implements Intent {}

    /**
     * An update of one side or of both.
     *
     * @param host the item on the host
     * @param provider the item at the provider
     * @param link what is known of two items that no mapping joins yet
     * @param writes at most one for each side
     */
    record Update(ItemRef host, ItemRef provider, Optional<Link> link, List<Written> writes) implements Intent {
        ItemRef ref(Side side) {
            return side == Side.HOST ? host : provider;
        }
    }

    /** Two items that are being joined, but for the fields that are written: those are in sync once they were. */
    record Link(byte[] identity, Revision hostRevision, Revision providerRevision, byte[] hostDigests, byte[] providerDigests) {}

    /**
     * The fields that are written on a side.
     *
     * @param side where
     * @param paths fingerprints of their paths, sorted
     * @param target their values there once they are written
     * @param source their values on the other side
     */
    record Written(Side side, long[] paths, byte[] target, byte[] source) {
        static Written of(Side side, long[] paths, byte[] target, byte[] source) {
            return new Written(side, paths, only(target, paths), only(source, paths));
        }

        private static byte[] only(byte[] digests, long[] paths) {
            return Digests.overlay(Digests.NONE, digests, path -> Arrays.binarySearch(paths, path) >= 0);
        }
    }

    /**
     * A deletion.
     *
     * @param target where
     * @param mapping host address of the mapping
     * @param ref the item at {@code target}
     */
    record Deletion(Side target, ItemRef mapping, ItemRef ref) implements Intent {}
}
