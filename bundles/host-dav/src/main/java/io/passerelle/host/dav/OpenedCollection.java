// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import io.passerelle.dav.DavClient;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A collection whose connections are closed with it. */
record OpenedCollection(DavClient client, ItemCollection collection) implements ItemCollection {
    @Override
    public CollectionInfo info() {
        return collection.info();
    }

    @Override
    public Set<String> carriedFields() {
        return collection.carriedFields();
    }

    @Override
    public ChangeFeed changesSince(Cursor cursor) {
        return collection.changesSince(cursor);
    }

    @Override
    public List<Fetched> fetch(Collection<ItemRef> refs) {
        return collection.fetch(refs);
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
        return collection.write(writes);
    }

    @Override
    public Map<String, ItemRef> created(Collection<String> keys) {
        return collection.created(keys);
    }

    @Override
    public int maxBatch() {
        return collection.maxBatch();
    }

    @Override
    public Traffic traffic() {
        return collection.traffic();
    }

    @Override
    public void close() {
        try {
            collection.close();
        } finally {
            client.close();
        }
    }
}
