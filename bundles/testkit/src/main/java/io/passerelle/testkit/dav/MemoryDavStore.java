// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.dav;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the server holds. May be used by several threads. */
final class MemoryDavStore {
    private final Map<String, Folder> folders = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private int serial;

    /** A calendar or an address book, with its texts by path. */
    record Folder(String path, String name, boolean calendar, Map<String, String> texts) {}

    synchronized String add(String home, String name, boolean calendar) {
        String path = home + name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]", "-") + "/";
        folders.put(path, new Folder(path, name, calendar, new TreeMap<>()));
        return path;
    }

    synchronized void clear() {
        folders.clear();
    }

    synchronized Optional<Folder> folder(String path) {
        return Optional.ofNullable(folders.get(path))
                .map(folder -> new Folder(folder.path(), folder.name(), folder.calendar(), new TreeMap<>(folder.texts())));
    }

    synchronized List<Folder> below(String home) {
        List<Folder> found = new ArrayList<>(folders.values());
        found.removeIf(folder -> !folder.path().startsWith(home));
        return found;
    }

    synchronized Optional<String> text(String path) {
        return parent(path).map(folder -> folder.texts().get(path));
    }

    synchronized Optional<String> tag(String path) {
        return Optional.ofNullable(versions.get(path)).map(version -> "\"" + version + "\"");
    }

    synchronized void put(String path, String text) {
        parent(path).orElseThrow().texts().put(path, text);
        versions.put(path, ++serial);
    }

    /** Status of a conditional write (RFC 9110 §13). */
    synchronized int put(String path, String text, Map<String, String> conditions) {
        if (parent(path).isEmpty()) {
            return 409;
        }
        boolean known = versions.containsKey(path);
        if (!holds(path, conditions)) {
            return 412;
        }
        put(path, text);
        return known ? 204 : 201;
    }

    synchronized int delete(String path, Map<String, String> conditions) {
        if (!versions.containsKey(path)) {
            return 404;
        }
        if (!holds(path, conditions)) {
            return 412;
        }
        parent(path).orElseThrow().texts().remove(path);
        versions.remove(path);
        return 204;
    }

    private boolean holds(String path, Map<String, String> conditions) {
        String match = conditions.get("If-Match");
        boolean matches = match == null || tag(path).filter(tag -> match.equals("*") || match.equals(tag)).isPresent();
        return matches && !(conditions.containsKey("If-None-Match") && versions.containsKey(path));
    }

    private Optional<Folder> parent(String path) {
        return Optional.ofNullable(folders.get(path.substring(0, path.lastIndexOf('/') + 1)));
    }
}
