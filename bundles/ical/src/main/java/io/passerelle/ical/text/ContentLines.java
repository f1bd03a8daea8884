// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes content lines, folded at 75 octets and never inside a character (RFC 5545 §3.1). */
public final class ContentLines {
    private static final int WIDTH = 75;

    private final OutputStream out;

    public ContentLines(OutputStream out) {
        this.out = out;
    }

    /** Begins a component. */
    public void begin(String component) throws IOException {
        line("BEGIN:" + component);
    }

    /** Ends a component. */
    public void end(String component) throws IOException {
        line("END:" + component);
    }

    /** A property with a value of type TEXT; none when it is empty. */
    public void text(String name, String text) throws IOException {
        if (!text.isEmpty()) {
            line(name + ":" + Texts.escape(text));
        }
    }

    /** A property with a value that is not escaped (URI, date, rule…). */
    public void raw(String name, String value) throws IOException {
        line(name + ":" + visible(value));
    }

    /** {@code ;NAME=value}, quoted and with the escapes of RFC 6868 where needed. */
    public static String parameter(String name, String value) {
        String encoded = visible(value.replace("^", "^^").replace("\n", "^n").replace("\"", "^'"));
        boolean quoted = encoded.indexOf(':') >= 0 || encoded.indexOf(';') >= 0 || encoded.indexOf(',') >= 0;
        return ";" + name + "=" + (quoted ? "\"" + encoded + "\"" : encoded);
    }

    private static String visible(String value) {
        StringBuilder text = null;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean hidden = c < ' ' && c != '\t' || c == 0x7f;
            if (hidden && text == null) {
                text = new StringBuilder(value.substring(0, i));
            } else if (!hidden && text != null) {
                text.append(c);
            }
        }
        return text == null ? value : text.toString();
    }

    /** A line with its folds and its end. */
    public static String folded(String line) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(line.length() + 8);
        try {
            new ContentLines(bytes).line(line);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** A whole line as it stands. */
    public void line(String line) throws IOException {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        int room = WIDTH;
        while (bytes.length - from > room) {
            int to = from + room;
            while ((bytes[to] & 0xC0) == 0x80) {
                to--;
            }
            out.write(bytes, from, to - from);
            out.write('\r');
            out.write('\n');
            out.write(' ');
            from = to;
            room = WIDTH - 1;
        }
        out.write(bytes, from, bytes.length - from);
        out.write('\r');
        out.write('\n');
    }
}
