// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;

/**
 * Reads UTF-8 and takes bytes that are none as Windows-1252, which is what old exports were written in. Characters that
 * cannot stand in a calendar file are left out.
 */
public final class LenientReader extends Reader {
    private static final Charset FALLBACK = Charset.forName("windows-1252");

    private final InputStream in;
    private final int[] pending = new int[4];
    private int pendingCount;
    private int lowSurrogate;

    public LenientReader(InputStream in) {
        this.in = in;
    }

    @Override
    public int read(char[] target, int offset, int wanted) throws IOException {
        int count = 0;
        while (count < wanted) {
            int next = next();
            if (next < 0) {
                break;
            }
            target[offset + count++] = (char) next;
        }
        return count == 0 && wanted > 0 ? -1 : count;
    }

    private int next() throws IOException {
        if (lowSurrogate != 0) {
            int low = lowSurrogate;
            lowSurrogate = 0;
            return low;
        }
        while (true) {
            int code = codePoint();
            if (code < 0) {
                return -1;
            }
            if (code == 0xFEFF || code < ' ' && code != '\n' && code != '\t' || code == 0x7f) {
                continue;
            }
            if (Character.isSupplementaryCodePoint(code)) {
                lowSurrogate = Character.lowSurrogate(code);
                return Character.highSurrogate(code);
            }
            return code;
        }
    }

    private int codePoint() throws IOException {
        int first = take();
        if (first < 0x80) {
            return first;
        }
        int more = first >= 0xC2 && first <= 0xDF ? 1 : first >= 0xE0 && first <= 0xEF ? 2 : first >= 0xF0 && first <= 0xF4 ? 3 : 0;
        if (more == 0) {
            return fallback(first);
        }
        int code = first & (0x3f >> more);
        int[] read = new int[more];
        for (int i = 0; i < more; i++) {
            read[i] = take();
            if ((read[i] & 0xC0) != 0x80 || read[i] < 0) {
                putBack(read, i + 1);
                return fallback(first);
            }
            code = code << 6 | read[i] & 0x3f;
        }
        boolean overlong = code < (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000);
        if (overlong || code > 0x10FFFF || code >= 0xD800 && code <= 0xDFFF) {
            putBack(read, more);
            return fallback(first);
        }
        return code;
    }

    private int take() throws IOException {
        return pendingCount > 0 ? pending[--pendingCount] : in.read();
    }

    private void putBack(int[] read, int count) {
        for (int i = count - 1; i >= 0; i--) {
            pending[pendingCount++] = read[i];
        }
    }

    private static int fallback(int single) {
        return new String(new byte[] {(byte) single}, FALLBACK).charAt(0);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
