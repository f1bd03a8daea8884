// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.spi;

import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import java.util.List;

/**
 * The calendars and address books of the host's users. An OSGi service; called concurrently. It acts for a user without
 * their session, since synchronisation goes on while they are signed out.
 */
public interface HostCollections {

    /** A user's own collections of a kind. */
    List<CollectionInfo> collections(UserId user, CollectionKind kind);

    /**
     * Opens a collection of a user.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code COLLECTION_GONE} when this user has no such collection
     */
    ItemCollection open(UserId user, CollectionId id);

    /**
     * Creates a collection; when the user has one of the same name and kind that was created for the same provider
     * collection, that one is returned.
     *
     * @param user whose
     * @param kind what it is to hold
     * @param name display name
     */
    CollectionInfo create(UserId user, CollectionKind kind, String name);
}
