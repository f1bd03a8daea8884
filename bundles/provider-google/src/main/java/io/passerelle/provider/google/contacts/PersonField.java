// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.provider.google.GoogleJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A field of a person with its counterpart in a contact. Google replaces a field as a whole, so that whatever we do not know of
 * its elements has to be sent back with them.
 *
 * @param <T> type of a value
 * @param name Google's name of the field
 * @param root our name of it
 * @param get the values of a contact
 * @param set gives a contact its values
 * @param read a value of an element; empty for one that says nothing to us
 * @param write the members of an element
 * @param same what makes two values the same one, of which the rest was changed
 * @param members every member that {@code write} may set, or that only Google sets
 */
record PersonField<T>(
        String name,
        String root,
        Function<Contact, List<T>> get,
        BiConsumer<ContactBuilder, Collection<T>> set,
        Function<Map<String, Object>, Optional<T>> read,
        Function<T, Map<String, Object>> write,
        Function<T, Object> same,
        Set<String> members) {
    /** Set by Google alone, in every kind of element. */
    private static final Set<String> OUTPUT = Set.of("metadata", "formattedType", "formattedProtocol", "canonicalForm");

    void read(Map<String, Object> person, ContactBuilder contact) {
        List<T> values = new ArrayList<>();
        GoogleJson.objects(person, name).forEach(element -> value(element).ifPresent(values::add));
        set.accept(contact, values);
    }

    private Optional<T> value(Map<String, Object> element) {
        try {
            return read.apply(element);
        } catch (IllegalArgumentException meaningless) {
            return Optional.empty();
        }
    }

    boolean isSame(Contact present, Contact wanted) {
        return get.apply(present).equals(get.apply(wanted));
    }

    /** The elements as they are to be: those that stay as they were, with everything we do not know of them. */
    List<Map<String, Object>> merge(Map<String, Object> person, Contact wanted) {
        List<Map<String, Object>> present = new ArrayList<>(GoogleJson.objects(person, name));
        List<Map<String, Object>> merged = new ArrayList<>();
        List<T> values = get.apply(wanted);
        List<Optional<Map<String, Object>>> unchanged =
                values.stream().map(value -> taken(present, element -> value(element).filter(value::equals).isPresent())).toList();
        for (int i = 0; i < values.size(); i++) {
            T value = values.get(i);
            merged.add(unchanged.get(i).map(PersonField::kept).orElseGet(() -> changed(
                    taken(present, element -> value(element).map(same).filter(same.apply(value)::equals).isPresent()), value)));
        }
        present.stream().filter(element -> value(element).isEmpty()).map(PersonField::kept).forEach(merged::add);
        return merged;
    }

    private static Optional<Map<String, Object>> taken(
            List<Map<String, Object>> from, Function<Map<String, Object>, Boolean> wanted) {
        Optional<Map<String, Object>> found = from.stream().filter(wanted::apply).findFirst();
        // By identity: two elements may look alike.
        found.ifPresent(element -> from.removeIf(other -> other == element));
        return found;
    }

    private Map<String, Object> changed(Optional<Map<String, Object>> before, T value) {
        Map<String, Object> element = before.map(PersonField::kept).orElseGet(LinkedHashMap::new);
        element.keySet().removeAll(members);
        element.putAll(write.apply(value));
        return element;
    }

    private static Map<String, Object> kept(Map<String, Object> element) {
        Map<String, Object> kept = new LinkedHashMap<>(element);
        kept.keySet().removeAll(OUTPUT);
        return kept;
    }
}
