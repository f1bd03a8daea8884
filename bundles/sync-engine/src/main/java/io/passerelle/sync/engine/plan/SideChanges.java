// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.collection.ItemRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that one side reported in a run. */
public final class SideChanges {
    private final boolean full;
    private final Map<ItemRef, Header> byRef;

    /**
     * Collects.
     *
     * @param full whether everything there is was read, so that what was not seen is gone
     * @param headers one for each address
     */
    public SideChanges(boolean full, Collection<Header> headers) {
        this.full = full;
        this.byRef = new HashMap<>(headers.size() * 2);
        headers.forEach(header -> byRef.put(header.ref(), header));
    }

    /** Whether everything was read. */
    public boolean full() {
        return full;
    }

    /** Whether everything was read and nothing was there. */
    public boolean isEmptyListing() {
        return full && byRef.values().stream().allMatch(Header::isDeleted);
    }

    /** The same with deletions that were reported in an earlier run and are still not dealt with. */
    public SideChanges withDeleted(Collection<ItemRef> refs) {
        List<Header> all = new ArrayList<>(byRef.values());
        refs.stream().filter(ref -> !byRef.containsKey(ref)).map(Header::deleted).forEach(all::add);
        return new SideChanges(full, all);
    }

    /** The same with items that were read besides; what they say counts. */
    public SideChanges with(Collection<Header> more) {
        Map<ItemRef, Header> all = new LinkedHashMap<>(byRef);
        more.forEach(header -> all.put(header.ref(), header));
        return new SideChanges(full, all.values());
    }

    /** What was reported of an address; null for nothing. */
    public Header reported(ItemRef ref) {
        return byRef.get(ref);
    }

    /** Whether the side told that nothing is at an address any more. */
    public boolean isGone(ItemRef ref) {
        Header header = at(ref);
        return header != null && header.isDeleted();
    }

    /** All headers, in no order. */
    public Collection<Header> headers() {
        return byRef.values();
    }

    /** What is known of an address: null means unchanged; after a full pass, what was not seen is deleted. */
    Header at(ItemRef ref) {
        Header header = byRef.get(ref);
        return header == null && full ? Header.deleted(ref) : header;
    }
}
