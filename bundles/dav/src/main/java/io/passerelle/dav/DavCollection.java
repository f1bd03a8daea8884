// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import io.passerelle.model.collection.CollectionInfo;
import java.util.Objects;
import java.util.Set;

/**
 * A collection as the server lists it.
 *
 * @param info name, kind, access, colour; its id is the path (with origin, where it is not the account's own) and opens it
 *     with {@link DavClient#open}
 * @param components what a calendar says it holds ({@code VEVENT}, {@code VTODO}, RFC 4791 §5.2.3); empty where it does not say
 * @param subscribed whether it mirrors a calendar elsewhere, which the server fetches by itself
 */
public record DavCollection(CollectionInfo info, Set<String> components, boolean subscribed) {
    public DavCollection {
        Objects.requireNonNull(info);
        components = Set.copyOf(components);
    }

    /** Whether events or contacts can be in it: task lists and mirrors of other calendars' are left aside. */
    public boolean isUsable() {
        return components.isEmpty() || components.contains("VEVENT");
    }
}
