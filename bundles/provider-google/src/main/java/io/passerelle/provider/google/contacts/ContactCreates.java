// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.provider.google.GoogleAnswer;
import io.passerelle.provider.google.GoogleCall;
import io.passerelle.provider.google.GoogleCalls;
import io.passerelle.provider.google.GoogleJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates contacts, each once. A creation is never repeated blindly: every contact of ours bears its key, and one whose answer
 * was lost is looked for. While listings may not know of it yet, it is left for later.
 */
final class ContactCreates {
    private final GoogleCalls calls;
    private final ContactReader reader;
    private final ContactGroups groups;
    private final ContactPhotos photos;
    private final ContactMemory memory;
    private final ContactIndex index;
    private final ContactOutcome outcome;

    ContactCreates(GoogleCalls calls, ContactReader reader, ContactGroups groups, ContactPhotos photos, ContactMemory memory, ContactIndex index) {
        this.calls = calls;
        this.reader = reader;
        this.groups = groups;
        this.photos = photos;
        this.memory = memory;
        this.index = index;
        this.outcome = new ContactOutcome(reader, photos, memory);
    }

    Map<Write, WriteResult> write(List<Write.Create> creates) {
        Map<Write, WriteResult> results = new LinkedHashMap<>();
        if (creates.stream().anyMatch(create -> memory.doubtFor(create.key()).isPresent())) {
            index.read();
        }
        present(creates, results);
        Map<Write.Create, Map<String, Object>> bodies = new LinkedHashMap<>();
        for (Write.Create create : creates) {
            if (!results.containsKey(create)) {
                prepare(create, bodies, results);
            }
        }
        List<Write.Create> due = List.copyOf(bodies.keySet());
        for (int from = 0; from < due.size(); from += People.WRITTEN_AT_ONCE) {
            send(due.subList(from, Math.min(due.size(), from + People.WRITTEN_AT_ONCE)), bodies, results);
        }
        return results;
    }

    /** Addresses by key, of contacts that are there. */
    Map<String, ItemRef> created(Collection<String> keys) {
        Map<String, ItemRef> candidates = new LinkedHashMap<>();
        keys.forEach(key -> memory.created(key)
                .or(() -> index.created(key))
                .ifPresent(ref -> candidates.put(key, ref)));
        if (!candidates.isEmpty()) {
            candidates.values().retainAll(reader.persons(Set.copyOf(candidates.values()), People.FIELDS).keySet());
        }
        return candidates;
    }

    /** Those that an earlier attempt created. */
    private void present(List<Write.Create> creates, Map<Write, WriteResult> results) {
        Map<Write.Create, ItemRef> candidates = new LinkedHashMap<>();
        creates.forEach(create -> memory.created(create.key())
                .or(() -> index.created(create.key()))
                .ifPresent(ref -> candidates.put(create, ref)));
        if (candidates.isEmpty()) {
            return;
        }
        Map<ItemRef, Map<String, Object>> found = reader.persons(candidates.values(), People.FIELDS);
        candidates.forEach((create, ref) -> {
            if (found.containsKey(ref)) {
                memory.created(create.key(), ref);
                results.put(create, outcome.done(found.get(ref)));
            } else {
                index.remove(ref);
            }
        });
    }

    private void prepare(Write.Create create, Map<Write.Create, Map<String, Object>> bodies, Map<Write, WriteResult> results) {
        try {
            if (!(create.item() instanceof Contact contact)) {
                throw PasserelleException.of(ErrorCode.ITEM_REJECTED, "not a contact");
            }
            Optional<ItemRef> known = index.known(contact.uid().value());
            Optional<Duration> doubt = memory.doubtFor(create.key());
            if (known.isPresent()) {
                results.put(create, new WriteResult.Exists(known.get()));
            } else if (doubt.isPresent()) {
                results.put(create, unknown(doubt.get()));
            } else {
                bodies.put(create, body(create, contact));
            }
        } catch (PasserelleException failure) {
            results.put(create, ContactOutcome.failed(failure));
        }
    }

