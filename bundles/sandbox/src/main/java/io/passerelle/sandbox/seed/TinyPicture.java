// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.seed;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Small PNG pictures: a face of two colours, the same for the same number. */
final class TinyPicture {
    private static final int SIZE = 48;
    private static final int[] COLOURS = {0xd9480f, 0x2b8a3e, 0x1864ab, 0x862e9c, 0xc92a2a, 0x5c940d, 0x0b7285, 0x495057};

    private TinyPicture() {
    }

    static byte[] png(int number) {
        int ground = COLOURS[Math.floorMod(number, COLOURS.length)];
        ByteArrayOutputStream pixels = new ByteArrayOutputStream(SIZE * (SIZE * 3 + 1));
        for (int y = 0; y < SIZE; y++) {
            pixels.write(0);
            for (int x = 0; x < SIZE; x++) {
                boolean head = square(x - 24) + square(y - 18) < 100;
                boolean body = square(x - 24) + square(y - 50) < 400;
                int colour = head || body ? 0xf8f9fa : ground;
                pixels.write(colour >> 16);
                pixels.write(colour >> 8);
                pixels.write(colour);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(out, "IHDR", ByteBuffer.allocate(13).putInt(SIZE).putInt(SIZE).put(new byte[] {8, 2, 0, 0, 0}).array());
        chunk(out, "IDAT", deflated(pixels.toByteArray()));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static int square(int value) {
        return value * value;
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] buffer = new byte[data.length + 64];
        int length = deflater.deflate(buffer);
        deflater.end();
        return ByteBuffer.allocate(length).put(buffer, 0, length).array();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeBytes(ByteBuffer.allocate(12 + data.length).putInt(data.length).put(name).put(data).putInt((int) crc.getValue()).array());
    }
}
