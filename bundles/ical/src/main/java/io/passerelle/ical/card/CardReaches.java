// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.property.Address;
import ezvcard.property.Email;
import ezvcard.property.Impp;
import ezvcard.property.Label;
import ezvcard.property.RawProperty;
import ezvcard.property.Related;
import ezvcard.property.Telephone;
import ezvcard.property.Url;
import ezvcard.property.VCardProperty;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.model.item.CustomField;
import io.passerelle.model.item.InstantMessage;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.PostalAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads how one reaches the person: addresses, numbers, pages, messaging, and other people. */
final class CardReaches {
    /** What a telephone and an e-mail address are anyway, without being said. */
    private static final Set<String> OF_PHONES = Set.of("voice");

    private static final Set<String> OF_EMAILS = Set.of("internet");

    private static final Map<String, String> MESSENGERS = Map.ofEntries(
            Map.entry("X-AIM", "aim"),
            Map.entry("X-ICQ", "icq"),
            Map.entry("X-JABBER", "xmpp"),
            Map.entry("X-MSN", "msn"),
            Map.entry("X-YAHOO", "yahoo"),
            Map.entry("X-SKYPE", "skype"),
            Map.entry("X-SKYPE-USERNAME", "skype"),
            Map.entry("X-GADUGADU", "gadugadu"),
            Map.entry("X-GROUPWISE", "groupwise"),
            Map.entry("X-GOOGLE-TALK", "gtalk"));

    private static final Map<String, String> RELATIVES = Map.of(
            "X-SPOUSE", "spouse",
            "X-EVOLUTION-SPOUSE", "spouse",
            "X-KADDRESSBOOK-X-SPOUSESNAME", "spouse",
            "X-MANAGER", "manager",
            "X-EVOLUTION-MANAGER", "manager",
            "X-KADDRESSBOOK-X-MANAGERSNAME", "manager",
            "X-ASSISTANT", "assistant",
            "X-EVOLUTION-ASSISTANT", "assistant",
            "X-KADDRESSBOOK-X-ASSISTANTSNAME", "assistant");

    private final CardContact card;
    private final Groups groups;

    CardReaches(CardContact card, Groups groups) {
        this.card = card;
        this.groups = groups;
    }

    void read(ContactBuilder contact) {
        contact.emails(card.takeAll(Email.class).stream()
                .map(email -> labelled(email, email.getValue(), OF_EMAILS))
                .toList());
        contact.phones(card.takeAll(Telephone.class).stream()
                .map(phone -> labelled(phone, number(phone), OF_PHONES))
                .toList());
        contact.urls(card.takeAll(Url.class).stream()
                .map(url -> labelled(url, url.getValue(), Set.of()))
                .toList());
        contact.addresses(addresses());
        contact.ims(messengers());
        contact.relations(relations());
    }

    private Labelled labelled(VCardProperty property, String value, Set<String> defaults) {
        return new Labelled(value, groups.labels(property, defaults));
    }

    private static String number(Telephone phone) {
        if (phone.getUri() == null) {
            return phone.getText();
        }
        String extension = phone.getUri().getExtension();
        return phone.getUri().getNumber() + (extension == null ? "" : " ext. " + extension);
    }

    private List<PostalAddress> addresses() {
        List<PostalAddress> addresses = new ArrayList<>();
        for (Address address : card.takeAll(Address.class)) {
            String country = address.getParameter("CC");
            addresses.add(new PostalAddress(
                    String.join(", ", address.getStreetAddresses()),
                    String.join(", ", address.getExtendedAddresses()),
                    String.join(", ", address.getPoBoxes()),
                    String.join(", ", address.getLocalities()),
                    String.join(", ", address.getRegions()),
                    String.join(", ", address.getPostalCodes()),
                    String.join(", ", address.getCountries()),
                    country == null ? groups.companion(address, Groups.COUNTRY) : country,
                    address.getLabel(),
                    groups.labels(address, Set.of())));
        }
        for (Label label : card.takeAll(Label.class)) {
            addresses.add(PostalAddress.of("", "", "", "", "", groups.labels(label, Set.of()))
                    .withFormatted(label.getValue()));
        }
        return addresses;
    }

    private List<InstantMessage> messengers() {
        List<InstantMessage> messengers = new ArrayList<>();
        for (Impp impp : card.takeAll(Impp.class)) {
            if (impp.getUri() == null || impp.getHandle() == null || impp.getHandle().isBlank()) {
                card.putBack(impp);
                continue;
            }
            String service = impp.getParameter("X-SERVICE-TYPE");
            String scheme = impp.getProtocol().equals(ContactReaches.NO_SERVICE) ? "" : impp.getProtocol();
            messengers.add(new InstantMessage(
                    service == null || service.isBlank() ? scheme : service,
                    impp.getHandle(),
                    groups.labels(impp, Set.of("personal"))));
        }
        MESSENGERS.forEach((name, service) -> {
            for (RawProperty property : card.takeRaw(name)) {
                messengers.add(new InstantMessage(
                        service, Escapes.decode(property.getValue()), groups.labels(property, Set.of())));
            }
        });
        return messengers;
    }

    private List<Labelled> relations() {
        List<Labelled> relations = new ArrayList<>();
        for (Related related : card.takeAll(Related.class)) {
            if (related.getText() == null) {
                card.putBack(related);
            } else {
                relations.add(labelled(related, related.getText(), Set.of()));
            }
        }
        for (RawProperty property : card.takeRaw("X-ABRELATEDNAMES")) {
            relations.add(labelled(property, Escapes.decode(property.getValue()), Set.of()));
        }
        RELATIVES.forEach((name, type) -> card.takeRaw(name)
                .forEach(property -> relations.add(Labelled.of(Escapes.decode(property.getValue()), type))));
        return relations;
    }

    /** Fields of the user's own, as {@link ContactReaches} writes them. */
    List<CustomField> custom() {
        return card.takeRaw(ContactReaches.CUSTOM).stream()
                .map(property -> new CustomField(
                        groups.companion(property, Groups.LABEL), Escapes.decode(property.getValue())))
                .toList();
    }
}
