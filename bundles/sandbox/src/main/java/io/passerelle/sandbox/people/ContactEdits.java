// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.state.AddressBook;
import io.passerelle.sandbox.state.RandomIds;
import io.passerelle.sandbox.state.StoredGroup;
import io.passerelle.sandbox.state.StoredPerson;
import io.passerelle.sandbox.state.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person does in Google Contacts, and a look behind the scenes for tests. Contacts are named by their id, as in
 * {@code people/c123} without the first part; groups by their name. Takes the world's lock.
 */
public final class ContactEdits {
    private final World world;
    private final PersonStore store;
    private final PersonFields fields;
    private final PersonView view;
    private final RandomIds random;
    private final Groups groups;

    ContactEdits(World world, PersonStore store, PersonFields fields, PersonView view, RandomIds random) {
        this.world = world;
        this.store = store;
        this.fields = fields;
        this.view = view;
        this.random = random;
        this.groups = new Groups(world, store, random);
    }

    /** Adds a contact; returns it as Google shows it. */
    public ObjectNode insert(String account, ObjectNode person) {
        return world.locked(() -> {
            AddressBook book = book(account);
            return view.person(store.create(book, fields.created(person, book)), PersonMask.all());
        });
    }

    /** Replaces the fields that are given; {@code null} clears one. */
    public ObjectNode patch(String account, String id, ObjectNode person) {
        return world.locked(() -> {
            AddressBook book = book(account);
            StoredPerson before = person(book, id);
            Set<String> changed = new LinkedHashSet<>();
            person.fieldNames().forEachRemaining(changed::add);
            ObjectNode after = fields.changed(before.tree(), person, new PersonMask(changed), book);
            return view.person(store.change(book, before, after), PersonMask.all());
        });
    }

    public void delete(String account, String id) {
        world.locked(() -> {
            store.delete(book(account), person(book(account), id));
            return null;
        });
    }

    /** A contact as Google shows it. */
    public ObjectNode get(String account, String id) {
        return world.locked(() -> view.person(person(book(account), id), PersonMask.all()));
    }

    /** All contacts as they are, listed already or not. */
    public List<ObjectNode> all(String account) {
        return world.locked(() -> book(account).live().stream().map(p -> view.person(p, PersonMask.all())).toList());
    }

    /** Sets a photo, exactly this file; {@code null} takes it away. */
    public void photo(String account, String id, byte[] file) {
        world.locked(() -> {
            AddressBook book = book(account);
            StoredPerson before = person(book, id);
            if (file == null) {
                Optional.ofNullable(before.photo()).ifPresent(book.photos()::remove);
                return store.photo(book, before, null);
            }
            return Photos.put(store, book, before, file, random.hex(12));
        });
    }

    /** The file of a contact's photo. */
    public Optional<byte[]> photo(String account, String id) {
        return world.locked(() -> Optional.ofNullable(person(book(account), id).photo()).flatMap(book(account)::photo));
    }

    /** Adds a group with these members; one of the name is given its new members. Returns its resource name. */
    public String group(String account, String name, String... members) {
        return world.locked(() -> {
            AddressBook book = book(account);
            StoredGroup group = named(book, name).orElseGet(() -> groups.put(book, Long.toHexString(random.number()), name, null, false));
            for (String member : members) {
                groups.join(book, person(book, member), group);
            }
            return group.resourceName();
        });
    }

    public void renameGroup(String account, String name, String otherName) {
        world.locked(() -> {
            StoredGroup group = named(book(account), name).orElseThrow(() -> new IllegalArgumentException("No group " + name));
            return groups.put(book(account), group.id(), otherName, group.clientData(), false);
        });
    }

    /** Deletes a group, its members stay. */
    public void deleteGroup(String account, String name) {
        world.locked(() -> {
            groups.remove(book(account), named(book(account), name).orElseThrow(() -> new IllegalArgumentException("No group " + name)), false);
            return null;
        });
    }

    /** Names of the account's own groups, sorted. */
    public List<String> groupNames(String account) {
        return world.locked(() -> book(account).groups().stream().filter(g -> !g.system() && !g.deleted()).map(StoredGroup::name).sorted().toList());
    }

    /** Names of the account's own groups that a contact belongs to, sorted. */
    public List<String> groupsOf(String account, String id) {
        return world.locked(() -> {
            JsonNode tree = person(book(account), id).tree();
            return book(account).groups().stream().filter(g -> !g.system() && PersonFields.groups((ObjectNode) tree).contains(g.resourceName()))
                    .map(StoredGroup::name).sorted().toList();
        });
    }

    /** All sync tokens of the account's contacts answer 400 from now on. */
    public void expireSyncTokens(String account) {
        world.locked(() -> {
            book(account).epoch(book(account).epoch() + 1);
            return null;
        });
    }

    /** While another application changes the account's contacts, every change is refused as concurrent. */
    public void busy(String account, boolean underWay) {
        world.locked(() -> {
            book(account).busy(underWay);
            return null;
        });
    }

    private AddressBook book(String account) {
        if (world.account(account).isEmpty()) {
            throw new IllegalArgumentException("No account " + account);
        }
        return world.contacts(account);
    }

    private static StoredPerson person(AddressBook book, String id) {
        return book.person(id.replace("people/", "")).orElseThrow(() -> new IllegalArgumentException("No contact " + id));
    }

    private static Optional<StoredGroup> named(AddressBook book, String name) {
        return book.groups().stream().filter(g -> !g.system() && !g.deleted() && g.name().equals(name)).findFirst();
    }
}
