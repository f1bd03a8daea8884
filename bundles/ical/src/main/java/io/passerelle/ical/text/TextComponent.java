// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A component of a file with its lines as they stand, for changing some of them. The outermost one has no name and no lines of
 * its own around it.
 */
public final class TextComponent {
    private static final int DEEPEST = 16;

    private final String name;
    private final TextLine begin;
    private final List<Object> content = new ArrayList<>();
    private TextLine end;

    private TextComponent(String name, TextLine begin) {
        this.name = name;
        this.begin = begin;
    }

    /** Takes a text apart; {@link #text()} of the result is the same text. */
    public static TextComponent parse(String text) {
        TextComponent root = new TextComponent("", null);
        Deque<TextComponent> open = new ArrayDeque<>();
        open.push(root);
        for (TextLine line : lines(text)) {
            String property = line.name();
            if (property.equals("BEGIN") && open.size() < DEEPEST) {
                TextComponent inner = new TextComponent(line.value().strip().toUpperCase(Locale.ROOT), line);
                open.peek().content.add(inner);
                open.push(inner);
            } else if (property.equals("END")
                    && open.size() > 1
                    && open.peek().name.equals(line.value().strip().toUpperCase(Locale.ROOT))) {
                open.pop().end = line;
            } else {
                open.peek().content.add(line);
            }
        }
        return root;
    }

    private static List<TextLine> lines(String text) {
        List<TextLine> lines = new ArrayList<>();
        int start = 0;
        StringBuilder unfolded = new StringBuilder();
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int next = newline < 0 ? text.length() : newline + 1;
            int end = newline < 0 ? text.length() : newline;
            end = end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
            unfolded.append(text, from, end);
            boolean folded = next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t');
            from = folded ? next + 1 : next;
            if (!folded) {
                lines.add(new TextLine(text.substring(start, next), unfolded.toString()));
                start = next;
                unfolded.setLength(0);
            }
        }
        return lines;
    }

    /** Its name, upper case. */
    public String name() {
        return name;
    }

    /** The text as it stands now. */
    public String text() {
        StringBuilder text = new StringBuilder();
        write(text);
        return text.toString();
    }

    private void write(StringBuilder text) {
        line(text, begin);
        for (Object part : content) {
            if (part instanceof TextComponent inner) {
                inner.write(text);
            } else {
                line(text, (TextLine) part);
            }
        }
        line(text, end);
    }

    private static void line(StringBuilder text, TextLine line) {
        if (line != null) {
            text.append(line.raw());
            if (!line.raw().endsWith("\n")) {
                text.append("\r\n");
            }
        }
    }

    /** The components of a name directly in this one. */
    public List<TextComponent> components(String wanted) {
        return content.stream()
                .filter(TextComponent.class::isInstance)
                .map(TextComponent.class::cast)
                .filter(inner -> inner.name.equals(wanted))
                .toList();
    }

    /** The lines of these names. */
    public List<TextLine> lines(Set<String> names) {
        return content.stream()
                .filter(TextLine.class::isInstance)
                .map(TextLine.class::cast)
                .filter(line -> names.contains(line.name()))
                .toList();
    }

    /** The first line of a name. */
    public Optional<TextLine> line(String wanted) {
        return lines(Set.of(wanted)).stream().findFirst();
    }

    /** Replaces the lines of these names: the new ones stand where the first old one stood, else after all other lines. */
    public void replace(Set<String> names, List<TextLine> lines) {
        int at = -1;
        for (int i = 0; i < content.size(); i++) {
            if (content.get(i) instanceof TextLine line && names.contains(line.name())) {
                at = at < 0 ? i : at;
                content.remove(i--);
            }
        }
        content.addAll(at < 0 ? afterLines() : at, lines);
    }

    /** Puts a line in another one's place; null takes it away. */
    public void replace(TextLine old, TextLine line) {
        for (int i = 0; i < content.size(); i++) {
            // the same line, not one that reads the same
            if (content.get(i) == old) {
                content.remove(i);
                if (line != null) {
                    content.add(i, line);
                }
                return;
            }
        }
    }

    /** Adds a line after the others. */
    public void add(TextLine line) {
        content.add(afterLines(), line);
    }

    private int afterLines() {
        int at = 0;
        for (int i = 0; i < content.size(); i++) {
            at = content.get(i) instanceof TextLine ? i + 1 : at;
        }
        return at;
    }

    /** Adds a component at the end. */
    public void add(TextComponent component) {
        content.add(component);
    }

    /** Adds a component before the others. */
    public void addFirst(TextComponent component) {
        int at = 0;
        while (at < content.size() && content.get(at) instanceof TextLine) {
            at++;
        }
        content.add(at, component);
    }

    /** Takes a component away. */
    public void remove(TextComponent component) {
        content.removeIf(part -> part == component);
    }
}
