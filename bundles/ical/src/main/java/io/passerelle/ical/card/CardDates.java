// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.property.Birthday;
import ezvcard.property.DateOrTimeProperty;
import ezvcard.property.RawProperty;
import io.passerelle.model.item.Anniversary;
import io.passerelle.model.item.ContactBuilder;
import io.passerelle.model.item.PartialDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads birthdays and other days to remember, of which the year may be unknown. */
final class CardDates {
    static final String ANNIVERSARY = "anniversary";
    static final String OMITTED = "X-APPLE-OMIT-YEAR";

    private final CardContact card;
    private final Groups groups;

    CardDates(CardContact card, Groups groups) {
        this.card = card;
        this.groups = groups;
    }

    void read(ContactBuilder contact) {
        card.take(Birthday.class).ifPresent(birthday -> date(birthday)
                .ifPresentOrElse(contact::birthday, () -> card.putBack(birthday)));
        List<Anniversary> days = new ArrayList<>();
        card.takeAll(ezvcard.property.Anniversary.class)
                .forEach(day -> date(day).ifPresentOrElse(
                        date -> days.add(new Anniversary(date, ANNIVERSARY)), () -> card.putBack(day)));
        for (String name : List.of("X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY")) {
            card.takeRaw(name).forEach(day -> add(days, day, ANNIVERSARY));
        }
        card.takeRaw("X-ABDATE").forEach(day -> add(days, day, label(day)));
        contact.anniversaries(days);
    }

    private String label(RawProperty day) {
        String label = groups.companion(day, Groups.LABEL);
        return label.equals("_$!<Anniversary>!$_") ? ANNIVERSARY : label;
    }

    private void add(List<Anniversary> days, RawProperty property, String label) {
        parse(property.getValue(), property.getParameter(OMITTED))
                .ifPresentOrElse(date -> days.add(new Anniversary(date, label)), () -> card.putBack(property));
    }

    private static Optional<PartialDate> date(DateOrTimeProperty property) {
        String omitted = property.getParameter(OMITTED);
        if (property.getDate() != null) {
            return parse(property.getDate().toString(), omitted);
        }
        if (property.getPartialDate() != null) {
            return parse(property.getPartialDate().toISO8601(true), omitted);
        }
        return property.getText() == null ? Optional.empty() : parse(property.getText(), omitted);
    }

    private static Optional<PartialDate> parse(String text, String omittedYear) {
        try {
            PartialDate date = PartialDate.parse(text);
            boolean unknown = omittedYear != null && omittedYear.strip().equals(String.valueOf(date.year()));
            return Optional.of(unknown ? new PartialDate(0, date.month(), date.day()) : date);
        } catch (IllegalArgumentException noDate) {
            return Optional.empty();
        }
    }
}
