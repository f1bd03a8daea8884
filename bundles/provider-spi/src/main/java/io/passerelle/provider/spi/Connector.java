// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.ItemCollection;
import java.util.List;

/** A provider at work for one integration. Used by one thread at a time; closed by the caller. */
public interface Connector extends AutoCloseable {

    /** The collections of the account that can be synced with what was granted. */
    List<CollectionInfo> collections();

    /**
     * Opens a collection.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code COLLECTION_GONE} when it is no longer there
     */
    ItemCollection open(CollectionId id);

    @Override
    void close();
}
