// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.PartialDate;
import io.passerelle.provider.google.GoogleJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A person of the People API as a contact, and the changes of a contact as what has to be sent. Photos apart. */
final class PersonTranslator {
    /** The roots of a contact that Google holds. */
    static final Set<String> CARRIED = carried();

    private static final String PLAIN = "TEXT_PLAIN";
    private static final String[] NAME = {"honorificPrefix", "givenName", "middleName", "familyName", "honorificSuffix", "phoneticGivenName",
        "phoneticMiddleName", "phoneticFamilyName"};
    /** What only Google sets, or makes of the parts. */
    private static final Set<String> NAME_OUTPUT = Set.of("metadata", "displayName", "displayNameLastFirst", "unstructuredName");

    private PersonTranslator() {}

    private static Set<String> carried() {
        Set<String> roots = new HashSet<>(Contact.ROOTS);
        // Google sorts by a name that the API does not show, and has no room for properties of vCards.
        roots.removeAll(Set.of("fileAs", "vcard"));
        return Set.copyOf(roots);
    }

    /**
     * Reads a person.
     *
     * @param groups names of the user's own groups by resource name
     * @throws io.passerelle.model.error.PasserelleException {@code ITEM_MALFORMED} when it has no identity
     */
    static Contact contact(Map<String, Object> person, Map<String, String> groups) {
        ContactBuilder contact = Contact.builder(uid(person));
        first(person, "names").map(PersonTranslator::name).ifPresent(contact::name);
        first(person, "birthdays").flatMap(PersonFields::date).ifPresent(contact::birthday);
        first(person, "biographies").ifPresent(note -> contact.note(PersonFields.text(note, "value")));
        first(person, "genders").ifPresent(gender -> contact.gender(PersonFields.text(gender, "value")));
        PersonFields.ALL.forEach(field -> field.read(person, contact));
        contact.categories(memberships(person).stream().filter(groups::containsKey).map(groups::get).toList());
        return contact.build();
    }

    /** The UID that it came with, or the number that Google's own CardDAV service uses as UID. */
    static ItemUid uid(Map<String, Object> person) {
        Optional<String> own = People.marker(person, People.UID);
        try {
            return ItemUid.of(own.or(() -> People.source(person).flatMap(source -> GoogleJson.text(source, "id")))
                    .orElseThrow(() -> People.malformed("id")));
        } catch (IllegalArgumentException unusable) {
            throw People.malformed("id");
        }
    }

    private static Optional<Map<String, Object>> first(Map<String, Object> person, String field) {
        return GoogleJson.objects(person, field).stream().findFirst();
    }

    private static ContactName name(Map<String, Object> name) {
        Optional<String> full = GoogleJson.text(name, "displayName").or(() -> GoogleJson.text(name, "unstructuredName"));
        return new ContactName(
                full.orElse(""),
                PersonFields.text(name, NAME[0]),
                PersonFields.text(name, NAME[1]),
                PersonFields.text(name, NAME[2]),
                PersonFields.text(name, NAME[3]),
                PersonFields.text(name, NAME[4]),
                PersonFields.text(name, NAME[5]),
                PersonFields.text(name, NAME[6]),
                PersonFields.text(name, NAME[7]));
    }

    /** Resource names of the groups that a person belongs to. */
    static List<String> memberships(Map<String, Object> person) {
        return GoogleJson.objects(person, "memberships").stream()
                .flatMap(entry -> GoogleJson.text(GoogleJson.object(entry, "contactGroupMembership"), "contactGroupResourceName").stream())
                .toList();
    }

    /** A person as it has to be sent to be created; without groups and without marks of ours. */
    static Map<String, Object> person(Contact contact) {
        return patch(Map.of(), Contact.builder(contact.uid()).build(), contact, contact);
    }

    /**
     * The fields that have to be sent, whole, so that a person becomes what is wanted.
     *
     * @param person as it is
     * @param present the same as a contact
     * @param wanted what it is to be
     * @param source where the changes come from: whether it knows the parts of a name, or only the whole
     */
    static Map<String, Object> patch(Map<String, Object> person, Contact present, Contact wanted, Contact source) {
        Map<String, Object> patch = new LinkedHashMap<>();
        if (!present.name().equals(wanted.name())) {
            name(person, present.name(), wanted.name(), hasParts(source.name())).ifPresent(names -> patch.put("names", names));
        }
        if (!present.birthday().equals(wanted.birthday()) && wanted.birthday().map(PersonTranslator::isHeld).orElse(true)) {
            patch.put("birthdays", one(wanted.birthday().map(day -> Map.of("date", PersonFields.date(day)))));
        }
        if (!present.note().equals(wanted.note())) {
            patch.put("biographies", one(some(wanted.note()).map(note -> Map.of("value", note, "contentType", PLAIN))));
        }
        if (!present.gender().equals(wanted.gender())) {
            patch.put("genders", one(some(wanted.gender()).map(gender -> Map.of("value", gender))));
        }
        PersonFields.ALL.stream()
                .filter(field -> !field.isSame(present, wanted))
                .forEach(field -> patch.put(field.name(), field.merge(person, wanted)));
        return patch;
    }

    /** Google has no month alone. */
    private static boolean isHeld(PartialDate date) {
        return date.day() != 0 || date.year() != 0;
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static List<Object> one(Optional<? extends Map<String, ?>> element) {
        return element.<List<Object>>map(List::of).orElse(List.of());
    }

    private static boolean hasParts(ContactName name) {
        return !(name.prefix() + name.given() + name.middle() + name.family() + name.suffix()).isEmpty();
    }

    private static Optional<List<Object>> name(
            Map<String, Object> person, ContactName present, ContactName wanted, boolean partsKnown) {
        boolean sameParts = parts(present).equals(parts(wanted));
        if (sameParts && partsKnown) {
            // Google makes the whole name of its parts.
            return Optional.empty();
        }
        Map<String, Object> name = new LinkedHashMap<>(first(person, "names").orElse(Map.of()));
        name.keySet().removeAll(NAME_OUTPUT);
        List<String> texts = parts(wanted);
        boolean whole = sameParts || !hasParts(wanted);
        for (int i = 0; i < NAME.length; i++) {
            name.remove(NAME[i]);
            if (!texts.get(i).isEmpty() && !(whole && i < 5)) {
                name.put(NAME[i], texts.get(i));
            }
        }
        if (whole && !wanted.full().isEmpty()) {
            name.put("unstructuredName", wanted.full());
        }
        List<Object> names = new ArrayList<>();
        if (!name.isEmpty()) {
            names.add(name);
        }
        return Optional.of(names);
    }

    private static List<String> parts(ContactName name) {
        return List.of(
                name.prefix(),
                name.given(),
                name.middle(),
                name.family(),
                name.suffix(),
                name.phoneticGiven(),
                name.phoneticMiddle(),
                name.phoneticFamily());
    }
}
