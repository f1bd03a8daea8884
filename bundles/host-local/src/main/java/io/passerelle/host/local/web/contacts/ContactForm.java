// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.contacts;

import io.passerelle.host.local.web.Fields;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Labels;
import io.passerelle.model.item.Organization;
import io.passerelle.model.item.PartialDate;
import io.passerelle.model.item.PostalAddress;
import java.util.List;
import java.util.TreeSet;

/** What the page makes of a contact. A field that was not sent stays as it is. */
final class ContactForm {
    private static final int LINE = 255;
    private static final int LONG = 65_536;
    private static final int MOST = 100;

    private final Fields body;

    ContactForm(Fields body) {
        this.body = body;
    }

    /** @throws PasserelleException {@code INVALID_INPUT} naming the field */
    Contact applyTo(Contact present) {
        ContactBuilder contact = present.toBuilder().name(name(present.name()));
        if (body.has("birthday")) {
            contact.birthday(birthday(body.text("birthday", 40).strip()));
        }
        if (body.has("note")) {
            contact.note(body.text("note", LONG));
        }
        if (body.has("emails")) {
            contact.emails(labelled("emails"));
        }
        if (body.has("phones")) {
            contact.phones(labelled("phones"));
        }
        if (body.has("urls")) {
            contact.urls(labelled("urls"));
        }
        if (body.has("addresses")) {
            contact.addresses(body.objects("addresses", MOST).stream().map(ContactForm::address).toList());
        }
        if (body.has("organizations")) {
            contact.organizations(body.objects("organizations", MOST).stream().map(ContactForm::organization).toList());
        }
        if (body.has("nicknames")) {
            contact.nicknames(body.texts("nicknames", MOST, LINE));
        }
        if (body.has("categories")) {
            contact.categories(body.texts("categories", MOST, LINE));
        }
        Contact made = contact.build();
        if (made.label().isEmpty()) {
            throw PasserelleException.invalid("displayName", "is missing");
        }
        return made;
    }

    private ContactName name(ContactName present) {
        return new ContactName(
                line("displayName", present.full()),
                line("prefix", present.prefix()),
                line("givenName", present.given()),
                line("middleName", present.middle()),
                line("familyName", present.family()),
                line("suffix", present.suffix()),
                present.phoneticGiven(),
                present.phoneticMiddle(),
                present.phoneticFamily());
    }

    private String line(String name, String present) {
        return body.has(name) ? body.text(name, LINE) : present;
    }

    private static PartialDate birthday(String text) {
        try {
            return text.isEmpty() ? null : PartialDate.parse(text);
        } catch (IllegalArgumentException noDate) {
            throw PasserelleException.invalid("birthday", "is a date, with or without its year");
        }
    }

    private List<Labelled> labelled(String name) {
        return body.objects(name, MOST).stream()
                .map(one -> new Labelled(one.text("value", 2_000), labels(one)))
                .toList();
    }

    private static PostalAddress address(Fields from) {
        return new PostalAddress(
                from.text("street", LINE * 4),
                from.text("extended", LINE),
                from.text("poBox", LINE),
                from.text("city", LINE),
                from.text("region", LINE),
                from.text("postalCode", LINE),
                from.text("country", LINE),
                from.text("countryCode", 10),
                from.text("formatted", LINE * 8),
                labels(from));
    }

    private static Organization organization(Fields from) {
        return new Organization(
                from.text("name", LINE),
                from.text("department", LINE),
                from.text("title", LINE),
                from.text("role", LINE * 4),
                from.text("phoneticName", LINE),
                labels(from));
    }

    private static Labels labels(Fields from) {
        try {
            return new Labels(
                    new TreeSet<>(from.texts("types", 20, 40)),
                    from.text("label", LINE),
                    from.number("preference", 0, 100).orElse(0));
        } catch (IllegalArgumentException noWord) {
            throw PasserelleException.invalid("types", "are words of lower-case letters, digits and hyphens");
        }
    }
}
