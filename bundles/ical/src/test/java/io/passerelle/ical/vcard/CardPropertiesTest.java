// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.item.Anniversary;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.CustomField;
import io.passerelle.model.item.InstantMessage;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Labels;
import io.passerelle.model.item.Organization;
import io.passerelle.model.item.PartialDate;
import io.passerelle.model.item.PostalAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CardPropertiesTest {
    private static final String AWKWARD = "aZé \u00e4\u4e2d,;:\"'^=\\\n\t()<>&%{}|_$!nN\u2028\u00a0";

    @Property(tries = 300)
    @Label("a contact survives being written and read in version 4")
    void version4(@ForAll("contacts") Contact contact) {
        assertThat(new CardReader().readOne(CardWriter.text(contact, CardVersion.V4)).fields()).isEqualTo(contact.fields());
    }

    @Property(tries = 300)
    @Label("a contact survives being written and read in version 3, with one preference each")
    void version3(@ForAll("contacts") Contact contact) {
        Contact plain = withoutPreferences(contact);
        assertThat(new CardReader().readOne(CardWriter.text(plain, CardVersion.V3)).fields()).isEqualTo(plain.fields());
    }

    @Property(tries = 300)
    @Label("an edited card says what the contact says, whatever it said before")
    void edited(@ForAll("contacts") Contact before, @ForAll("contacts") Contact after, @ForAll CardVersion version) {
        Contact wanted = version == CardVersion.V3 ? withoutPreferences(after) : after;
        String text = CardWriter.edit(CardWriter.text(before, version), wanted);
        assertThat(new CardReader().readOne(text).fields()).isEqualTo(wanted.fields());
        assertThat(CardWriter.edit(text, wanted)).isEqualTo(text);
    }

    @Property(tries = 300)
    @Label("noise is survived")
    void noise(@ForAll byte[] noise) {
        Cards cards = Cards.of(noise);
        assertThat(cards.summary().contacts()).isEqualTo(cards.contacts().size());
    }

    @Property(tries = 300)
    @Label("a damaged file costs the damaged cards and no others")
    void damage(@ForAll("contacts") Contact contact, @ForAll Random random) {
        byte[] middle = CardWriter.text(contact, CardVersion.V3).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5; i++) {
            middle[random.nextInt(middle.length)] = (byte) random.nextInt(256);
        }
        String first = Cards.card("FN:First", "UID:first");
        String last = Cards.card("FN:Last", "UID:last");
        String file = first + new String(middle, StandardCharsets.ISO_8859_1) + "\r\n" + last;
        Cards cards = Cards.of(file.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(cards.contacts()).extracting(Contact::label).contains("First", "Last");
        long unread = cards.problems().stream().filter(problem -> !problem.reason().partial()).count();
        assertThat(cards.contacts().size() + unread).isEqualTo(cards.summary().cards());
    }

    private static Contact withoutPreferences(Contact contact) {
        return contact.toBuilder()
                .emails(contact.emails().stream().map(one -> new Labelled(one.value(), one.labels().withPreference(0))).toList())
                .phones(contact.phones().stream().map(one -> new Labelled(one.value(), one.labels().withPreference(0))).toList())
                .build();
    }

    private static Arbitrary<String> text() {
        return Arbitraries.strings().withChars(AWKWARD.toCharArray()).ofMaxLength(12);
    }

    private static Arbitrary<Labels> labels() {
        return Combinators.combine(
                        Arbitraries.of("home", "work", "mobile", "fax", "other").set().ofMaxSize(2), text().injectNull(0.5))
                .as((types, label) -> new Labels(new TreeSet<>(types), label, 0));
    }

    private static Arbitrary<Labelled> labelled() {
        return Combinators.combine(text(), labels(), Arbitraries.integers().between(0, 100))
                .as((value, labels, preference) -> new Labelled(value, labels.withPreference(preference)));
    }

    private static Arbitrary<PartialDate> dates() {
        return Arbitraries.of(
                new PartialDate(1980, 5, 17), PartialDate.of(2, 29), new PartialDate(1999, 12, 0), new PartialDate(1970, 0, 0), new PartialDate(0, 7, 0));
    }

    private static Arbitrary<PostalAddress> addresses() {
        // a backslash before an n in the LABEL of an address cannot be told from a line end
        Arbitrary<String> formatted = text().map(text -> text.replace("\\", ""));
        return Combinators.combine(text(), text(), text(), text(), text(), Arbitraries.of("", "FR", "DE"), formatted, labels())
                .as((street, extended, box, city, region, code, label, labels) -> new PostalAddress(
                        street, extended, box, city, region, city, region, code, label, labels));
    }

    @Provide
    Arbitrary<Contact> contacts() {
        Arbitrary<ContactBuilder> people = Combinators.combine(
                        text(), text(), text(), text(), text(), text(), labelled().list().ofMaxSize(3), labelled().list().ofMaxSize(3))
                .as((full, given, middle, family, suffix, note, emails, phones) -> Contact.builder(ItemUid.of("u"))
                        .name(new ContactName("x" + full, middle, given, middle, family, suffix, given, "", family))
                        .note(note)
                        .emails(emails)
                        .phones(phones));
        Arbitrary<ContactBuilder> reached = Combinators.combine(
                        people,
                        addresses().list().ofMaxSize(2),
                        text().list().ofMaxSize(3),
                        text().list().ofMaxSize(2),
                        labels(),
                        text(),
                        text())
                .as((builder, addresses, categories, nicknames, labels, service, handle) -> builder.addresses(addresses)
                        .categories(categories)
                        .nicknames(nicknames)
                        .fileAs(handle)
                        .gender(service)
                        .ims(List.of(new InstantMessage(service, handle, labels)))
                        .urls(List.of(new Labelled(handle, labels)))
                        .relations(List.of(new Labelled(service, labels))));
        return Combinators.combine(
                        reached,
                        Combinators.combine(text(), text(), text(), labels())
                                .as((name, unit, title, labels) -> new Organization(name, unit, title, unit, "", labels))
                                .list()
                                .ofMaxSize(3),
                        dates(),
                        Combinators.combine(dates(), text()).as(Anniversary::new).list().ofMaxSize(2),
                        Combinators.combine(text(), text()).as(CustomField::new).list().ofMaxSize(2),
                        Arbitraries.bytes().array(byte[].class).ofMinSize(1).ofMaxSize(20).injectNull(0.5))
                .as((builder, organizations, birthday, days, custom, photo) -> builder.organizations(organizations)
                        .birthday(birthday)
                        .anniversaries(days)
                        .custom(custom)
                        .photo(photo == null ? null : new ContactPhoto("image/png", photo))
                        .build());
    }
}
