// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.VCard;
import ezvcard.VCardDataType;
import ezvcard.VCardVersion;
import ezvcard.parameter.ImageType;
import ezvcard.property.Categories;
import ezvcard.property.DateOrTimeProperty;
import ezvcard.property.FormattedName;
import ezvcard.property.Nickname;
import ezvcard.property.Note;
import ezvcard.property.Photo;
import ezvcard.property.RawProperty;
import ezvcard.property.StructuredName;
import ezvcard.property.Uid;
import ezvcard.property.VCardProperty;
import io.passerelle.ical.vcard.CardVersion;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.ContactPhoto;
import java.util.Collection;
import java.util.Locale;

/** Makes a card of a contact. */
public final class ContactCard {
    private final VCard card;
    private final CardVersion version;
    private int groups;

    private ContactCard(CardVersion version) {
        this.version = version;
        this.card = new VCard(version == CardVersion.V4 ? VCardVersion.V4_0 : VCardVersion.V3_0);
    }

    /** The card of a contact. */
    public static VCard of(Contact contact, CardVersion version) {
        ContactCard made = new ContactCard(version);
        made.fill(contact);
        return made.card;
    }

    private void fill(Contact contact) {
        card.setUid(new Uid(contact.uid().value()));
        name(contact);
        raw("X-FILE-AS", contact.fileAs());
        texts(new Nickname(), contact.nicknames());
        new ContactReaches(this).write(contact);
        new ContactOrganizations(this).write(contact.organizations());
        new ContactDates(this).write(contact);
        gender(contact.gender());
        texts(new Categories(), contact.categories());
        if (!contact.note().isEmpty()) {
            card.addNote(new Note(contact.note()));
        }
        contact.photo().ifPresent(photo -> card.addPhoto(photo(photo)));
        for (VCardProperty property : CardText.read(contact.vcard())) {
            card.addProperty(isV4() ? property : inWords(property));
        }
    }

    private void name(Contact contact) {
        ContactName name = contact.name();
        FormattedName formatted = new FormattedName(name.full().isEmpty() ? contact.label() : name.full());
        if (name.full().isEmpty()) {
            formatted.setParameter("DERIVED", "true");
        }
        card.addFormattedName(formatted);
        StructuredName parts = new StructuredName();
        parts.setFamily(empty(name.family()));
        parts.setGiven(empty(name.given()));
        add(parts.getAdditionalNames(), name.middle());
        add(parts.getPrefixes(), name.prefix());
        add(parts.getSuffixes(), name.suffix());
        if (version == CardVersion.V3 || !parts.equals(new StructuredName())) {
            card.addProperty(parts);
        }
        raw("X-PHONETIC-FIRST-NAME", name.phoneticGiven());
        raw("X-PHONETIC-MIDDLE-NAME", name.phoneticMiddle());
        raw("X-PHONETIC-LAST-NAME", name.phoneticFamily());
    }

    private void gender(String text) {
        if (!text.isEmpty()) {
            String code = GenderWords.code(text);
            // by hand, since the library cuts a semicolon off the end of the words
            card.addProperty(new RawProperty("GENDER", code == null ? ";" + Escapes.encode(text) : code));
        }
    }

    /** A date in words, which version 3 does not know. */
    private static VCardProperty inWords(VCardProperty property) {
        if (!(property instanceof DateOrTimeProperty date) || date.getText() == null) {
            return property;
        }
        String name = date.getClass().getSimpleName();
        RawProperty words = new RawProperty(
                name.equals("Birthday") ? "BDAY" : name.toUpperCase(Locale.ROOT),
                Escapes.encode(date.getText()),
                VCardDataType.TEXT);
        words.setParameters(date.getParameters());
        words.setGroup(date.getGroup());
        return words;
    }

    private static Photo photo(ContactPhoto photo) {
        String subtype = photo.mediaType().substring(photo.mediaType().indexOf('/') + 1);
        return new Photo(photo.bytes(), ImageType.get(subtype, photo.mediaType(), null));
    }

    private <T extends ezvcard.property.TextListProperty> void texts(T property, Collection<String> values) {
        if (!values.isEmpty()) {
            property.getValues().addAll(values);
            card.addProperty(property);
        }
    }

    private static String empty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void add(Collection<String> to, String text) {
        if (!text.isEmpty()) {
            to.add(text);
        }
    }

    /** Adds a property that the library does not know. */
    RawProperty raw(String name, String text) {
        if (text.isEmpty()) {
            return null;
        }
        RawProperty property = new RawProperty(name, Escapes.encode(text));
        card.addProperty(property);
        return property;
    }

    void add(VCardProperty property) {
        card.addProperty(property);
    }

    boolean isV4() {
        return version == CardVersion.V4;
    }

    /** A group that nothing is in yet; the property is put into it. */
    String group(VCardProperty property) {
        if (property.getGroup() == null) {
            property.setGroup("item" + ++groups);
        }
        return property.getGroup();
    }

    /** Adds a property that says something about another. */
    void companion(VCardProperty property, String name, String text) {
        if (!text.isEmpty()) {
            String group = group(property);
            raw(name, text).setGroup(group);
        }
    }
}
