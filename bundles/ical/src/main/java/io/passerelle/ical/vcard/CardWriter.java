// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

import io.passerelle.ical.card.CardEdit;
import io.passerelle.ical.card.CardText;
import io.passerelle.ical.card.ContactCard;
import io.passerelle.model.item.Contact;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes contacts as cards, one after the other, so that memory stays flat.
 *
 * <p><b>Life cycle.</b> One object for one file: opened, given contacts, closed. <b>Threads.</b> One at a time.
 */
public final class CardWriter implements Closeable {
    private final OutputStream out;
    private final CardVersion version;

    /**
     * Begins a file.
     *
     * @param out where to; flushed but not closed by {@link #close}
     * @param version of every card
     */
    public CardWriter(OutputStream out, CardVersion version) {
        this.out = out;
        this.version = version;
    }

    /**
     * Writes a contact.
     *
     * @throws IOException when it cannot be written
     */
    public void write(Contact contact) throws IOException {
        out.write(text(contact, version).getBytes(StandardCharsets.UTF_8));
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        out.flush();
    }

    /** One contact as the text of one card; the same contact always gives the same text. */
    public static String text(Contact contact, CardVersion version) {
        return CardText.write(ContactCard.of(contact, version), version);
    }

    /**
     * A card as it was, with only those lines changed that say something else in the contact now. Lines that are not
     * understood stay, as do the version and the order; what is new comes last.
     *
     * @param original text of one card
     * @param contact what it shall say; its UID is not looked at
     * @return the new text; the same where nothing differs
     * @throws io.passerelle.model.error.PasserelleException {@code ITEM_MALFORMED} when the original is not one card
     */
    public static String edit(String original, Contact contact) {
        return CardEdit.edit(original, contact);
    }
}
