// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.item.Anniversary;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.model.item.CustomField;
import io.passerelle.model.item.InstantMessage;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Organization;
import io.passerelle.model.item.PartialDate;
import io.passerelle.model.item.PostalAddress;
import io.passerelle.provider.google.GoogleJson;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a person that have several values. */
final class PersonFields {
    /** All of them. */
    static final List<PersonField<?>> ALL = List.of(
            labelled("emailAddresses", "emails", "value", Contact::emails, ContactBuilder::emails),
            labelled("phoneNumbers", "phones", "value", Contact::phones, ContactBuilder::phones),
            labelled("urls", "urls", "value", Contact::urls, ContactBuilder::urls),
            labelled("relations", "relations", "person", Contact::relations, ContactBuilder::relations),
            new PersonField<>(
                    "nicknames",
                    "nicknames",
                    Contact::nicknames,
                    ContactBuilder::nicknames,
                    element -> GoogleJson.text(element, "value"),
                    nickname -> object("value", nickname),
                    nickname -> nickname,
                    Set.of("value")),
            new PersonField<>(
                    "addresses",
                    "addresses",
                    Contact::addresses,
                    ContactBuilder::addresses,
                    PersonFields::address,
                    PersonFields::address,
                    address -> List.of(address.street(), address.city(), address.postalCode()),
                    Set.of("streetAddress", "extendedAddress", "poBox", "city", "region", "postalCode", "country", "countryCode",
                            "formattedValue", "type")),
            new PersonField<>(
                    "organizations",
                    "organizations",
                    Contact::organizations,
                    ContactBuilder::organizations,
                    PersonFields::organization,
                    PersonFields::organization,
                    organization -> organization.name().toLowerCase(Locale.ROOT),
                    Set.of("name", "department", "title", "jobDescription", "phoneticName", "type")),
            new PersonField<>(
                    "imClients",
                    "ims",
                    Contact::ims,
                    ContactBuilder::ims,
                    PersonFields::im,
                    PersonFields::im,
                    im -> List.of(im.service(), im.handle()),
                    Set.of("protocol", "username", "type")),
            new PersonField<>(
                    "events",
                    "anniversaries",
                    Contact::anniversaries,
                    ContactBuilder::anniversaries,
                    element -> date(element).map(date -> new Anniversary(date, GoogleJson.text(element, "type").orElse(""))),
                    day -> with(object("type", day.label()), "date", date(day.date())),
                    Anniversary::date,
                    Set.of("date", "type")),
            new PersonField<>(
                    "userDefined",
                    "custom",
                    Contact::custom,
                    ContactBuilder::custom,
                    element -> Optional.of(new CustomField(
                                    GoogleJson.text(element, "key").orElse(""),
                                    GoogleJson.text(element, "value").orElse("")))
                            .filter(field -> !field.encode().isEmpty()),
                    field -> object("key", field.name().isEmpty() ? "-" : field.name(), "value", field.text().isEmpty() ? "-" : field.text()),
                    CustomField::name,
                    Set.of("key", "value")));

    /** Messaging services whose name Google spells in its own way. */
    private static final Map<String, String> PROTOCOLS =
            Map.of("jabber", "xmpp", "googleTalk", "googletalk", "netMeeting", "netmeeting");

    private PersonFields() {}

    private static PersonField<Labelled> labelled(
            String name,
            String root,
            String member,
            Function<Contact, List<Labelled>> get,
            BiConsumer<ContactBuilder, Collection<Labelled>> set) {
        return new PersonField<>(
                name,
                root,
                get,
                set,
                element -> GoogleJson.text(element, member)
                        .map(value -> new Labelled(value, PersonLabels.read(GoogleJson.text(element, "type"))))
                        .filter(value -> !value.value().isEmpty()),
                value -> with(object(member, value.value()), "type", PersonLabels.write(value.labels()).orElse("")),
                value -> value.value().toLowerCase(Locale.ROOT),
                Set.of(member, "type"));
    }

