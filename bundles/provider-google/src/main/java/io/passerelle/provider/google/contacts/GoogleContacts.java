// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.provider.google.GoogleCalls;
import io.passerelle.provider.google.GoogleFiles;
import java.util.Optional;

/** The contacts part of one integration. */
public final class GoogleContacts {
    /** No calendar has this id: those are addresses. */
    private static final CollectionId ID = CollectionId.of("contacts");

    private final GoogleCalls calls;
    private final GoogleFiles files;
    private final ContactMemory memory;
    private final CollectionInfo info;

    /**
     * Sends nothing yet.
     *
     * @param memory what was written to this account lately
     * @param mayWrite whether writing was granted
     */
    public GoogleContacts(GoogleCalls calls, GoogleFiles files, ContactMemory memory, boolean mayWrite) {
        this.calls = calls;
        this.files = files;
        this.memory = memory;
        this.info = new CollectionInfo(
                ID,
                CollectionKind.ADDRESS_BOOK,
                "Google Contacts",
                mayWrite ? Access.READ_WRITE : Access.READ,
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** The one address book of an account. */
    public CollectionInfo info() {
        return info;
    }

    /** Whether an id is the address book's. */
    public boolean is(CollectionId id) {
        return id.equals(ID);
    }

    /** Opens the address book; a grant that has gone shows at the first call. */
    public ItemCollection open() {
        return new ContactCollection(calls, files, info, memory);
    }
}
