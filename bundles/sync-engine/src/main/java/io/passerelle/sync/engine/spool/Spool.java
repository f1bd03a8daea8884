// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.spool;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Item;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps the items of one run: in memory while they are few, in a file that is deleted on close when they are many. What is
 * in the file is sealed with a key that exists in memory only, so that a file left behind by a crash is worthless.
 */
public final class Spool implements AutoCloseable {
    private static final int IN_MEMORY = 4 << 20;
    private static final int TAG_BITS = 128;
    private static final int LENGTH = 4;

    private final Path directory;
    private SecretKeySpec key;
    private Cipher cipher;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private FileChannel file;
    private long written;

    /**
     * An empty spool.
     *
     * @param directory where a file is put when it is needed; created then
     */
    public Spool(Path directory) {
        this.directory = directory;
    }

    /** Made with the first item: most runs have nothing to keep. */
    private void begin() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        key = new SecretKeySpec(secret, "AES");
        Arrays.fill(secret, (byte) 0);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
        buffer = ByteBuffer.allocate(1 << 16);
    }

    /** Adds an item; returns its position. */
    public long add(Item item) {
        if (key == null) {
            begin();
        }
        byte[] plain = ItemCodec.encode(item);
        long position = written + buffer.position();
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, position, plain, 0, plain.length);
        reserve(LENGTH + sealed.length);
        buffer.putInt(sealed.length).put(sealed);
        return position;
    }

    /** Reads the item at a position. */
    public Item get(long position) {
        byte[] length = read(position, LENGTH);
        byte[] sealed = read(position + LENGTH, ByteBuffer.wrap(length).getInt());
        return ItemCodec.decode(crypt(Cipher.DECRYPT_MODE, position, sealed, 0, sealed.length));
    }

    /** Whether items lie in a file by now. */
    boolean isOnDisk() {
        return file != null;
    }

    private byte[] crypt(int mode, long position, byte[] data, int from, int length) {
        try {
            // a position is used once in the life of the key, so it is a nonce
            byte[] nonce = ByteBuffer.allocate(12).putLong(4, position).array();
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(data, from, length);
        } catch (GeneralSecurityException tampered) {
            throw PasserelleException.of(ErrorCode.INTERNAL_ERROR, "the spool does not open", tampered);
        }
    }

    private void reserve(int bytes) {
        if (buffer.remaining() >= bytes) {
            return;
        }
        int wanted = buffer.position() + bytes;
        if (file == null && wanted <= IN_MEMORY) {
            buffer = ByteBuffer.allocate(Math.max(wanted, buffer.capacity() * 2)).put(buffer.flip());
            return;
        }
        flush();
        if (buffer.capacity() < bytes || buffer.capacity() > IN_MEMORY / 4) {
            buffer = ByteBuffer.allocate(Math.max(bytes, IN_MEMORY / 4));
        }
    }

    private void flush() {
        try {
            if (file == null) {
                Files.createDirectories(directory);
                file = FileChannel.open(
                        Files.createTempFile(directory, "run", ".spool"),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE);
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                written += file.write(buffer, written);
            }
            buffer.clear();
        } catch (IOException full) {
            throw PasserelleException.of(ErrorCode.INTERNAL_ERROR, "the spool cannot be written", full);
        }
    }

    private byte[] read(long position, int length) {
        byte[] bytes = new byte[length];
        if (position >= written) {
            buffer.duplicate().position((int) (position - written)).get(bytes);
            return bytes;
        }
        try {
            ByteBuffer into = ByteBuffer.wrap(bytes);
            while (into.hasRemaining()) {
                if (file.read(into, position + into.position()) < 0) {
                    throw PasserelleException.of(ErrorCode.INTERNAL_ERROR, "the spool is cut off");
                }
            }
            return bytes;
        } catch (IOException unreadable) {
            throw PasserelleException.of(ErrorCode.INTERNAL_ERROR, "the spool cannot be read", unreadable);
        }
    }

    @Override
    public void close() {
        buffer = ByteBuffer.allocate(0);
        if (file != null) {
            try {
                file.close();
            } catch (IOException notDeleted) {
                throw PasserelleException.of(ErrorCode.INTERNAL_ERROR, "the spool cannot be closed", notDeleted);
            }
        }
    }
}
