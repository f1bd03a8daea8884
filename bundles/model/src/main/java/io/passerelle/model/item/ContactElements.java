// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The fields of a contact that have several values. The key of each is made from its value, not from its labels, so that
 * another label is a change of the same element and two people who add different numbers are not in each other's way.
 *
 * @param <T> the type of a value
 */
final class ContactElements<T> {
    static final ContactElements<Labelled> EMAILS = labelled("emails", v -> v.toLowerCase(Locale.ROOT));
    static final ContactElements<Labelled> PHONES = labelled("phones", ContactElements::digits);
    static final ContactElements<Labelled> URLS = labelled("urls", Function.identity());
    static final ContactElements<Labelled> RELATIONS = labelled("relations", v -> v.toLowerCase(Locale.ROOT));
    static final ContactElements<String> NICKNAMES = texts("nicknames");
    static final ContactElements<String> CATEGORIES = texts("categories");
    static final ContactElements<String> VCARD = texts("vcard");
    static final ContactElements<InstantMessage> IMS = new ContactElements<>(
            "ims",
            InstantMessage::decode,
            InstantMessage::encode,
            im -> im.service() + ":" + im.handle(),
            im -> im.labels().preference());
    static final ContactElements<PostalAddress> ADDRESSES = new ContactElements<>(
            "addresses",
            PostalAddress::decode,
            PostalAddress::encode,
            PostalAddress::identity,
            address -> address.labels().preference());
    static final ContactElements<Organization> ORGANIZATIONS = new ContactElements<>(
            "organizations",
            Organization::decode,
            Organization::encode,
            Organization::identity,
            organization -> organization.labels().preference());
    static final ContactElements<Anniversary> ANNIVERSARIES = new ContactElements<>(
            "anniversaries", Anniversary::decode, Anniversary::encode, day -> day.date().toString(), day -> 0);
    static final ContactElements<CustomField> CUSTOM =
            new ContactElements<>("custom", CustomField::decode, CustomField::encode, CustomField::name, field -> 0);

    static final List<ContactElements<?>> ALL = List.of(
            EMAILS, PHONES, URLS, RELATIONS, NICKNAMES, CATEGORIES, VCARD, IMS, ADDRESSES, ORGANIZATIONS, ANNIVERSARIES, CUSTOM);

    private final String root;
    private final Function<String, T> decode;
    private final Function<T, String> encode;
    private final Function<T, String> identity;
    private final ToIntFunction<T> preference;

    private ContactElements(
            String root,
            Function<String, T> decode,
            Function<T, String> encode,
            Function<T, String> identity,
            ToIntFunction<T> preference) {
        this.root = root;
        this.decode = decode;
        this.encode = encode;
        this.identity = identity;
        this.preference = preference;
    }

    private static ContactElements<Labelled> labelled(String root, Function<String, String> identity) {
        return new ContactElements<>(
                root,
                Labelled::decode,
                Labelled::encode,
                one -> identity.apply(one.value()),
                one -> one.labels().preference());
    }

    private static ContactElements<String> texts(String root) {
        return new ContactElements<>(root, ContactText::clean, ContactText::clean, Function.identity(), text -> 0);
    }

    /** A phone number without what people put between the digits; anything that is no number stays as it is. */
    private static String digits(String number) {
        return number.matches("\\+?[0-9 ().\\-/\u00a0]{3,}") ? number.replaceAll("[^+0-9]", "") : number;
    }

    String root() {
        return root;
    }

    /** The values, preferred ones first. */
    List<T> read(SortedMap<FieldPath, String> properties) {
        List<T> values = new ArrayList<>();
        below(properties).forEach(text -> values.add(decode.apply(text)));
        values.sort(Comparator.comparingInt(value -> preference.applyAsInt(value) == 0 ? 101 : preference.applyAsInt(value)));
        return List.copyOf(values);
    }

    /** Puts values in place of those that are there; empty ones are left out. */
    void write(SortedMap<FieldPath, String> properties, Collection<? extends T> values) {
        properties.keySet().removeIf(path -> path.root().equals(root));
        Map<String, TreeSet<String>> byKey = new TreeMap<>();
        for (T value : values) {
            String text = encode.apply(value);
            if (!text.isEmpty()) {
                byKey.computeIfAbsent(ContactText.key(identity.apply(value)), key -> new TreeSet<>()).add(text);
            }
        }
        byKey.forEach((key, texts) -> {
            FieldPath path = FieldPath.of(root, key);
            for (String text : texts) {
                // the same number as telephone and as fax are two elements
                for (int number = 2; properties.containsKey(path); number++) {
                    path = FieldPath.of(root, key + "#" + number);
                }
                properties.put(path, text);
            }
        });
    }

    /** Brings keys and texts into canonical form. */
    void canonical(SortedMap<FieldPath, String> properties) {
        List<T> values = new ArrayList<>();
        below(properties).forEach(text -> values.add(decode.apply(text)));
        if (!values.isEmpty()) {
            write(properties, values);
        }
    }

    private Collection<String> below(SortedMap<FieldPath, String> properties) {
        return properties.subMap(FieldPath.of(root), FieldPath.of(root + "A")).values();
    }
}
