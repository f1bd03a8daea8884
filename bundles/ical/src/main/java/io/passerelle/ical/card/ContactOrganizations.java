// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.property.Role;
import ezvcard.property.Title;
import ezvcard.property.VCardProperty;
import io.passerelle.model.item.Organization;
import java.util.ArrayList;
import java.util.List;

/** Writes ORG, TITLE and ROLE, in groups where there are several. */
final class ContactOrganizations {
    private final ContactCard card;

    ContactOrganizations(ContactCard card) {
        this.card = card;
    }

    void write(List<Organization> organizations) {
        for (Organization organization : organizations) {
            List<VCardProperty> parts = new ArrayList<>();
            ezvcard.property.Organization name = new ezvcard.property.Organization();
            // a unit without an organisation leaves the first place empty
            if (!organization.name().isEmpty() || !organization.department().isEmpty()) {
                name.getValues().add(organization.name());
            }
            if (!organization.department().isEmpty()) {
                name.getValues().add(organization.department());
            }
            organization.labels().types().forEach(type -> name.addParameter("TYPE", type));
            if (organization.labels().preference() != 0) {
                preference(name, organization.labels().preference());
            }
            parts.add(name);
            if (!organization.title().isEmpty()) {
                parts.add(new Title(organization.title()));
            }
            if (!organization.role().isEmpty()) {
                parts.add(new Role(organization.role()));
            }
            parts.forEach(card::add);
            VCardProperty phonetic = card.raw("X-PHONETIC-ORG", organization.phoneticName());
            if (phonetic != null) {
                parts.add(phonetic);
            }
            if (organizations.size() > 1 || !organization.labels().label().isEmpty()) {
                parts.forEach(part -> part.setGroup(card.group(name)));
            }
            card.companion(name, Groups.LABEL, organization.labels().label());
        }
    }

    private void preference(VCardProperty name, int preference) {
        if (card.isV4()) {
            name.setParameter("PREF", Integer.toString(preference));
        } else if (preference == 1) {
            name.addParameter("TYPE", "pref");
        }
    }
}
