// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.item.Contact;
import io.passerelle.model.item.FieldPath;
import io.passerelle.provider.google.GoogleJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a published person has to stand. */
public final class PersonSamples {
    private PersonSamples() {}

    /** Read, written and read again it is the same; unchanged, it sends nothing. */
    public static void survives(Map<String, Object> person) {
        if (GoogleJson.objects(person, "names").isEmpty() && GoogleJson.objects(person, "emailAddresses").isEmpty()) {
            return;
        }
        Contact read = PersonTranslator.contact(person, Map.of());
        assertThat(read.label()).isNotBlank();
        assertThat(PersonTranslator.patch(person, read, read, read)).isEmpty();

        Map<String, Object> written = new LinkedHashMap<>(PersonTranslator.person(read));
        written.put("metadata", person.get("metadata"));
        assertThat(fields(PersonTranslator.contact(written, Map.of()))).isEqualTo(fields(read));
    }

    /** Without the whole name, which Google makes of its parts. */
    private static SortedMap<FieldPath, String> fields(Contact contact) {
        SortedMap<FieldPath, String> fields = new TreeMap<>(contact.fields());
        fields.remove(FieldPath.of("displayName"));
        return fields;
    }
}
