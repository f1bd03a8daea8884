// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.item.Anniversary;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactName;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.CustomField;
import io.passerelle.model.item.InstantMessage;
import io.passerelle.model.item.Item;
import io.passerelle.model.item.ItemUid;
import io.passerelle.model.item.Labelled;
import io.passerelle.model.item.Labels;
import io.passerelle.model.item.Organization;
import io.passerelle.model.item.PartialDate;
import io.passerelle.model.item.PostalAddress;
import java.util.List;

/** Items of the kind that a subject holds. */
final class ContractItems {
    private ContractItems() {}

    /** An item with two texts; an empty one is absent. */
    static Item plain(CollectionSubject subject, String uid, String title, String place) {
        return subject.kind() == CollectionKind.CALENDAR
                ? ContractEvents.timed(uid, title, place)
                : Contact.builder(ItemUid.of(uid)).name(ContactName.of(title)).note(place).build();
    }

    /** Root of the first text. */
    static String title(CollectionSubject subject) {
        return subject.kind() == CollectionKind.CALENDAR ? "title" : "displayName";
    }

    /** Root of the second text. */
    static String place(CollectionSubject subject) {
        return subject.kind() == CollectionKind.CALENDAR ? "location" : "note";
    }

    /** A contact with every field. */
    static Contact everything(String uid) {
        return Contact.builder(ItemUid.of(uid))
                .name(new ContactName("Dr. Ada Lovelace", "Dr.", "Ada", "King", "Lovelace", "PhD", "a", "b", "c"))
                .fileAs("Lovelace")
                .gender("female")
                .nicknames(List.of("Enchantress"))
                .emails(List.of(Labelled.of("ada@example.org", "work"), Labelled.of("ada@home.example")))
                .phones(List.of(new Labelled("+44 20 7946 0000", Labels.of("work").withPreference(1))))
                .addresses(List.of(PostalAddress.of("1 Main St", "London", "", "N1", "UK", Labels.of("home"))))
                .urls(List.of(Labelled.of("https://example.org/")))
                .ims(List.of(new InstantMessage("xmpp", "ada@im.example", Labels.NONE)))
                .organizations(List.of(Organization.of("Engines", "Notes", "Analyst")))
                .birthday(PartialDate.of(12, 10))
                .anniversaries(List.of(new Anniversary(new PartialDate(1835, 7, 8), "anniversary")))
                .relations(List.of(Labelled.of("William", "spouse")))
                .categories(List.of("Friends", "Mathematics"))
                .note("two\nlines")
                .custom(List.of(new CustomField("Shoe size", "37")))
                .vcard(List.of("X-FOO:bar"))
                .photo(new ContactPhoto("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 1}))
                .build();
    }
}
