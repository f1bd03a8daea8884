// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.text;

import io.passerelle.ical.ReadLimits;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Joins folded lines (RFC 5545 §3.1) on the level of bytes, since a fold may stand inside a character, and bounds what may
 * come. A line that is too long is cut and remembered by its number.
 */
public final class UnfoldingStream extends InputStream {
    private final InputStream in;
    private final ReadLimits limits;
    private final byte[] buffer = new byte[16384];
    private final Set<Integer> cut = new HashSet<>();
    private int position;
    private int filled;
    private long total;
    private int line = 1;
    private int length;

    public UnfoldingStream(InputStream in, ReadLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** Whether a line, counted from 1 after joining, lost its end. */
    public boolean wasCut(int number) {
        return cut.contains(number);
    }

    @Override
    public int read() throws IOException {
        while (true) {
            int next = raw();
            if (next == '\r' || next == '\n') {
                if (next == '\r' && peek() == '\n') {
                    raw();
                }
                int after = peek();
                if (after == ' ' || after == '\t') {
                    raw();
                    continue;
                }
                line++;
                length = 0;
                return '\n';
            }
            if (next < 0) {
                return -1;
            }
            if (++length > limits.lineBytes()) {
                cut.add(line);
                continue;
            }
            return next;
        }
    }

    @Override
    public int read(byte[] target, int offset, int wanted) throws IOException {
        int count = 0;
        while (count < wanted) {
            int next = read();
            if (next < 0) {
                break;
            }
            target[offset + count++] = (byte) next;
        }
        return count == 0 && wanted > 0 ? -1 : count;
    }

    private int raw() throws IOException {
        int next = peek();
        if (next >= 0) {
            position++;
        }
        return next;
    }

    private int peek() throws IOException {
        if (position == filled) {
            filled = in.read(buffer, 0, buffer.length);
            position = 0;
            if (filled <= 0) {
                filled = 0;
                return -1;
            }
            total += filled;
            if (total > limits.bytes()) {
                throw PasserelleException.of(ErrorCode.TOO_LARGE, "calendar file");
            }
        }
        return buffer[position] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
