// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A JSON text (RFC 8259, in UTF-8) that is not nested too deeply and is complete when it ends. Lenient parsers take a list that
 * was cut off for a shorter list; behind this stream they cannot. One thread.
 */
public final class CompleteJson extends FilterInputStream {
    private final int deepest;
    private int depth;
    private boolean inText;
    private boolean escaped;
    private boolean anything;

    /**
     * Watches a stream.
     *
     * @param in the JSON text
     * @param deepest how many objects and arrays may be open at the same time
     */
    public CompleteJson(InputStream in, int deepest) {
        super(in);
        this.deepest = deepest;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read < 0 && (depth != 0 || inText || !anything)) {
            throw new IOException("the JSON text is incomplete");
        }
        for (int i = offset; i < offset + read; i++) {
            watch(into[i]);
        }
        return read;
    }

    private void watch(byte character) throws IOException {
        anything = true;
        if (inText) {
            if (escaped) {
                escaped = false;
            } else if (character == '\\') {
                escaped = true;
            } else if (character == '"') {
                inText = false;
            }
            return;
        }
        switch (character) {
            case '"' -> inText = true;
            case '{', '[' -> {
                if (++depth > deepest) {
                    throw new IOException("the JSON text is nested too deeply");
                }
            }
            case '}', ']' -> depth--;
            default -> {
                // nothing that opens or closes
            }
        }
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = 0;
        while (skipped < bytes && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
