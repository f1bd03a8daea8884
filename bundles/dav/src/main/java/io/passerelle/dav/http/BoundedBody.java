// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** A body that is not longer than agreed. One thread. */
final class BoundedBody extends FilterInputStream {
    private final long most;
    private final LongConsumer received;
    private long count;

    BoundedBody(InputStream in, long most, LongConsumer received) {
        super(in);
        this.most = most;
        this.received = received;
    }

    /** The answer is longer than accepted. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("the body is too long");
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = in.read(into, offset, length);
        if (read > 0) {
            count += read;
            received.accept(read);
            if (count > most) {
                throw new TooLong();
            }
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return bytes <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
    }

    /** Nothing: the parser of XML closes what it has read, and the connection wants to see the end itself. */
    @Override
    public void close() {
        // see above
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