    private Map<String, Object> body(Write.Create create, Contact contact) {
        Map<String, Object> person = new LinkedHashMap<>(PersonTranslator.person(contact));
        person.values().removeIf(value -> value instanceof List<?> list && list.isEmpty());
        person.put("memberships", groups.memberships(Map.of(), contact.categories()));
        person.put(
                "clientData",
                List.of(mark(People.KEY, create.key()), mark(People.UID, contact.uid().value())));
        return person;
    }

    private static Map<String, Object> mark(String key, String value) {
        return Map.of("key", key, "value", value);
    }

    private static WriteResult unknown(Duration wait) {
        return new WriteResult.Failed(
                ErrorCode.PROVIDER_UNREACHABLE, "whether it was created is not known yet", Optional.of(wait));
    }

    private void send(List<Write.Create> some, Map<Write.Create, Map<String, Object>> bodies, Map<Write, WriteResult> results) {
        GoogleCall call = some.size() == 1
                ? People.create(bodies.get(some.get(0)))
                : People.batchCreate(some.stream().map(bodies::get).toList());
        Optional<GoogleAnswer> answer = once(call);
        if (answer.isEmpty() || PeopleErrors.isUnknown(answer.get())) {
            lost(some, results);
        } else if (answer.get().isSuccess()) {
            created(some, people(answer.get(), some.size()), results);
        } else if (answer.get().status() == 400 && some.size() > 1) {
            // Nothing of it was carried out; one of them is to blame.
            some.forEach(one -> send(List.of(one), bodies, results));
        } else {
            PasserelleException refused = PeopleErrors.ofWrite(answer.get());
            some.forEach(one -> results.put(one, ContactOutcome.failed(refused)));
        }
    }

    private Optional<GoogleAnswer> once(GoogleCall call) {
        try {
            return Optional.of(calls.once(call));
        } catch (PasserelleException failure) {
            if (failure.code() != ErrorCode.PROVIDER_UNREACHABLE) {
                throw failure;
            }
            return Optional.empty();
        }
    }

    private static List<Map<String, Object>> people(GoogleAnswer answer, int asked) {
        if (asked == 1 && GoogleJson.text(answer.body(), "resourceName").isPresent()) {
            return List.of(answer.body());
        }
        List<Map<String, Object>> people = new ArrayList<>();
        GoogleJson.objects(answer.body(), "createdPeople").forEach(response -> people.add(GoogleJson.object(response, "person")));
        return people;
    }

    private void created(List<Write.Create> some, List<Map<String, Object>> people, Map<Write, WriteResult> results) {
        Map<String, Map<String, Object>> byKey = new LinkedHashMap<>();
        people.forEach(person -> People.marker(person, People.KEY).ifPresent(key -> byKey.put(key, person)));
        List<Write.Create> missing = new ArrayList<>();
        for (Write.Create create : some) {
            Map<String, Object> person = byKey.get(create.key());
            if (person == null) {
                missing.add(create);
            } else {
                results.put(create, created(create, person));
            }
        }
        if (!missing.isEmpty()) {
            lost(missing, results);
        }
    }

    private WriteResult created(Write.Create create, Map<String, Object> person) {
        memory.created(create.key(), People.ref(person));
        index.add(person);
        WriteResult done = outcome.done(person);
        Contact contact = (Contact) create.item();
        if (contact.photo().isEmpty()) {
            return done;
        }
        try {
            return outcome.done(photos.write(person, contact.photo()));
        } catch (PasserelleException failure) {
            // The contact is there; a later attempt finds it and adds the photo.
            return failure.code() == ErrorCode.ITEM_REJECTED ? done : ContactOutcome.failed(failure);
        }
    }

    /** No answer: perhaps they are there. */
    private void lost(List<Write.Create> some, Map<Write, WriteResult> results) {
        some.forEach(create -> memory.doubt(create.key()));
        index.read();
        present(some, results);
        some.stream().filter(create -> !results.containsKey(create)).forEach(create -> results.put(create, unknown(ContactMemory.LAG)));
    }
}
