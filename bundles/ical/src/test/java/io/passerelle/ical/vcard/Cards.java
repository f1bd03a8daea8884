// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

import io.passerelle.model.item.Contact;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What came of reading a file. */
record Cards(List<Contact> contacts, List<CardProblem> problems, CardSummary summary) {

    static Cards of(byte[] file) {
        return of(new ByteArrayInputStream(file), new CardReader());
    }

    static Cards of(InputStream file, CardReader reader) {
        List<Contact> contacts = new ArrayList<>();
        List<CardProblem> problems = new ArrayList<>();
        try {
            return new Cards(contacts, problems, reader.read(file, contacts::add, problems::add));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A card of these lines, in version 3. */
    static Cards of(String... lines) {
        return of(card(lines).getBytes(StandardCharsets.UTF_8));
    }

    static String card(String... lines) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\n" + String.join("\r\n", lines) + "\r\nEND:VCARD\r\n";
    }

    static Contact only(String... lines) {
        return of(lines).only();
    }

    Contact only() {
        if (contacts.size() != 1) {
            throw new AssertionError(contacts.size() + " contacts, problems " + problems);
        }
        return contacts.get(0);
    }

    List<CardProblem.Reason> reasons() {
        return problems.stream().map(CardProblem::reason).toList();
    }

    static byte[] write(Collection<Contact> contacts, CardVersion version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CardWriter writer = new CardWriter(out, version)) {
            for (Contact contact : contacts) {
                writer.write(contact);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
