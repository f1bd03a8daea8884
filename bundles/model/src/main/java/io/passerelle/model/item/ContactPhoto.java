// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Arrays;
import java.util.Locale;

/**
 * A picture of a contact, at most {@value #MOST_BYTES} bytes. Immutable; equal when the bytes are. The media type is read
 * from the first bytes where they tell it (JPEG, PNG, GIF, WebP), because files often state a wrong one.
 */
public final class ContactPhoto {
    /** The largest picture, in bytes. */
    public static final int MOST_BYTES = 1 << 20;

    private final String mediaType;
    private final byte[] bytes;
    private final String digest;

    /**
     * A picture.
     *
     * @param mediaType what the file states, such as {@code image/jpeg}; empty where it states nothing
     * @param bytes the file, copied
     * @throws IllegalArgumentException when there are no bytes, or more than {@value #MOST_BYTES}
     */
    public ContactPhoto(String mediaType, byte[] bytes) {
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a photo has 1 to " + MOST_BYTES + " bytes");
        }
        this.bytes = bytes.clone();
        this.mediaType = typeOf(mediaType, bytes);
        this.digest = ContactText.digest(bytes);
    }

    private static String typeOf(String stated, byte[] bytes) {
        if (startsWith(bytes, 0, 0xff, 0xd8, 0xff)) {
            return "image/jpeg";
        }
        if (startsWith(bytes, 0, 0x89, 'P', 'N', 'G')) {
            return "image/png";
        }
        if (startsWith(bytes, 0, 'G', 'I', 'F', '8')) {
            return "image/gif";
        }
        if (startsWith(bytes, 0, 'R', 'I', 'F', 'F') && startsWith(bytes, 8, 'W', 'E', 'B', 'P')) {
            return "image/webp";
        }
        String type = ContactText.line(stated).toLowerCase(Locale.ROOT);
        return type.matches("[a-z]{1,20}/[a-z0-9.+-]{1,60}") ? type : "application/octet-stream";
    }

    private static boolean startsWith(byte[] bytes, int at, int... expected) {
        if (bytes.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((bytes[at + i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /** The media type, lower case. */
    public String mediaType() {
        return mediaType;
    }

    /** A copy of the file. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** Whether it is one of the kinds that browsers show and that carry no scripts: JPEG, PNG, GIF, WebP. */
    public boolean isPicture() {
        return switch (mediaType) {
            case "image/jpeg" -> startsWith(bytes, 0, 0xff, 0xd8, 0xff);
            case "image/png" -> startsWith(bytes, 0, 0x89, 'P', 'N', 'G');
            case "image/gif" -> startsWith(bytes, 0, 'G', 'I', 'F', '8');
            case "image/webp" -> startsWith(bytes, 8, 'W', 'E', 'B', 'P');
            default -> false;
        };
    }

    /** The value of the field {@code photo}: {@code sha-256:} with hexadecimal digits. */
    public String canonical() {
        return "sha-256:" + digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ContactPhoto photo && Arrays.equals(bytes, photo.bytes);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    /** Never the picture. */
    @Override
    public String toString() {
        return "ContactPhoto[" + mediaType + ", " + bytes.length + " bytes]";
    }
}
