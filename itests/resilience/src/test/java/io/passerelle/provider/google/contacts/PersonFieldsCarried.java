// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.item.Contact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The translator of Google contacts, which nothing outside its bundle can see. */
public final class PersonFieldsCarried {
    private PersonFieldsCarried() {}

    /** What it says that Google can hold. */
    public static Set<String> carried() {
        return PersonTranslator.CARRIED;
    }

    /** A contact as it comes back from what is sent; photo and groups have calls of their own and are not part of it. */
    public static Contact thereAndBack(Contact contact) {
        Map<String, Object> person = new LinkedHashMap<>(PersonTranslator.person(contact));
        person.put("resourceName", "people/c1");
        person.put("metadata", Map.of("sources", List.of(Map.of("type", "CONTACT", "id", "1"))));
        return PersonTranslator.contact(person, Map.of());
    }
}
