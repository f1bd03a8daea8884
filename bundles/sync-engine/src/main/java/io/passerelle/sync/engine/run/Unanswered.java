// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.sync.engine.plan.Digests;
import io.passerelle.sync.engine.plan.Header;
import java.util.ArrayList;
import java.util.List;

/**
 * Items of which it is not known whether an earlier run, cut off, created their copy: the creation failed that would have
 * told. Where a service gives items UIDs of its own, such a copy looks like a new item of somebody's.
 */
final class Unanswered {
    private final List<byte[]> sources = new ArrayList<>();

    void add(Header source) {
        sources.add(source.digests());
    }

    /** Whether an item may be the copy of one of them, edited perhaps: half of the fields are the same. */
    boolean resembles(Header reported) {
        for (byte[] source : sources) {
            int fields = Math.min(Digests.size(source), Digests.size(reported.digests()));
            if (fields > 0 && Digests.shared(source, reported.digests()) * 2 >= fields) {
                return true;
            }
        }
        return false;
    }
}
