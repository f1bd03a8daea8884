// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.passerelle.model.item.Contact;
import io.passerelle.model.item.PartialDate;
import io.passerelle.provider.google.GoogleJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Persons that other projects have seen come from Google. */
class ContactCorpusTest {
    private Path folder;

    @BeforeEach
    void find() {
        folder = Path.of(System.getProperty("passerelle.shared", "absent"), "corpus", "json");
        assumeTrue(Files.isDirectory(folder), "the collected answers are not here");
    }

    private Map<String, Object> json(String name) throws IOException {
        String text = Files.readString(folder.resolve("libkgapi__autotests_people_data_" + name));
        return GoogleJson.read(text.substring(text.indexOf('{')));
    }

    @Test
    @DisplayName("A person of the KDE library's answers is read field by field")
    void person() throws IOException {
        Contact contact = PersonTranslator.contact(json("person1.json"), Map.of());

        assertThat(contact.uid().value()).isEqualTo("47c21a010c6b30c8");
        assertThat(contact.name().full()).isEqualTo("Dr. John Jay Doe III");
        assertThat(contact.name().phoneticGiven()).isEqualTo("ʤɒn");
        assertThat(contact.birthday()).contains(new PartialDate(1999, 11, 3));
        assertThat(contact.addresses()).hasSize(2).allSatisfy(address -> {
            assertThat(address.formatted()).isEmpty();
            assertThat(address.countryCode()).isEqualTo("ES");
        });
        assertThat(contact.emails()).hasSize(3);
        assertThat(contact.phones()).anySatisfy(phone -> assertThat(phone.labels().has("mobile")).isTrue());
        assertThat(contact.ims()).extracting(im -> im.service()).containsExactlyInAnyOrder("googletalk", "xmpp");
        assertThat(contact.relations()).hasSize(1);
        assertThat(contact.custom()).hasSize(1);
        assertThat(contact.anniversaries()).hasSize(1);
        assertThat(contact.note()).isEqualTo("John is awesome!");
        assertThat(ContactPhotos.has(json("person1.json"))).isFalse();
    }

    @Test
    @DisplayName("Every person of the answers is read, and sent back unchanged it would send nothing")
    void unchanged() throws IOException {
        for (Map<String, Object> person : people()) {
            Contact contact = PersonTranslator.contact(person, Map.of());

            assertThat(contact.label()).isNotBlank();
            assertThat(PersonTranslator.patch(person, contact, contact, contact)).isEmpty();
        }
    }

    @Test
    @DisplayName("A new mail address leaves the other fields of a person alone, and the addresses that were there as they are")
    void patched() throws IOException {
        Map<String, Object> person = json("person1.json");
        Contact present = PersonTranslator.contact(person, Map.of());
        Contact other = PersonTranslator.contact(json("person2.json"), Map.of());
        Contact wanted = present.toBuilder().emails(List.of(present.emails().get(0), other.emails().get(0))).build();

        Map<String, Object> patch = PersonTranslator.patch(person, present, wanted, wanted);

        assertThat(patch).containsOnlyKeys("emailAddresses");
        assertThat((List<?>) patch.get("emailAddresses")).hasSize(2).noneMatch(element -> ((Map<?, ?>) element).containsKey("metadata"));
    }

    private List<Map<String, Object>> people() throws IOException {
        List<Map<String, Object>> people = GoogleJson.objects(json("connections_full_fetch_response.txt"), "connections");
        assertThat(people).isNotEmpty();
        people.add(json("person1.json"));
        people.add(json("person2.json"));
        people.add(json("person1_modify_response.txt"));
        people.add(GoogleJson.object(json("person2_photo_update_response.txt"), "person"));
        return people;
    }
}
