// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.provider.google.GoogleCalls;
import io.passerelle.provider.google.GoogleJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads persons by address, and makes of persons what the engine is told. */
final class ContactReader {
    private final GoogleCalls calls;
    private final ContactGroups groups;
    private final ContactPhotos photos;
    private final ContactMemory memory;

    ContactReader(GoogleCalls calls, ContactGroups groups, ContactPhotos photos, ContactMemory memory) {
        this.calls = calls;
        this.groups = groups;
        this.photos = photos;
        this.memory = memory;
    }

    /** Persons by address; those that are not there are absent. */
    Map<ItemRef, Map<String, Object>> persons(Collection<ItemRef> refs, String fields) {
        List<ItemRef> all = List.copyOf(refs);
        Map<ItemRef, Map<String, Object>> found = new LinkedHashMap<>();
        for (int from = 0; from < all.size(); from += People.READ_AT_ONCE) {
            List<ItemRef> some = all.subList(from, Math.min(all.size(), from + People.READ_AT_ONCE));
            Map<String, Object> body = PeopleErrors.orThrow(calls.one(People.read(some, fields)));
            List<Map<String, Object>> responses = GoogleJson.objects(body, "responses");
            if (responses.size() < some.size()) {
                throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "fewer answers than questions");
            }
            responses.forEach(response -> person(response).ifPresent(person -> found.put(asked(response), person)));
        }
        return found;
    }

    private static ItemRef asked(Map<String, Object> response) {
        return ItemRef.of(GoogleJson.text(response, "requestedResourceName").orElseThrow(() -> PasserelleException.of(
                ErrorCode.PROVIDER_ANSWER_UNREADABLE, "an answer without its question")));
    }

    /** Empty when Google says that it is not there; any other failure ends the reading. */
    private static Optional<Map<String, Object>> person(Map<String, Object> response) {
        Map<String, Object> person = GoogleJson.object(response, "person");
        if (!person.isEmpty()) {
            return Optional.of(person).filter(one -> People.source(one).isPresent());
        }
        boolean gone = GoogleJson.number(GoogleJson.object(response, "status"), "code").filter(Integer.valueOf(5)::equals).isPresent()
                || GoogleJson.number(response, "httpStatusCode").filter(Integer.valueOf(404)::equals).isPresent();
        if (!gone) {
            throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "neither a person nor the reason why not");
        }
        return Optional.empty();
    }

    List<Fetched> fetch(Collection<ItemRef> refs) {
        Map<ItemRef, Map<String, Object>> found = persons(refs, People.FIELDS);
        List<Fetched> fetched = new ArrayList<>();
        for (ItemRef ref : refs) {
            Map<String, Object> person = found.get(ref);
            fetched.add(person == null ? new Fetched.Gone(ref) : fetched(ref, person));
        }
        return fetched;
    }

    private Fetched fetched(ItemRef ref, Map<String, Object> person) {
        if (isOlder(ref, person)) {
            return new Fetched.Unreadable(ref, ErrorCode.PROVIDER_ERROR, "older than what was written last");
        }
        try {
            Contact contact = photos.with(contact(person), person);
            return new Fetched.Found(ref, revision(person, contact), contact, People.modifiedAt(person));
        } catch (PasserelleException malformed) {
            return new Fetched.Unreadable(ref, unreadable(malformed), malformed.getMessage());
        }
    }

    /** Only what concerns this one item is its own affair. */
    private static ErrorCode unreadable(PasserelleException failure) {
        if (failure.code() != ErrorCode.ITEM_MALFORMED) {
            throw failure;
        }
        return failure.code();
    }

    /**
     * What a listing says of a person. A person with a photo comes without body: the photo is worth a request only when the
     * engine does not know this version.
     */
    Optional<Change> change(Map<String, Object> person) {
        ItemRef ref = People.ref(person);
        if (People.isDeleted(person)) {
            return Optional.of(new Change.Tombstone(ref));
        }
        if (People.source(person).isEmpty()) {
            return Optional.empty();
        }
        Optional<ContactMemory.Written> own = memory.of(ref);
        if (own.isPresent() && own.get().revision().isEmpty()) {
            return Optional.empty();
        }
        if (isOlder(ref, person)) {
            return Optional.of(new Change.Upsert(ref, own.orElseThrow().revision().orElseThrow(), Optional.empty()));
        }
        try {
            Contact contact = contact(person);
            return Optional.of(new Change.Upsert(
                    ref,
                    revision(person, contact),
                    ContactPhotos.has(person) ? Optional.empty() : Optional.of(contact),
                    People.modifiedAt(person)));
        } catch (PasserelleException malformed) {
            return Optional.of(new Change.Unreadable(ref, unreadable(malformed), malformed.getMessage()));
        }
    }

    /** Whether this is a state from before our latest write. */
    private boolean isOlder(ItemRef ref, Map<String, Object> person) {
        return memory.of(ref)
                .filter(own -> own.revision().isPresent()
                        && !ContactRevision.isOf(own.revision().get(), People.etag(person))
                        && !People.updated(person).isAfter(own.updated()))
                .isPresent();
    }

    Contact contact(Map<String, Object> person) {
        return PersonTranslator.contact(person, groups.names());
    }

    static Revision revision(Map<String, Object> person, Contact contact) {
        return ContactRevision.of(People.etag(person), contact.categories());
    }
}
