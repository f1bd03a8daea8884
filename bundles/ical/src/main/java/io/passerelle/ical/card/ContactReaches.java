// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.property.Address;
import ezvcard.property.Email;
import ezvcard.property.Impp;
import ezvcard.property.RawProperty;
import ezvcard.property.Related;
import ezvcard.property.Telephone;
import ezvcard.property.Url;
import ezvcard.property.VCardProperty;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.CustomField;
import io.passerelle.model.item.InstantMessage;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Labels;
import io.passerelle.model.item.PostalAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes how one reaches the person: addresses, numbers, pages, messaging, and other people. */
final class ContactReaches {
    static final String CUSTOM = "X-CUSTOM";
    static final String NO_SERVICE = "x-im";

    private final ContactCard card;

    ContactReaches(ContactCard card) {
        this.card = card;
    }

    void write(Contact contact) {
        contact.emails().forEach(email -> add(new Email(email.value()), email.labels()));
        contact.phones().forEach(phone -> add(new Telephone(phone.value()), phone.labels()));
        addresses(contact.addresses());
        contact.urls().forEach(url -> add(new Url(url.value()), url.labels()));
        contact.ims().forEach(im -> add(impp(im), im.labels()));
        contact.relations().forEach(this::relation);
        for (CustomField field : contact.custom()) {
            RawProperty property = new RawProperty(CUSTOM, Escapes.encode(field.text()));
            card.add(property);
            card.companion(property, Groups.LABEL, field.name());
        }
    }

    private void add(VCardProperty property, Labels labels) {
        for (String type : labels.types()) {
            property.addParameter("TYPE", type.equals("mobile") ? "cell" : type.equals("telex") ? "tlx" : type);
        }
        if (labels.preference() != 0) {
            if (card.isV4()) {
                property.setParameter("PREF", Integer.toString(labels.preference()));
            } else if (labels.preference() == 1) {
                property.addParameter("TYPE", "pref");
            }
        }
        card.add(property);
        card.companion(property, Groups.LABEL, labels.label());
    }

    private void addresses(List<PostalAddress> addresses) {
        List<PostalAddress> ordered = new ArrayList<>(addresses);
        // version 3 ties a LABEL to the first ADR of the same types
        ordered.sort(Comparator.comparing(address -> address.formatted().isEmpty()));
        for (PostalAddress from : ordered) {
            Address to = new Address();
            to.setPoBox(empty(from.poBox()));
            to.setExtendedAddress(empty(from.extended()));
            to.setStreetAddress(empty(from.street()));
            to.setLocality(empty(from.city()));
            to.setRegion(empty(from.region()));
            to.setPostalCode(empty(from.postalCode()));
            to.setCountry(empty(from.country()));
            to.setLabel(empty(from.formatted()));
            if (card.isV4() && !from.countryCode().isEmpty()) {
                to.setParameter("CC", from.countryCode());
            }
            add(to, from.labels());
            if (!card.isV4()) {
                card.companion(to, Groups.COUNTRY, from.countryCode());
            }
        }
    }

    private void relation(Labelled relation) {
        if (card.isV4()) {
            Related related = new Related();
            related.setText(relation.value());
            add(related, relation.labels());
        } else {
            add(new RawProperty("X-ABRELATEDNAMES", Escapes.encode(relation.value())), relation.labels());
        }
    }

    private static Impp impp(InstantMessage im) {
        boolean scheme = im.service().matches("[a-z][a-z0-9+.-]{0,40}");
        String protocol = im.service().isEmpty() ? NO_SERVICE : scheme ? im.service() : "x-apple";
        try {
            Impp impp = new Impp(new URI(protocol, im.handle(), null));
            if (!scheme && !im.service().isEmpty()) {
                impp.setParameter("X-SERVICE-TYPE", im.service());
            }
            return impp;
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException("a handle can be part of a URI", impossible);
        }
    }

    private static String empty(String text) {
        return text.isEmpty() ? null : text;
    }
}
