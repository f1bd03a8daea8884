// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.property.Agent;
import ezvcard.property.Categories;
import ezvcard.property.FormattedName;
import ezvcard.property.Gender;
import ezvcard.property.Nickname;
import ezvcard.property.Note;
import ezvcard.property.Photo;
import ezvcard.property.ProductId;
import ezvcard.property.RawProperty;
import ezvcard.property.Revision;
import ezvcard.property.StructuredName;
import ezvcard.property.Uid;
import ezvcard.property.VCardProperty;
import io.passerelle.ical.vcard.CardProblem;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.ItemUid;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Takes a card apart. Every property that found its place is removed from the card; what remains is kept as lines, so that
 * nothing of a card is lost.
 */
final class CardContact {
    private static final int LONGEST_LINE = 64 << 10;

    private final VCard card;
    private final Groups groups;
    private final Map<String, CardProblem.Reason> leftOut = new LinkedHashMap<>();
    private Optional<ItemUid> uid = Optional.empty();

    CardContact(VCard card) {
        this.card = card;
        this.groups = new Groups(card);
    }

    /** The UID of the card, where it has one that can be used. */
    Optional<ItemUid> uid() {
        return uid;
    }

    /** Names of properties that have no place, with the reason. */
    Map<String, CardProblem.Reason> leftOut() {
        return leftOut;
    }

    Contact contact(ItemUid placeholder) {
        ContactBuilder contact = Contact.builder(placeholder);
        uid = takeAll(Uid.class).stream().findFirst().flatMap(found -> uid(found.getValue()));
        takeAll(ProductId.class);
        takeAll(Revision.class);
        contact.name(name());
        contact.fileAs(raw("X-FILE-AS"));
        contact.nicknames(takeAll(Nickname.class).stream().flatMap(one -> one.getValues().stream()).toList());
        contact.categories(takeAll(Categories.class).stream().flatMap(one -> one.getValues().stream()).toList());
        contact.note(takeAll(Note.class).stream().map(Note::getValue).collect(Collectors.joining("\n\n")));
        take(Gender.class).ifPresent(gender -> contact.gender(gender(gender)));
        photo().ifPresent(contact::photo);
        new CardReaches(this, groups).read(contact);
        contact.organizations(new Organizations(this, groups).read());
        new CardDates(this, groups).read(contact);
        contact.custom(new CardReaches(this, groups).custom());
        contact.vcard(rest());
        return contact.build();
    }

    private ContactName name() {
        // a name that another program made from the parts (RFC 9554) is no name that somebody gave
        Optional<FormattedName> formatted = take(FormattedName.class);
        String full = formatted
                .filter(name -> !"true".equalsIgnoreCase(name.getParameter("DERIVED")))
                .map(FormattedName::getValue)
                .orElse("");
        Optional<StructuredName> parts = take(StructuredName.class);
        parts.filter(name -> !name.getSortAs().isEmpty())
                .ifPresent(name -> card.setSortString(String.join(",", name.getSortAs())));
        return new ContactName(
                full,
                parts.map(name -> String.join(" ", name.getPrefixes())).orElse(""),
                parts.map(StructuredName::getGiven).orElse(""),
                parts.map(name -> String.join(" ", name.getAdditionalNames())).orElse(""),
                parts.map(StructuredName::getFamily).orElse(""),
                parts.map(name -> String.join(", ", name.getSuffixes())).orElse(""),
                raw("X-PHONETIC-FIRST-NAME"),
                raw("X-PHONETIC-MIDDLE-NAME"),
                raw("X-PHONETIC-LAST-NAME"));
    }

    private static Optional<ItemUid> uid(String value) {
        try {
            return Optional.of(ItemUid.of(value.strip()));
        } catch (IllegalArgumentException | NullPointerException unusable) {
            return Optional.empty();
        }
    }

    private static String gender(Gender gender) {
        if (gender.getText() != null && !gender.getText().isBlank()) {
            return gender.getText();
        }
        String code = gender.getGender() == null ? "" : gender.getGender();
        return GenderWords.WORDS.getOrDefault(code.toUpperCase(Locale.ROOT), code);
    }

    private Optional<ContactPhoto> photo() {
        for (Photo photo : List.copyOf(card.getPhotos())) {
            byte[] data = data(photo);
            if (data != null && data.length > 0) {
                card.removeProperty(photo);
                if (data.length > ContactPhoto.MOST_BYTES) {
                    leftOut.put("PHOTO", CardProblem.Reason.FILE_TOO_LARGE);
                    continue;
                }
                String type = photo.getContentType() == null ? "" : photo.getContentType().getMediaType();
                return Optional.of(new ContactPhoto(type, data));
            }
        }
        return Optional.empty();
    }

    /** Some programs write version 4 with the encoding of version 3. */
    private static byte[] data(Photo photo) {
        String encoding = photo.getParameter("ENCODING");
        if (photo.getData() != null || photo.getUrl() == null || encoding == null) {
            return photo.getData();
        }
        try {
            return Base64.getMimeDecoder().decode(photo.getUrl());
        } catch (IllegalArgumentException otherEncoding) {
            return null;
        }
    }

    private List<String> rest() {
        VCard rest = new VCard(VCardVersion.V4_0);
        for (VCardProperty property : card) {
            boolean version = property instanceof RawProperty raw && raw.getPropertyName().equalsIgnoreCase("VERSION");
            if (property instanceof Agent) {
                leftOut.put("AGENT", CardProblem.Reason.NESTED_CARD);
            } else if (!version && !groups.wasUsed(property)) {
                rest.addProperty(property);
            }
        }
        List<String> lines = new ArrayList<>();
        for (String line : CardText.lines(rest, VCardVersion.V4_0)) {
            if (line.length() > LONGEST_LINE) {
                String name = line.substring(0, Math.min(80, line.length())).split("[;:]", 2)[0];
                leftOut.put(name.toUpperCase(Locale.ROOT), CardProblem.Reason.FILE_TOO_LARGE);
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Takes the first property of a kind. */
    <T extends VCardProperty> Optional<T> take(Class<T> kind) {
        Optional<T> found = card.getProperties(kind).stream().findFirst();
        found.ifPresent(card::removeProperty);
        return found;
    }

    /** Takes all properties of a kind. */
    <T extends VCardProperty> List<T> takeAll(Class<T> kind) {
        List<T> found = List.copyOf(card.getProperties(kind));
        found.forEach(card::removeProperty);
        return found;
    }

    /** Puts back a property that has no place after all. */
    void putBack(VCardProperty property) {
        card.addProperty(property);
    }

    /** Takes all properties of a name that the library does not know. */
    List<RawProperty> takeRaw(String name) {
        List<RawProperty> found = List.copyOf(card.getExtendedProperties(name));
        found.forEach(card::removeProperty);
        return found;
    }

    private String raw(String name) {
        List<RawProperty> found = card.getExtendedProperties(name);
        if (found.isEmpty()) {
            return "";
        }
        card.removeProperty(found.get(0));
        return Escapes.decode(found.get(0).getValue());
    }
}
