// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.Revision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The version of a contact: the ETag of its source, and a digest of the names of its groups, which have a life of their own. */
final class ContactRevision {
    private ContactRevision() {}

    static Revision of(String etag, List<String> categories) {
        return Revision.of(categories.isEmpty() ? etag : etag + "|" + digest(String.join("\n", categories.stream().sorted().toList())));
    }

    /** Whether a contact of this ETag is the one that a revision names. */
    static boolean isOf(Revision revision, String etag) {
        int end = revision.value().lastIndexOf('|');
        return (end < 0 ? revision.value() : revision.value().substring(0, end)).equals(etag);
    }

    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
