// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

import io.passerelle.ical.ReadLimits;
import io.passerelle.ical.card.CardLines;
import io.passerelle.ical.card.CardParser;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads vCard files of versions 2.1, 3.0 and 4.0 as they are found in the world: a card that cannot be understood is
 * reported and the rest goes on. A card without UID gets one that is made from its content, so that the same file read
 * again gives the same contacts.
 *
 * <p><b>Life cycle.</b> Holds nothing but its limits; may be kept and used for many files. <b>Threads.</b> Any number.
 * <b>Memory.</b> One card at a time.
 */
public final class CardReader {
    /** 128 MiB, lines of 2 MiB (a photo is one line), 200,000 cards, 2,000 lines in one card. */
    public static final ReadLimits LIMITS = new ReadLimits(128L << 20, 2 << 20, 200_000, 2_000, 1);

    private final ReadLimits limits;

    /**
     * A reader with the given bounds.
     *
     * @param limits {@code components} counts cards and {@code properties} the lines of one; {@code occurrences} is not used
     */
    public CardReader(ReadLimits limits) {
        this.limits = limits;
    }

    /** A reader with {@link #LIMITS}. */
    public CardReader() {
        this(LIMITS);
    }

    /**
     * Reads a whole file.
     *
     * @param file the file; not closed
     * @param contacts takes every contact
     * @param problems takes what could not be read, or not in full
     * @return what the file held; no cards when it is something else
     * @throws IOException when the file cannot be read
     * @throws PasserelleException {@code TOO_LARGE} when the file exceeds the limits
     */
    public CardSummary read(InputStream file, Consumer<Contact> contacts, Consumer<CardProblem> problems)
            throws IOException {
        int[] counts = new int[2];
        CardLines cards = new CardLines(file, limits);
        CardParser parser = new CardParser(problem -> {
            counts[1]++;
            problems.accept(problem);
        });
        for (CardLines.Card card = cards.next(); card != null; card = cards.next()) {
            if (card.index() > limits.components()) {
                throw PasserelleException.of(ErrorCode.TOO_LARGE, "number of cards");
            }
            parser.parse(card).ifPresent(contact -> {
                counts[0]++;
                contacts.accept(contact);
            });
        }
        return new CardSummary(cards.count(), counts[0], counts[1]);
    }

    /**
     * Reads a text that holds one card.
     *
     * @throws PasserelleException {@code ITEM_MALFORMED} when it holds none that can be read, or more than one
     */
    public Contact readOne(String text) {
        List<Contact> contacts = new ArrayList<>();
        try {
            read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), contacts::add, problem -> {});
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        if (contacts.size() != 1) {
            throw PasserelleException.of(ErrorCode.ITEM_MALFORMED, contacts.size() + " cards in one text");
        }
        return contacts.get(0);
    }
}
