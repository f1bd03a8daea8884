// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.model.item.Anniversary;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.CustomField;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.InstantMessage;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Labels;
import io.passerelle.model.item.Organization;
import io.passerelle.model.item.PartialDate;
import io.passerelle.model.item.PostalAddress;
import io.passerelle.provider.google.GoogleJson;
import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.people.ContactEdits;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("What is written to Google Contacts is read back")
class ContactRoundTripTest {
    private static final String ANN = "ann@gmail.example";
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Labels that Google can hold. */
    private static final List<Labels> LABELS = List.of(
            Labels.NONE, Labels.of("home"), Labels.of("work"), Labels.of("other"), Labels.of("mobile"), Labels.of("work", "fax"),
            Labels.of("home", "fax"), Labels.of("work", "mobile"), Labels.of("homepage"), Labels.of("spouse"), Labels.named(List.of("Newsletter")),
            Labels.named(List.of("Ma résidence")));

    private final ContactEdits google;

    ContactRoundTripTest() {
        Sandbox sandbox = Sandbox.builder().build();
        sandbox.control().addAccount(ANN, "Ann", "Europe/Paris");
        google = sandbox.control().contacts();
    }

    private static ObjectNode json(Map<String, Object> object) {
        return JSON.valueToTree(object);
    }

    private static Map<String, Object> map(ObjectNode node) {
        return GoogleJson.read(node.toString());
    }

    private static Contact read(Map<String, Object> person) {
        return PersonTranslator.contact(person, Map.of());
    }

