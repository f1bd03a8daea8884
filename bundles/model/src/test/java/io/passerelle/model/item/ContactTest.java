// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ContactTest {
    private static final ItemUid UID = ItemUid.of("contact");

    private static Contact everything() {
        return Contact.builder(UID)
                .name(new ContactName("Dr. Ada Lovelace", "Dr.", "Ada", "King", "Lovelace", "PhD", "EY-da", "", "LUV-lace"))
                .fileAs("Lovelace, Ada")
                .gender("female")
                .nicknames(List.of("Enchantress"))
                .emails(List.of(Labelled.of("Ada@example.org", "work"), Labelled.of("ada@home.example", "home")))
                .phones(List.of(
                        new Labelled("+44 20 7946 0000", Labels.of("work").withPreference(1)),
                        Labelled.of("+44 (20) 7946-0000", "fax")))
                .addresses(List.of(new PostalAddress(
                        "1 Main St\nFlat 2", "", "", "London", "", "N1", "United Kingdom", "gb", "", Labels.of("home"))))
                .urls(List.of(Labelled.of("https://example.org/")))
                .ims(List.of(new InstantMessage("XMPP", "ada@im.example", Labels.NONE)))
                .organizations(List.of(Organization.of("Engines=Ltd\\", "Notes", "Analyst")))
                .birthday(PartialDate.of(12, 10))
                .anniversaries(List.of(new Anniversary(new PartialDate(1835, 7, 8), "Wedding")))
                .relations(List.of(Labelled.of("William", "spouse")))
                .categories(List.of("Friends", "Mathematics"))
                .note("First line\r\nsecond")
                .custom(List.of(new CustomField("Shoe size", "37")))
                .vcard(List.of("X-FOO:bar"))
                .photo(new ContactPhoto("image/gif", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1}))
                .build();
    }

    @Test
    @DisplayName("what was put in comes out, part by part")
    void accessors() {
        Contact contact = everything();
        assertThat(contact.name().family()).isEqualTo("Lovelace");
        assertThat(contact.name().joined()).isEqualTo("Dr. Ada King Lovelace, PhD");
        assertThat(contact.emails()).extracting(Labelled::value).containsExactlyInAnyOrder("Ada@example.org", "ada@home.example");
        assertThat(contact.phones()).extracting(phone -> phone.labels().types().first()).containsExactly("work", "fax");
        assertThat(contact.addresses().get(0).street()).isEqualTo("1 Main St\nFlat 2");
        assertThat(contact.addresses().get(0).countryCode()).isEqualTo("GB");
        assertThat(contact.ims().get(0).service()).isEqualTo("xmpp");
        assertThat(contact.organizations()).containsExactly(Organization.of("Engines=Ltd\\", "Notes", "Analyst"));
        assertThat(contact.birthday()).contains(PartialDate.of(12, 10));
        assertThat(contact.note()).isEqualTo("First line\nsecond");
        assertThat(contact.custom()).containsExactly(new CustomField("Shoe size", "37"));
        assertThat(contact.photo().orElseThrow().mediaType()).as("read from the bytes").isEqualTo("image/jpeg");
        assertThat(contact.toBuilder().build()).isEqualTo(contact);
        assertThat(new Contact(UID, contact.properties(), contact.photo())).isEqualTo(contact);
        assertThat(Contact.ROOTS).containsAll(contact.fields().keySet().stream().map(FieldPath::root).toList());
    }

    @Test
    @DisplayName("fields of an empty contact taken from a full one make it the same")
    void takeAll() {
        Contact full = everything();
        Contact empty = Contact.builder(UID).build();
        assertThat(empty.with(full, full.fields().keySet())).isEqualTo(full);
        assertThat(full.with(empty, full.fields().keySet())).isEqualTo(empty);
    }

    @Test
    @DisplayName("two people who add different phone numbers do not conflict")
    void merge() {
        Contact base = Contact.builder(UID).phones(List.of(Labelled.of("111"))).build();
        Contact left = base.toBuilder().phones(List.of(Labelled.of("111"), Labelled.of("222", "home"))).build();
        Contact right = base.toBuilder().phones(List.of(Labelled.of("111", "work"), Labelled.of("333"))).build();
        Contact merged = left.with(right, Set.of(FieldPath.of("phones", "111"), FieldPath.of("phones", "333")));
        assertThat(merged.phones())
                .containsExactlyInAnyOrder(Labelled.of("111", "work"), Labelled.of("222", "home"), Labelled.of("333"));
    }

    @Test
    @DisplayName("another label, another spelling of a number or of an address keep the key of the element")
    void keys() {
        assertThat(Contact.builder(UID).phones(List.of(Labelled.of("+33 (0)1-23", "work"))).build().fields().keySet())
                .isEqualTo(Contact.builder(UID).phones(List.of(Labelled.of("+330123", "home"))).build().fields().keySet());
        assertThat(Contact.builder(UID).emails(List.of(Labelled.of("A@Example.org"))).build().fields().keySet())
                .containsExactly(FieldPath.of("emails", "a@example.org"));
        assertThat(Contact.builder(UID)
                        .organizations(List.of(Organization.of("Acme", "", "Boss")))
                        .build()
                        .fields()
                        .keySet())
                .containsExactly(FieldPath.of("organizations", "acme"));
    }

    @Test
    @DisplayName("values with the same key are all kept")
    void sameKey() {
        Contact contact = Contact.builder(UID)
                .categories(List.of("a  b", "a b", "a b#2"))
                .phones(List.of(Labelled.of("1234", "work"), Labelled.of("12 34", "fax"), Labelled.of("1234", "work")))
                .build();
        assertThat(contact.categories()).containsExactlyInAnyOrder("a  b", "a b", "a b#2");
        assertThat(contact.phones()).hasSize(2);
    }

    @Test
    @DisplayName("an unknown root is refused")
    void unknown() {
        assertThatThrownBy(() -> new Contact(UID, new TreeMap<>(Map.of(FieldPath.of("shoeSize"), "37"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("the label is the nearest thing to a name")
    void label() {
        assertThat(everything().label()).isEqualTo("Dr. Ada Lovelace");
        assertThat(Contact.builder(UID).organizations(List.of(Organization.of("Acme", "", ""))).build().label())
                .isEqualTo("Acme");
        assertThat(Contact.builder(UID).build().label()).isEmpty();
    }

    @Test
    @DisplayName("no text of a contact or of its parts is shown by toString")
    void noContent() {
        Contact contact = everything();
        String shown = contact + "" + contact.name() + contact.emails() + contact.phones() + contact.addresses() + contact.ims()
                + contact.organizations() + contact.anniversaries() + contact.custom() + contact.photo();
        assertThat(shown).doesNotContain("Ada", "ada@", "7946", "London", "Engines", "1835", "Shoe");
    }

    @Test
    @DisplayName("dates without year or day are read and written")
    void dates() {
        for (String text : List.of("1980-05-17", "--05-17", "1980-05", "1980", "--05", "--02-29")) {
            assertThat(PartialDate.parse(text)).hasToString(text);
        }
        assertThat(PartialDate.parse("19800517T000000Z")).hasToString("1980-05-17");
        assertThat(PartialDate.parse("--0517")).hasToString("--05-17");
        for (String text : List.of("", "1980-02-30", "1980-13", "--00-01", "yesterday", "0000")) {
            assertThatThrownBy(() -> PartialDate.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @DisplayName("a photo has bytes, and not too many")
    void photos() {
        assertThatThrownBy(() -> new ContactPhoto("image/png", new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContactPhoto("image/png", new byte[ContactPhoto.MOST_BYTES + 1]))
                .isInstanceOf(IllegalArgumentException.class);
        ContactPhoto script = new ContactPhoto("image/svg+xml", "<svg/>".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(script.isPicture()).isFalse();
        assertThat(new ContactPhoto("", new byte[] {'G', 'I', 'F', '8'})).isEqualTo(new ContactPhoto("x/y", new byte[] {'G', 'I', 'F', '8'}));
    }
}
