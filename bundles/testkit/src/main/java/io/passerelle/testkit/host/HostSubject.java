// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.host;

import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionKind;
import java.util.Set;

/** A host with two users, as {@link HostContract} wants it. */
public interface HostSubject {

    /** Their calendars and address books. */
    HostCollections collections();

    /** A user. */
    UserId user();

    /** Another user of the same organisation. */
    UserId stranger();

    /** The kinds of collections that the host has. */
    Set<CollectionKind> kinds();
}
