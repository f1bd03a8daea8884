// SPDX-License-Identifier: Apache-2.0
package io.passerelle.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes which artifacts an assembled server consists of, as a CycloneDX 1.5 document. What travels inside our own bundles is listed in
 * a second document, which the build derives from the dependencies.
 */
public final class Inventory {
    private Inventory() {}

    /**
     * Writes the inventory.
     *
     * @param arguments the assembled server, then the file to write
     */
    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[1]);
        Files.createDirectories(target.getParent());
        Files.writeString(target, of(Path.of(arguments[0])));
    }

    static String of(Path home) throws IOException {
        List<String> components = new ArrayList<>();
        Path system = home.resolve("system");
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : (Iterable<Path>) files.filter(each -> each.toString().endsWith(".jar")).sorted()::iterator) {
                components.add(file.startsWith(system) ? artifact(system.relativize(file), file) : other(file));
            }
        }
        return "{\n  \"bomFormat\": \"CycloneDX\",\n  \"specVersion\": \"1.5\",\n  \"version\": 1,\n  \"components\": [\n"
                + String.join(",\n", components) + "\n  ]\n}\n";
    }

    /** The place of an artifact tells its coordinates: group/by/folders/artifact/version/file. */
    private static String artifact(Path place, Path file) throws IOException {
        int names = place.getNameCount();
        String version = place.getName(names - 2).toString();
        String name = place.getName(names - 3).toString();
        String group = place.subpath(0, names - 3).toString().replace('\\', '/').replace('/', '.');
        return component(group, name, version, "pkg:maven/" + group + "/" + name + "@" + version, file);
    }

    private static String other(Path file) throws IOException {
        String name = file.getFileName().toString().replaceFirst("\\.jar$", "");
        String version = name.replaceFirst("^.*?-(\\d[\\w.-]*)$", "$1");
        boolean versioned = !version.equals(name);
        String bare = versioned ? name.substring(0, name.length() - version.length() - 1) : name;
        return component("", bare, versioned ? version : "", "", file);
    }

    private static String component(String group, String name, String version, String address, Path file) throws IOException {
        StringBuilder json = new StringBuilder("    {\"type\": \"library\", ");
        if (!group.isEmpty()) {
            json.append("\"group\": \"").append(group).append("\", ");
        }
        json.append("\"name\": \"").append(name).append("\", \"version\": \"").append(version).append("\", ");
        if (!address.isEmpty()) {
            json.append("\"purl\": \"").append(address).append("\", ");
        }
        return json.append("\"hashes\": [{\"alg\": \"SHA-256\", \"content\": \"").append(digest(file)).append("\"}]}").toString();
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
