// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Values one after the other, each preceded by its length; -1 for an absent one. The form of what gets sealed. */
final class Packed {
    private static final int ABSENT = -1;

    private Packed() {}

    /** Writes. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Writer(int format) {
            bytes.write(format);
        }

        Writer put(byte[] value) {
            length(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Writer put(String value) {
            return put(value.getBytes(StandardCharsets.UTF_8));
        }

        Writer put(Optional<String> value) {
            if (value.isEmpty()) {
                length(ABSENT);
                return this;
            }
            return put(value.get());
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        private void length(int length) {
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        }
    }

    /** Reads; what cannot be read is {@code SECRET_UNREADABLE}. */
    static final class Reader {
        private final ByteBuffer bytes;

        Reader(byte[] packed, int format) {
            bytes = ByteBuffer.wrap(packed);
            if (!bytes.hasRemaining() || bytes.get() != format) {
                throw unreadable();
            }
        }

        byte[] bytes() {
            return next().orElseThrow(Reader::unreadable);
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        Optional<String> optionalText() {
            return next().map(value -> new String(value, StandardCharsets.UTF_8));
        }

        private Optional<byte[]> next() {
            try {
                int length = bytes.getInt();
                if (length == ABSENT) {
                    return Optional.empty();
                }
                if (length < 0 || length > bytes.remaining()) {
                    throw unreadable();
                }
                byte[] value = new byte[length];
                bytes.get(value);
                return Optional.of(value);
            } catch (BufferUnderflowException cutOff) {
                throw unreadable();
            }
        }

        private static PasserelleException unreadable() {
            return PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "a sealed value has an unknown form");
        }
    }
}
