// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.card;

import io.passerelle.ical.ReadLimits;
import io.passerelle.ical.text.LenientReader;
import io.passerelle.ical.text.UnfoldingStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a file into cards and their logical lines. */
public final class CardLines {
    private final UnfoldingStream source;
    private final BufferedReader reader;
    private final int mostLines;
    private String pushedBack;
    private int line;
    private int count;

    /**
     * One card.
     *
     * @param index position in the file, from 1
     * @param lines what stands between its first and last line, unfolded
     * @param closed whether it has a last line
     * @param complete whether every line is there in full
     */
    public record Card(int index, List<String> lines, boolean closed, boolean complete) {
        /** The whole card as text. */
        String text() {
            return "BEGIN:VCARD\n" + String.join("\n", lines) + "\nEND:VCARD\n";
        }
    }

    /** Begins a file. */
    public CardLines(InputStream file, ReadLimits limits) {
        source = new UnfoldingStream(file, limits);
        reader = new BufferedReader(new LenientReader(source));
        mostLines = limits.properties();
    }

    /** Number of cards so far. */
    public int count() {
        return count;
    }

    /** The next card, null at the end of the file. */
    public Card next() throws IOException {
        String text = read();
        while (text != null && !is(text, "BEGIN")) {
            text = read();
        }
        if (text == null) {
            return null;
        }
        List<String> lines = new ArrayList<>();
        boolean complete = true;
        int nested = 0;
        count++;
        for (text = read(); text != null; text = read()) {
            if (is(text, "BEGIN")) {
                if (!isAgent(lines)) {
                    pushedBack = text;
                    return new Card(count, lines, false, complete);
                }
                nested++;
            } else if (is(text, "END") && nested-- == 0) {
                return new Card(count, lines, true, complete);
            }
            complete = complete && lines.size() < mostLines && !source.wasCut(line);
            if (complete && !text.isBlank()) {
                lines.add(text);
            }
        }
        return new Card(count, lines, false, complete);
    }

    /** vCard 2.1 writes the card of an agent between the lines of the person's card. */
    private static boolean isAgent(List<String> lines) {
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip().toUpperCase(Locale.ROOT);
        return last.startsWith("AGENT") && last.endsWith(":");
    }

    private static boolean is(String text, String word) {
        return text.length() < 80 && text.replaceAll("\\s", "").equalsIgnoreCase(word + ":VCARD");
    }

    private String read() throws IOException {
        if (pushedBack != null) {
            String text = pushedBack;
            pushedBack = null;
            return text;
        }
        String text = physical();
        if (text != null && isSoftBreak(text)) {
            StringBuilder joined = new StringBuilder();
            String more = text;
            while (more != null && more.endsWith("=") && joined.length() < 1 << 20) {
                joined.append(more, 0, more.length() - 1);
                more = physical();
            }
            return joined.append(more == null ? "" : more).toString();
        }
        return text;
    }

    private static boolean isSoftBreak(String text) {
        int colon = text.indexOf(':');
        return text.endsWith("=")
                && colon > 0
                && text.substring(0, colon).toUpperCase(Locale.ROOT).contains("QUOTED-PRINTABLE");
    }

    private String physical() throws IOException {
        line++;
        return reader.readLine();
    }
}
