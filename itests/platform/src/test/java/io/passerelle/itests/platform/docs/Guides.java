// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the guides refer to, and whether it is there.
 *
 * @param top folder with {@code README.md} and {@code docs}
 */
record Guides(Path top) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CONFIGURATION = Pattern.compile("`(etc/[\\w.]+)`");
    private static final Pattern SETTING = Pattern.compile("`(passerelle\\.[a-z.]+)`");
    private static final Pattern PROFILE = Pattern.compile("mvn [^`\\n]*-P([\\w,-]+)");
    private static final Pattern COMMAND = Pattern.compile("integrations:[a-z]+");

    /** Every page. */
    List<Path> pages() {
        try (Stream<Path> docs = Files.walk(top.resolve("docs"))) {
            return Stream.concat(Stream.of(top.resolve("README.md")), docs.filter(file -> file.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Links to files and headings of this tree that are not there. */
    List<String> brokenLinks() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (String link : found(LINK, page)) {
                if (!link.contains("://") && !leadsSomewhere(page, link)) {
                    broken.add(top.relativize(page) + " links to " + link);
                }
            }
        }
        return broken;
    }

    /** Files in {@code etc} that the guides speak of. */
    List<String> configurations() {
        return all(CONFIGURATION);
    }

    /** Settings of the installation that the administrator's guide speaks of. */
    List<String> settings() {
        return found(SETTING, top.resolve("docs/admin-guide.md"));
    }

    /** Profiles of the build that the guides speak of. */
    List<String> profiles() {
        return all(PROFILE).stream().flatMap(names -> Stream.of(names.split(","))).distinct().toList();
    }

    /** Commands of the shell that the guides speak of. */
    List<String> commands() {
        return all(COMMAND);
    }

    private boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || hasHeading(target, parts[1]));
    }

    private static boolean hasHeading(Path page, String anchor) {
        return read(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+\\s*", "").toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-'))
                .anyMatch(anchor::equals);
    }

    private List<String> all(Pattern pattern) {
        return pages().stream().flatMap(page -> found(pattern, page).stream()).distinct().sorted().toList();
    }

    private static List<String> found(Pattern pattern, Path page) {
        return pattern.matcher(read(page)).results().map((MatchResult result) -> result.groupCount() == 0 ? result.group() : result.group(1)).distinct().toList();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