    /** Without the whole name, which Google makes itself, and the UID. */
    private static SortedMap<FieldPath, String> meaning(Contact contact) {
        SortedMap<FieldPath, String> fields = new TreeMap<>(contact.fields());
        fields.remove(FieldPath.of("displayName"));
        return fields;
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("a contact that Google can hold comes back as it was")
    void created(@ForAll("contacts") Contact contact) {
        Map<String, Object> person = map(google.insert(ANN, json(PersonTranslator.person(contact))));

        assertThat(meaning(read(person))).isEqualTo(meaning(contact));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("B33 a contact that becomes another one is that one, and what we do not know of it is still there")
    void changed(@ForAll("contacts") Contact before, @ForAll("contacts") Contact after) {
        ObjectNode sent = json(PersonTranslator.person(before));
        sent.putArray("sipAddresses").addObject().put("value", "sip:x@x.example");
        if (sent.path("organizations").size() == 1) {
            ((ObjectNode) sent.at("/organizations/0")).put("location", "Attic");
        }
        Map<String, Object> person = map(google.insert(ANN, sent));
        Contact present = read(person);
        Contact wanted = present.with(after, paths(present, after));

        ObjectNode patched = google.patch(ANN, People.ref(person).value(), json(PersonTranslator.patch(person, present, wanted, after)));

        assertThat(meaning(read(map(patched)))).isEqualTo(meaning(after));
        assertThat(patched.at("/sipAddresses/0/value").asText()).isEqualTo("sip:x@x.example");
        boolean sameOrganization = before.organizations().size() == 1
                && after.organizations().stream().anyMatch(one -> one.name().equalsIgnoreCase(before.organizations().get(0).name()));
        if (sameOrganization) {
            assertThat(patched.path("organizations").toString()).contains("Attic");
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("a contact that does not change sends nothing")
    void unchanged(@ForAll("contacts") Contact contact) {
        Map<String, Object> person = map(google.insert(ANN, json(PersonTranslator.person(contact))));
        Contact present = read(person);

        assertThat(PersonTranslator.patch(person, present, present, present)).isEmpty();
    }

    private static Set<FieldPath> paths(Contact one, Contact other) {
        Set<FieldPath> paths = new HashSet<>(one.fields().keySet());
        paths.addAll(other.fields().keySet());
        return paths;
    }

    @Provide
    Arbitrary<Contact> contacts() {
        Arbitrary<Labels> labels = Arbitraries.of(LABELS);
        Arbitrary<String> word = Arbitraries.of("Ada", "José", "van der Berg", "Zoë", "山田", "O’Brien", "X", "Łukasz", "a b");
        Arbitrary<String> maybe = word.injectDuplicates(0.1).optional(0.5).map(text -> text.orElse(""));
        Arbitrary<ContactName> names = Combinators.combine(maybe, word, maybe, maybe, maybe, maybe)
                .as((prefix, given, middle, family, suffix, sound) -> new ContactName("", prefix, given, middle, family, suffix, sound, "", ""));
        Arbitrary<List<Labelled>> mails = labelled(Arbitraries.of("a@x.example", "b@x.example", "c@y.example", "d@z.example"), labels);
        Arbitrary<List<Labelled>> phones = labelled(Arbitraries.of("+33 1 02 03 04 05", "112", "(0)30-1234567", "ext. 7"), labels);
        Arbitrary<List<Labelled>> urls = labelled(Arbitraries.of("https://x.example/?a=b", "x.example", "https://é.example"), labels);
        Arbitrary<List<Labelled>> relations = labelled(word, labels);
        Arbitrary<PostalAddress> address = Combinators.combine(word, maybe, maybe, word, maybe, labels)
                .as((street, extended, box, city, country, label) ->
                        new PostalAddress(street + "\n2nd", extended, box, city, "", "F-1", country, "", "", label));
        Arbitrary<Organization> organization = Combinators.combine(word, maybe, maybe, maybe, Arbitraries.of(Labels.NONE, Labels.of("work"), Labels.of("school")))
                .as((name, department, title, role, label) -> new Organization(name, department, title, role, "", label));
        Arbitrary<PartialDate> date = Arbitraries.of(
                PartialDate.of(2, 29), new PartialDate(1999, 12, 31), new PartialDate(1850, 0, 0), new PartialDate(2020, 5, 0), PartialDate.of(1, 1));
        Arbitrary<InstantMessage> im = Combinators.combine(Arbitraries.of("xmpp", "skype", "googletalk", "matrix"), word, labels).as(InstantMessage::new);
        Arbitrary<CustomField> custom = Combinators.combine(word, word).as(CustomField::new);
        Arbitrary<Anniversary> anniversary = Combinators.combine(date, Arbitraries.of("anniversary", "other", "First concert")).as(Anniversary::new);
        return Combinators.combine(names, mails, phones, urls, relations, address.list().ofMaxSize(3), organization.list().ofMaxSize(2),
                        Combinators.combine(date.optional(), Arbitraries.of("", "One line", "Two\nlines  with  space"), Arbitraries.of("", "female", "Kind"),
                                        im.list().ofMaxSize(2), custom.list().ofMaxSize(2), anniversary.list().ofMaxSize(2), word.list().ofMaxSize(2))
                                .as(Rest::new))
                .as((name, emails, numbers, pages, people, addresses, organizations, rest) -> Contact.builder(ItemUid.of("u"))
                        .name(name)
                        .emails(emails)
                        .phones(numbers)
                        .urls(pages)
                        .relations(people)
                        .addresses(addresses)
                        .organizations(organizations)
                        .birthday(rest.birthday().orElse(null))
                        .note(rest.note())
                        .gender(rest.gender())
                        .ims(rest.ims())
                        .custom(rest.custom())
                        .anniversaries(rest.anniversaries())
                        .nicknames(rest.nicknames())
                        .build());
    }

    private record Rest(
            Optional<PartialDate> birthday,
            String note,
            String gender,
            List<InstantMessage> ims,
            List<CustomField> custom,
            List<Anniversary> anniversaries,
            List<String> nicknames) {}

    private static Arbitrary<List<Labelled>> labelled(Arbitrary<String> values, Arbitrary<Labels> labels) {
        return Combinators.combine(values, labels).as(Labelled::new).list().ofMaxSize(3);
    }
}
