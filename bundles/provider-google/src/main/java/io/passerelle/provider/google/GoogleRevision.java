// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.collection.Revision;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The version of an item: the ETag for {@code If-Match}, a digest of the exceptions' ids and ETags for a series, and the kind
 * of event where it is not an ordinary one, because that decides what may be written.
 *
 * @param etag of the event, of the master for a series
 * @param exceptions digest; empty unless a series
 * @param type {@code eventType}
 */
record GoogleRevision(String etag, Optional<String> exceptions, String type) {
    private static final String EXCEPTIONS = "|x=";
    private static final String TYPE = "|t=";

    static GoogleRevision single(Map<String, Object> event) {
        return new GoogleRevision(GoogleEvents.etag(event), Optional.empty(), GoogleEvents.type(event));
    }

    static GoogleRevision series(Map<String, Object> master, Collection<Map<String, Object>> exceptions) {
        TreeMap<String, String> versions = new TreeMap<>();
        exceptions.forEach(exception -> versions.put(GoogleEvents.id(exception), GoogleEvents.etag(exception)));
        return new GoogleRevision(
                GoogleEvents.etag(master), Optional.of(digest(versions.toString())), GoogleEvents.type(master));
    }

    /** The version of whatever was read. */
    static GoogleRevision of(Map<String, Object> event, Collection<Map<String, Object>> exceptions) {
        return GoogleEvents.isMaster(event) ? series(event, exceptions) : single(event);
    }

    /** Reads what {@link #revision()} writes. */
    static GoogleRevision parse(Revision revision) {
        String rest = revision.value();
        String type = "default";
        int at = rest.indexOf(TYPE);
        if (at >= 0) {
            type = rest.substring(at + TYPE.length());
            rest = rest.substring(0, at);
        }
        at = rest.indexOf(EXCEPTIONS);
        return at < 0
                ? new GoogleRevision(rest, Optional.empty(), type)
                : new GoogleRevision(rest.substring(0, at), Optional.of(rest.substring(at + EXCEPTIONS.length())), type);
    }

    Revision revision() {
        return Revision.of(etag
                + exceptions.map(digest -> EXCEPTIONS + digest).orElse("")
                + (type.equals("default") ? "" : TYPE + type));
    }

    boolean isSeries() {
        return exceptions.isPresent();
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
