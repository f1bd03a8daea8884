// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.google.GoogleCalls;
import io.passerelle.provider.google.GoogleFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The contacts of a Google account: one address book. Calls are sent one after the other, as Google asks of changes. */
final class ContactCollection implements ItemCollection {
    private final GoogleCalls calls;
    private final GoogleFiles files;
    private final CollectionInfo info;
    private final ContactMemory memory;
    private final ContactGroups groups;
    private final ContactReader reader;
    private final ContactPhotos photos;
    private final ContactIndex index;

    ContactCollection(GoogleCalls calls, GoogleFiles files, CollectionInfo info, ContactMemory memory) {
        this.calls = calls;
        this.files = files;
        this.info = info;
        this.memory = memory;
        this.groups = new ContactGroups(calls);
        this.photos = new ContactPhotos(calls, files);
        this.reader = new ContactReader(calls, groups, photos, memory);
        this.index = new ContactIndex(calls);
    }

    @Override
    public CollectionInfo info() {
        return info;
    }

    @Override
    public Set<String> carriedFields() {
        return PersonTranslator.CARRIED;
    }

    @Override
    public ChangeFeed changesSince(Cursor cursor) {
        return new ContactFeed(calls, groups, reader, memory, index, cursor);
    }

    @Override
    public List<Fetched> fetch(Collection<ItemRef> refs) {
        return reader.fetch(Set.copyOf(refs));
    }

    @Override
    public Map<String, ItemRef> created(Collection<String> keys) {
        return new ContactCreates(calls, reader, groups, photos, memory, index).created(keys);
    }

    @Override
    public List<WriteResult> write(List<Write> writes) {
        if (info.access() != Access.READ_WRITE) {
            throw PasserelleException.of(ErrorCode.COLLECTION_READ_ONLY, "contacts are only read");
        }
        Map<Write, WriteResult> results = new IdentityHashMap<>();
        results.putAll(new ContactCreates(calls, reader, groups, photos, memory, index).write(of(writes, Write.Create.class)));
        results.putAll(new ContactUpdates(calls, reader, groups, photos, memory).write(of(writes, Write.Update.class)));
        results.putAll(new ContactDeletes(calls, reader, photos, memory, index).write(of(writes, Write.Delete.class)));
        return writes.stream().map(results::get).toList();
    }

    private static <T extends Write> List<T> of(List<Write> writes, Class<T> kind) {
        List<T> some = new ArrayList<>();
        writes.stream().filter(kind::isInstance).map(kind::cast).forEach(some::add);
        return some;
    }

    @Override
    public int maxBatch() {
        return People.WRITTEN_AT_ONCE;
    }

    @Override
    public Traffic traffic() {
        return calls.traffic().plus(files.traffic());
    }

    @Override
    public void close() {
        // Nothing is held: connections belong to the JDK, tokens to the caller.
    }
}