    private static Optional<PostalAddress> address(Map<String, Object> element) {
        PostalAddress parts = new PostalAddress(
                text(element, "streetAddress"),
                text(element, "extendedAddress"),
                text(element, "poBox"),
                text(element, "city"),
                text(element, "region"),
                text(element, "postalCode"),
                text(element, "country"),
                text(element, "countryCode"),
                "",
                PersonLabels.read(GoogleJson.text(element, "type")));
        String whole = text(element, "formattedValue");
        PostalAddress address = isJoined(whole, parts) ? parts : parts.withFormatted(whole);
        return address.isEmpty() ? Optional.empty() : Optional.of(address);
    }

    /** Whether a text says nothing that the parts do not say: Google makes one where there is none. */
    private static boolean isJoined(String whole, PostalAddress parts) {
        Set<String> known = words(String.join(
                " ",
                parts.street(),
                parts.extended(),
                parts.poBox(),
                parts.city(),
                parts.region(),
                parts.postalCode(),
                parts.country(),
                parts.countryCode()));
        return known.containsAll(words(whole));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> address(PostalAddress address) {
        return object(
                "streetAddress", address.street(),
                "extendedAddress", address.extended(),
                "poBox", address.poBox(),
                "city", address.city(),
                "region", address.region(),
                "postalCode", address.postalCode(),
                "country", address.country(),
                "countryCode", address.countryCode(),
                "formattedValue", address.formatted(),
                "type", PersonLabels.write(address.labels()).orElse(""));
    }

    private static Optional<Organization> organization(Map<String, Object> element) {
        Organization organization = new Organization(
                text(element, "name"),
                text(element, "department"),
                text(element, "title"),
                text(element, "jobDescription"),
                text(element, "phoneticName"),
                PersonLabels.read(GoogleJson.text(element, "type")));
        return organization.encode().isEmpty() ? Optional.empty() : Optional.of(organization);
    }

    private static Map<String, Object> organization(Organization organization) {
        return object(
                "name", organization.name(),
                "department", organization.department(),
                "title", organization.title(),
                "jobDescription", organization.role(),
                "phoneticName", organization.phoneticName(),
                "type", PersonLabels.write(organization.labels()).orElse(""));
    }

    private static Optional<InstantMessage> im(Map<String, Object> element) {
        String protocol = text(element, "protocol");
        return GoogleJson.text(element, "username")
                .map(handle -> new InstantMessage(
                        PROTOCOLS.getOrDefault(protocol, protocol), handle, PersonLabels.read(GoogleJson.text(element, "type"))))
                .filter(im -> !im.handle().isEmpty());
    }

    private static Map<String, Object> im(InstantMessage im) {
        String protocol = PROTOCOLS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(im.service()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(im.service());
        return object("protocol", protocol, "username", im.handle(), "type", PersonLabels.write(im.labels()).orElse(""));
    }

    /** The date of an element; empty where there is none that a contact can have. */
    static Optional<PartialDate> date(Map<String, Object> element) {
        Map<String, Object> date = GoogleJson.object(element, "date");
        try {
            return date.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PartialDate(number(date, "year"), number(date, "month"), number(date, "day")));
        } catch (IllegalArgumentException impossible) {
            return Optional.empty();
        }
    }

    private static int number(Map<String, Object> date, String part) {
        return GoogleJson.number(date, part).orElse(0);
    }

    /** A date as Google has it: what is unknown is left out. */
    static Map<String, Object> date(PartialDate date) {
        Map<String, Object> object = new LinkedHashMap<>();
        Stream.of(Map.entry("year", date.year()), Map.entry("month", date.month()), Map.entry("day", date.day()))
                .filter(part -> part.getValue() != 0)
                .forEach(part -> object.put(part.getKey(), part.getValue()));
        return object;
    }

    static String text(Map<String, Object> element, String member) {
        return GoogleJson.text(element, member).orElse("");
    }

    /** An object of texts; empty ones are left out. */
    static Map<String, Object> object(String... namesAndTexts) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            with(object, namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return object;
    }

    private static Map<String, Object> with(Map<String, Object> object, String name, Object value) {
        if (!"".equals(value)) {
            object.put(name, value);
        }
        return object;
    }
}
