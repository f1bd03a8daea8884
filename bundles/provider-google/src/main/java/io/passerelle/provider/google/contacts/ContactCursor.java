// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google.contacts;

import io.passerelle.model.collection.Cursor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a listing of contacts goes on: Google's token, and what the groups were called, because a renamed group changes its
 * members' categories without a word in the listing.
 *
 * @param token Google's sync token
 * @param groups digests of the groups' names by resource name; absent when there are too many to note
 */
record ContactCursor(String token, Optional<Map<String, String>> groups) {
    private static final int LONGEST = 48_000;
    /** Another list of fields needs another full pass: Google refuses a token with other parameters. */
    private static final String FORM = "1." + Integer.toHexString(People.FIELDS.hashCode());

    static ContactCursor of(String token, Map<String, String> names) {
        return new ContactCursor(token, Optional.of(digests(names)));
    }

    private static Map<String, String> digests(Map<String, String> names) {
        Map<String, String> digests = new TreeMap<>();
        names.forEach((group, name) -> digests.put(group, ContactRevision.digest(name)));
        return digests;
    }

    /** Reads what {@link #cursor()} writes; empty for one of another version. */
    static Optional<ContactCursor> parse(Cursor cursor) {
        String[] parts = cursor.value().split("\n", 3);
        if (parts.length != 3 || !parts[0].equals(FORM)) {
            return Optional.empty();
        }
        if (parts[1].equals("?")) {
            return Optional.of(new ContactCursor(parts[2], Optional.empty()));
        }
        Map<String, String> groups = new LinkedHashMap<>();
        for (String group : parts[1].split(",")) {
            int at = group.indexOf('=');
            if (at > 0) {
                groups.put(group.substring(0, at), group.substring(at + 1));
            }
        }
        return Optional.of(new ContactCursor(parts[2], Optional.of(groups)));
    }

    Cursor cursor() {
        StringBuilder text = new StringBuilder();
        groups.orElse(Collections.emptyMap()).forEach((group, digest) -> text.append(group).append('=').append(digest).append(','));
        String noted = groups.isEmpty() || text.length() > LONGEST ? "?" : text.toString();
        return Cursor.of(FORM + "\n" + noted + "\n" + token);
    }

    /** Groups that are there under another name than before; empty also when that is not known. */
    Map<String, String> renamed(Map<String, String> names) {
        Map<String, String> renamed = new LinkedHashMap<>();
        Map<String, String> now = digests(names);
        groups.ifPresent(before -> before.forEach((group, digest) -> {
            if (now.containsKey(group) && !now.get(group).equals(digest)) {
                renamed.put(group, names.get(group));
            }
        }));
        return renamed;
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "ContactCursor";
    }
}
