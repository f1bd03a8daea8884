// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.property.Birthday;
import ezvcard.property.DateOrTimeProperty;
import ezvcard.property.RawProperty;
import ezvcard.property.VCardProperty;
import io.passerelle.model.item.Anniversary;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.PartialDate;

/** Writes birthdays and other days to remember. */
final class ContactDates {
    /** The year that stands for none in version 3, as Apple has it: a leap year. */
    private static final int NO_YEAR = 1604;

    private final ContactCard card;

    ContactDates(ContactCard card) {
        this.card = card;
    }

    void write(Contact contact) {
        contact.birthday().ifPresent(date -> card.add(birthday(date)));
        boolean first = true;
        for (Anniversary day : contact.anniversaries()) {
            if (card.isV4() && first && day.label().equals(CardDates.ANNIVERSARY)) {
                card.add(new ezvcard.property.Anniversary(partial(day.date())));
                first = false;
            } else {
                RawProperty property = new RawProperty("X-ABDATE", v3(day.date()));
                omit(property, day.date());
                card.add(property);
                boolean known = day.label().equals(CardDates.ANNIVERSARY);
                card.companion(property, Groups.LABEL, known ? "_$!<Anniversary>!$_" : day.label());
            }
        }
    }

    private DateOrTimeProperty birthday(PartialDate date) {
        if (card.isV4() || date.full().isEmpty() && !hasNoYear(date)) {
            return new Birthday(partial(date));
        }
        Birthday birthday = new Birthday(ezvcard.util.PartialDate.parse(v3(date)));
        omit(birthday, date);
        return birthday;
    }

    private static ezvcard.util.PartialDate partial(PartialDate date) {
        return ezvcard.util.PartialDate.builder()
                .year(date.year() == 0 ? null : date.year())
                .month(date.month() == 0 ? null : date.month())
                .date(date.day() == 0 ? null : date.day())
                .build();
    }

    private static boolean hasNoYear(PartialDate date) {
        return date.year() == 0 && date.day() != 0;
    }

    private static String v3(PartialDate date) {
        return (hasNoYear(date) ? new PartialDate(NO_YEAR, date.month(), date.day()) : date).toString();
    }

    private static void omit(VCardProperty property, PartialDate date) {
        if (hasNoYear(date)) {
            property.setParameter(CardDates.OMITTED, Integer.toString(NO_YEAR));
        }
    }
}
