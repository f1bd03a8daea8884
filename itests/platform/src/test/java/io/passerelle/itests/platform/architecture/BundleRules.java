// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;

/** Rules that show in the finished bundles. Each method returns what breaks the rule, one line each. */
record BundleRules(List<Path> jars) {
    private static final Set<String> MAY_EXPORT = Set.of(
            "model", "api", "provider-spi", "host-spi", "store-spi", "provider-kit", "ical", "dav", "testkit");
    private static final int MOST_REFERENCES = 7;
    private static final Pattern REFERENCE = Pattern.compile("<reference\\b");

    List<String> wrongNames() {
        List<String> found = new ArrayList<>();
        each((name, jar) -> {
            String expected = "io.passerelle." + name.replace('-', '.');
            if (!expected.equals(header(jar, "Bundle-SymbolicName"))) {
                found.add(name + " calls itself " + header(jar, "Bundle-SymbolicName"));
            }
        });
        return found;
    }

    /** What a person reads in the list of bundles. */
    List<String> sharedTitles() {
        List<String> found = new ArrayList<>();
        Map<String, String> owners = new HashMap<>();
        each((name, jar) -> {
            String title = header(jar, "Bundle-Name");
            String owner = title == null ? null : owners.putIfAbsent(title, name);
            if (title == null) {
                found.add(name + " has no title");
            } else if (owner != null) {
                found.add(name + " and " + owner + " are both called " + title);
            }
        });
        return found;
    }

    List<String> forbiddenExports() {
        List<String> found = new ArrayList<>();
        each((name, jar) -> {
            for (Clause export : clauses(jar, "Export-Package")) {
                if (!MAY_EXPORT.contains(name)) {
                    found.add(name + " exports " + export.getName());
                } else if (!export.getName().startsWith("io.passerelle.")) {
                    found.add(name + " exports a package that is not its own: " + export.getName());
                } else if (export.getAttribute("version") == null) {
                    found.add(name + " exports " + export.getName() + " without a version");
                }
            }
        });
        return found;
    }

    List<String> importsOfImplementations() {
        List<String> found = new ArrayList<>();
        each((name, jar) -> {
            for (Clause imported : clauses(jar, "Import-Package")) {
                if (imported.getName().startsWith("io.passerelle.") && owner(imported.getName()).stream().noneMatch(MAY_EXPORT::contains)) {
                    found.add(name + " imports " + imported.getName());
                }
            }
        });
        return found;
    }

    private static List<String> owner(String packageName) {
        String rest = packageName.substring("io.passerelle.".length());
        return MAY_EXPORT.stream()
                .filter(bundle -> (rest + ".").startsWith(bundle.replace('-', '.') + "."))
                .toList();
    }

    List<String> componentsWithTooManyReferences() {
        List<String> found = new ArrayList<>();
        each((name, jar) -> {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().matches("OSGI-INF/[^/]+\\.xml")) {
                    long references = REFERENCE.matcher(text(jar, entry)).results().count();
                    if (references > MOST_REFERENCES) {
                        found.add(name + ": " + entry.getName() + " has " + references + " references");
                    }
                }
            }
        });
        return found;
    }

    List<String> differentFromBuildToBuild() {
        List<String> found = new ArrayList<>();
        each((name, jar) -> {
            for (String header : List.of("Bnd-LastModified", "Built-By", "Build-Jdk", "Build-Time")) {
                if (header(jar, header) != null) {
                    found.add(name + " carries " + header);
                }
            }
            if (jar.stream().map(JarEntry::getTimeLocal).distinct().count() > 1) {
                found.add(name + " carries different times");
            }
        });
        return found;
    }

    private void each(BiConsumer<String, JarFile> rule) {
        for (Path path : jars) {
            String name = path.getFileName().toString().replaceFirst("-\\d.*", "");
            try (JarFile jar = new JarFile(path.toFile())) {
                rule.accept(name, jar);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(path.toString(), unreadable);
            }
        }
    }

    private static String header(JarFile jar, String name) {
        try {
            return jar.getManifest().getMainAttributes().getValue(name);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Clause> clauses(JarFile jar, String header) {
        return List.of(Parser.parseHeader(header(jar, header)));
    }

    private static String text(JarFile jar, JarEntry entry) {
        try {
            return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
