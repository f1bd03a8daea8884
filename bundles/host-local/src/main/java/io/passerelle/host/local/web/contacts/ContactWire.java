// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.contacts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.host.local.web.HostServlet;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Labels;
import io.passerelle.model.item.Organization;
import io.passerelle.model.item.PartialDate;
import io.passerelle.model.item.PostalAddress;
import java.util.List;

/** A contact as the page sees it: everything that the page can change, and what it gives back untouched. */
final class ContactWire {
    private ContactWire() {}

    static ObjectNode of(String book, String ref, String revision, Contact contact, boolean hasPhoto) {
        ContactName name = contact.name();
        ObjectNode to = HostServlet.JSON.createObjectNode()
                .put("book", book)
                .put("ref", ref)
                .put("revision", revision)
                .put("label", contact.label())
                .put("photo", hasPhoto)
                .put("displayName", name.full())
                .put("prefix", name.prefix())
                .put("givenName", name.given())
                .put("middleName", name.middle())
                .put("familyName", name.family())
                .put("suffix", name.suffix())
                .put("birthday", contact.birthday().map(PartialDate::toString).orElse(""))
                .put("note", contact.note());
        labelled(to.putArray("emails"), contact.emails());
        labelled(to.putArray("phones"), contact.phones());
        labelled(to.putArray("urls"), contact.urls());
        contact.addresses().forEach(address -> address(to.withArray("addresses").addObject(), address));
        contact.organizations().forEach(one -> organization(to.withArray("organizations").addObject(), one));
        texts(to.putArray("nicknames"), contact.nicknames());
        texts(to.putArray("categories"), contact.categories());
        return to;
    }

    private static void texts(ArrayNode to, List<String> values) {
        values.forEach(to::add);
    }

    private static void labelled(ArrayNode to, List<Labelled> values) {
        values.forEach(value -> labels(to.addObject().put("value", value.value()), value.labels()));
    }

    private static void address(ObjectNode to, PostalAddress address) {
        to.put("street", address.street())
                .put("extended", address.extended())
                .put("poBox", address.poBox())
                .put("city", address.city())
                .put("region", address.region())
                .put("postalCode", address.postalCode())
                .put("country", address.country())
                .put("countryCode", address.countryCode())
                .put("formatted", address.formatted());
        labels(to, address.labels());
    }

    private static void organization(ObjectNode to, Organization organization) {
        to.put("name", organization.name())
                .put("department", organization.department())
                .put("title", organization.title())
                .put("role", organization.role())
                .put("phoneticName", organization.phoneticName());
        labels(to, organization.labels());
    }

    private static void labels(ObjectNode to, Labels labels) {
        ArrayNode types = to.putArray("types");
        labels.types().forEach(types::add);
        to.put("label", labels.label()).put("preference", labels.preference());
    }
}
