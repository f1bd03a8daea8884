// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.text.VCardReader;
import ezvcard.io.text.VCardWriter;
import io.passerelle.ical.vcard.CardVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text to and from the objects of the vCard library. */
public final class CardText {
    private CardText() {}

    /** Writes a card. */
    public static String write(VCard card, CardVersion version) {
        return write(card, version == CardVersion.V4 ? VCardVersion.V4_0 : VCardVersion.V3_0, true);
    }

    /** The lines of a card without those that every card has, unfolded. */
    static List<String> lines(VCard card, VCardVersion version) {
        return write(card, version, false)
                .lines()
                .filter(line -> !line.equals("BEGIN:VCARD") && !line.equals("END:VCARD") && !line.startsWith("VERSION:"))
                .toList();
    }

    private static String write(VCard card, VCardVersion version, boolean folded) {
        StringWriter text = new StringWriter();
        try (VCardWriter writer = new VCardWriter(text, version)) {
            writer.setAddProdId(false);
            writer.setVersionStrict(false);
            writer.setCaretEncodingEnabled(true);
            // trimming them, the library would trim an escaped one that belongs to the text
            writer.setIncludeTrailingSemicolons(true);
            if (!folded) {
                writer.getVObjectWriter().getFoldedLineWriter().setLineLength(null);
            }
            writer.write(card);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    /** Opens the text of one card. */
    static VCardReader reader(String text) {
        VCardReader reader = new VCardReader(text);
        reader.setDefaultQuotedPrintableCharset(StandardCharsets.UTF_8);
        return reader;
    }

    /** Reads lines without version, as {@link #lines} gave them for version 4. */
    static VCard read(List<String> lines) {
        String text = "BEGIN:VCARD\nVERSION:4.0\n" + String.join("\n", lines) + "\nEND:VCARD\n";
        try (VCardReader reader = reader(text)) {
            VCard card = reader.readNext();
            return card == null ? new VCard(VCardVersion.V4_0) : card;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
