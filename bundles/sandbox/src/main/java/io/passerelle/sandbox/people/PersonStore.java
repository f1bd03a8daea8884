// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.state.AddressBook;
import io.passerelle.sandbox.state.Behaviour;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.StoredPerson;
import io.passerelle.sandbox.state.World;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Puts new states of contacts into an address book. Runs under the world's lock. */
final class PersonStore {
    private final World world;
    private final Behaviour behaviour;
    private final RandomIds random;

    PersonStore(World world, Behaviour behaviour, RandomIds random) {
        this.world = world;
        this.behaviour = behaviour;
        this.random = random;
    }

    StoredPerson create(AddressBook book, ObjectNode fields) {
        long id = random.number();
        return put(book, "c" + id, Long.toHexString(id), fields, null, false);
    }

    StoredPerson change(AddressBook book, StoredPerson before, ObjectNode fields) {
        return put(book, before.id(), before.source(), fields, before.photo(), false);
    }

    StoredPerson photo(AddressBook book, StoredPerson before, String photo) {
        return put(book, before.id(), before.source(), before.tree(), photo, false);
    }

    void delete(AddressBook book, StoredPerson before) {
        Optional.ofNullable(before.photo()).ifPresent(book.photos()::remove);
        put(book, before.id(), before.source(), Json.object(), null, true);
    }

    private StoredPerson put(AddressBook book, String id, String source, ObjectNode fields, String photo, boolean deleted) {
        Instant now = world.now().truncatedTo(ChronoUnit.MICROS);
        StoredPerson person = new StoredPerson(id, source, world.nextVersion(), now, now.plus(behaviour.contactLag()), deleted, photo,
                Json.bytes(fields));
        book.put(person, world.now());
        return person;
    }
}
