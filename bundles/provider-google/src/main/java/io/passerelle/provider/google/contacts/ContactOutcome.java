// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import java.util.Map;
import java.util.Optional;

/** What a write came to: remembered, and told with the contact as Google now holds it. */
final class ContactOutcome {
    private final ContactReader reader;
    private final ContactPhotos photos;
    private final ContactMemory memory;

    ContactOutcome(ContactReader reader, ContactPhotos photos, ContactMemory memory) {
        this.reader = reader;
        this.photos = photos;
        this.memory = memory;
    }

    WriteResult done(Map<String, Object> person) {
        ItemRef ref = People.ref(person);
        Contact stored = photos.with(reader.contact(person), person);
        Revision revision = ContactReader.revision(person, stored);
        memory.written(ref, revision, People.updated(person));
        return new WriteResult.Done(ref, revision, Optional.of(stored));
    }

    WriteResult deleted(ItemRef ref) {
        memory.deleted(ref);
        return new WriteResult.Deleted(ref);
    }

    static WriteResult failed(PasserelleException failure) {
        return new WriteResult.Failed(failure.code(), failure.getMessage(), failure.retryAfter());
    }
}
