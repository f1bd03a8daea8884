// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.VCard;
import ezvcard.io.ParseWarning;
import ezvcard.io.text.VCardReader;
import io.passerelle.ical.vcard.CardProblem;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ItemUid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/** One card of a file to a contact, with every doubt reported. */
public final class CardParser {
    /** The number under which the library reports a property that it leaves out. */
    private static final int SKIPPED = 22;

    private final Consumer<CardProblem> problems;

    public CardParser(Consumer<CardProblem> problems) {
        this.problems = problems;
    }

    /** The contact; empty when the card was reported as a whole. */
    public Optional<Contact> parse(CardLines.Card card) {
        if (!card.closed() || !card.complete()) {
            report(
                    card,
                    "",
                    "",
                    card.closed() ? CardProblem.Reason.TOO_LARGE : CardProblem.Reason.CUT_OFF);
            return Optional.empty();
        }
        try (VCardReader reader = CardText.reader(card.text())) {
            VCard found = reader.readNext();
            if (found == null) {
                report(card, "", "", CardProblem.Reason.MALFORMED);
                return Optional.empty();
            }
            return contact(card, found, reader.getWarnings());
        } catch (IOException | RuntimeException noCard) {
            // the library trips over values that it does not expect; the next card may be sound
            report(card, "", "", CardProblem.Reason.MALFORMED);
            return Optional.empty();
        }
    }

    private Optional<Contact> contact(CardLines.Card card, VCard found, List<ParseWarning> warnings) {
        CardContact reading = new CardContact(found);
        Contact contact = reading.contact(ItemUid.of("unknown"));
        if (contact.fields().isEmpty()) {
            report(card, "", "", CardProblem.Reason.EMPTY);
            return Optional.empty();
        }
        String label = contact.label();
        Set<String> bad = new TreeSet<>();
        for (ParseWarning warning : warnings) {
            if (warning.getCode() != null && warning.getCode() == SKIPPED && warning.getPropertyName() != null) {
                bad.add(warning.getPropertyName().toUpperCase(Locale.ROOT));
            }
        }
        bad.forEach(property -> report(card, label, property, CardProblem.Reason.BAD_VALUE));
        reading.leftOut().forEach((property, reason) -> report(card, label, property, reason));
        ItemUid uid = reading.uid().orElseGet(() -> fromContent(contact));
        return Optional.of(new Contact(uid, contact.properties(), contact.photo()));
    }

    private static ItemUid fromContent(Contact contact) {
        byte[] content = contact.fields().toString().getBytes(StandardCharsets.UTF_8);
        return ItemUid.of(UUID.nameUUIDFromBytes(content).toString());
    }

    private void report(CardLines.Card card, String label, String property, CardProblem.Reason reason) {
        problems.accept(new CardProblem(card.index(), label, property, reason));
    }
}
