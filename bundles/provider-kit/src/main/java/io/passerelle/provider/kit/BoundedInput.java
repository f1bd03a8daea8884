// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * A body of an answer that is neither longer nor slower nor shorter than agreed. One thread.
 */
public final class BoundedInput extends FilterInputStream {
    private final long most;
    private final long expected;
    private final long deadline;
    private final LongConsumer received;
    private long count;
    private boolean ended;

    /**
     * Bounds a stream.
     *
     * @param in the body
     * @param most largest number of bytes accepted
     * @param expected announced length ({@code Content-Length}); negative when none was
     * @param deadline value of {@link System#nanoTime()} after which nothing more is read
     * @param received told the size of each part as it is read
     */
    public BoundedInput(InputStream in, long most, long expected, long deadline, LongConsumer received) {
        super(in);
        this.most = most;
        this.expected = expected;
        this.deadline = deadline;
        this.received = received;
    }

    /** Whether the body was read to its end. */
    public boolean hasEnded() {
        return ended;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new IOException("the body came too slowly");
        }
        int read = super.read(into, offset, length);
        if (read < 0) {
            if (expected >= 0 && count < expected) {
                throw new IOException("the body was cut off");
            }
            ended = true;
            return read;
        }
        count += read;
        received.accept(read);
        if (count > most) {
            throw new IOException("the body is too long");
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = 0;
        byte[] discarded = new byte[(int) Math.max(0, Math.min(bytes, 8192))];
        while (skipped < bytes) {
            int read = read(discarded, 0, (int) Math.min(discarded.length, bytes - skipped));
            if (read < 0) {
                break;
            }
            skipped += read;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
