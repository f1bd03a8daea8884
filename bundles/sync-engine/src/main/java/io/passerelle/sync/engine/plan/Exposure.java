// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import java.util.Optional;

/**
 * How much of one item is shown to the other side, before and now. When that changes, it is the copy that follows: what is
 * hidden from now on is taken off it, what is shown from now on is written to it.
 *
 * @param before what was shown when both sides were last in sync
 * @param now what is shown
 * @param copy the side whose item sync created and whose original was read in this run; empty otherwise
 */
record Exposure(Privacy before, Privacy now, Optional<Side> copy) {

    static Exposure of(Masking masking, Optional<Mapping> mapping, Header host, Header provider) {
        byte[] hostBase = mapping.map(known -> Mappings.digests(known, Side.HOST)).orElse(Digests.NONE);
        byte[] providerBase = mapping.map(known -> Mappings.digests(known, Side.PROVIDER)).orElse(Digests.NONE);
        Privacy before = masking.levelBefore(hostBase).stricter(masking.levelBefore(providerBase));
        Optional<Side> copy = mapping.flatMap(Mapping::createdByUs);
        Optional<Side> read =
                copy.filter(side -> (side == Side.HOST ? provider : host) != null);
        Privacy now = read.isPresent()
                ? masking.level(read.get() == Side.HOST ? provider : host, Digests.NONE)
                : masking.level(host, hostBase).stricter(masking.level(provider, providerBase));
        return new Exposure(mapping.isPresent() ? before : now, now, read);
    }

    /** Whether nothing is to be hidden or shown that was not before. */
    boolean isSteady() {
        return before == now || copy.isEmpty();
    }

    /** Whether a path flows. */
    boolean shows(long path) {
        return Masking.shows(now, path);
    }

    /** The side on which a path is to be written because it is hidden, or shown, from now on. */
    Optional<Side> rewritten(long path, boolean same) {
        boolean wasShown = Masking.shows(before, path);
        boolean hiddenNow = wasShown && !shows(path);
        boolean shownNow = !wasShown && shows(path) && !same;
        return hiddenNow || shownNow ? copy : Optional.empty();
    }
}
