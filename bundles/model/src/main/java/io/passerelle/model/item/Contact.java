// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A person or organisation in an address book. A thin model so far: properties with one text each, keyed as in
 * {@link #ROOTS}; properties that occur several times are keyed by their own value.
 *
 * @param uid vCard UID
 * @param properties canonical texts by field
 */
public record Contact(ItemUid uid, SortedMap<FieldPath, String> properties) implements Item {
    /** Every root a contact can have; {@code emails}, {@code phones} and {@code categories} have elements. */
    public static final Set<String> ROOTS = Set.of(
            "displayName",
            "givenName",
            "familyName",
            "organization",
            "jobTitle",
            "birthday",
            "note",
            "emails",
            "phones",
            "categories");

    public Contact {
        Objects.requireNonNull(uid);
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        properties.keySet().forEach(path -> {
            if (!ROOTS.contains(path.root())) {
                throw new IllegalArgumentException("a contact has no field of this name");
            }
        });
    }

    @Override
    public String label() {
        return properties.getOrDefault(FieldPath.of("displayName"), "");
    }

    @Override
    public SortedMap<FieldPath, String> fields() {
        return properties;
    }

    @Override
    public Contact with(Item source, Set<FieldPath> paths) {
        if (!(source instanceof Contact contact)) {
            throw new IllegalArgumentException("fields of a contact come from a contact");
        }
        SortedMap<FieldPath, String> merged = new TreeMap<>(properties);
        for (FieldPath path : paths) {
            merged.keySet().removeIf(present -> covers(path, present));
            contact.properties.forEach((present, value) -> {
                if (covers(path, present)) {
                    merged.put(present, value);
                }
            });
        }
        return new Contact(uid, merged);
    }

    private static boolean covers(FieldPath wanted, FieldPath present) {
        return wanted.equals(present) || wanted.key().isEmpty() && wanted.root().equals(present.root());
    }

    @Override
    public String toString() {
        return "Contact[not shown]";
    }
}
