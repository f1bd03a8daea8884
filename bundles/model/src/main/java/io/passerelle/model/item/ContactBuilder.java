// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the parts of a {@link Contact}; empty values are left out. Not thread-safe. */
public final class ContactBuilder {
    private final ItemUid uid;
    private final SortedMap<FieldPath, String> properties;
    private Optional<ContactPhoto> photo;

    ContactBuilder(ItemUid uid, SortedMap<FieldPath, String> properties, Optional<ContactPhoto> photo) {
        this.uid = Objects.requireNonNull(uid);
        this.properties = new TreeMap<>(properties);
        this.photo = photo;
    }

    private ContactBuilder text(String root, String value) {
        String clean = ContactText.clean(value);
        if (clean.isEmpty()) {
            properties.remove(FieldPath.of(root));
        } else {
            properties.put(FieldPath.of(root), clean);
        }
        return this;
    }

    /** All parts of the name. */
    public ContactBuilder name(ContactName name) {
        text("displayName", name.full());
        text("namePrefix", name.prefix());
        text("givenName", name.given());
        text("middleName", name.middle());
        text("familyName", name.family());
        text("nameSuffix", name.suffix());
        text("phoneticGivenName", name.phoneticGiven());
        text("phoneticMiddleName", name.phoneticMiddle());
        return text("phoneticFamilyName", name.phoneticFamily());
    }

    /** The text it is sorted under (Outlook and Google {@code fileAs}); null or blank for none. */
    public ContactBuilder fileAs(String value) {
        return text("fileAs", ContactText.line(value));
    }

    /** Gender as a word or as the person says it (vCard GENDER); null or blank for none. */
    public ContactBuilder gender(String value) {
        return text("gender", ContactText.line(value));
    }

    /** Notes, several lines; null or blank for none. */
    public ContactBuilder note(String value) {
        return text("note", value);
    }

    /** Birthday; null for none. */
    public ContactBuilder birthday(PartialDate value) {
        return text("birthday", value == null ? "" : value.toString());
    }

    /** Picture; null for none. */
    public ContactBuilder photo(ContactPhoto value) {
        photo = Optional.ofNullable(value);
        return this;
    }

    public ContactBuilder nicknames(Collection<String> values) {
        return set(ContactElements.NICKNAMES, values);
    }

    public ContactBuilder emails(Collection<Labelled> values) {
        return set(ContactElements.EMAILS, values);
    }

    public ContactBuilder phones(Collection<Labelled> values) {
        return set(ContactElements.PHONES, values);
    }

    public ContactBuilder addresses(Collection<PostalAddress> values) {
        return set(ContactElements.ADDRESSES, values);
    }

    public ContactBuilder urls(Collection<Labelled> values) {
        return set(ContactElements.URLS, values);
    }

    /** Addresses of messaging services. */
    public ContactBuilder ims(Collection<InstantMessage> values) {
        return set(ContactElements.IMS, values);
    }

    public ContactBuilder organizations(Collection<Organization> values) {
        return set(ContactElements.ORGANIZATIONS, values);
    }

    public ContactBuilder anniversaries(Collection<Anniversary> values) {
        return set(ContactElements.ANNIVERSARIES, values);
    }

    /** Names of related people, labelled with what they are to the contact. */
    public ContactBuilder relations(Collection<Labelled> values) {
        return set(ContactElements.RELATIONS, values);
    }

    /** Names of the groups it belongs to. */
    public ContactBuilder categories(Collection<String> values) {
        return set(ContactElements.CATEGORIES, values);
    }

    public ContactBuilder custom(Collection<CustomField> values) {
        return set(ContactElements.CUSTOM, values);
    }

    /** See {@link Contact#vcard()}. */
    public ContactBuilder vcard(Collection<String> values) {
        return set(ContactElements.VCARD, values);
    }

    private <T> ContactBuilder set(ContactElements<T> elements, Collection<T> values) {
        elements.write(properties, values);
        return this;
    }

    /** Builds; the builder may be used again. */
    public Contact build() {
        return new Contact(uid, properties, photo);
    }
}
