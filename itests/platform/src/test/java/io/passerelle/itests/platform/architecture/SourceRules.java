// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** House rules that show in the text of the sources. Each method returns what breaks the rule, one line each. */
record SourceRules(Tree tree) {
    private static final int MOST_LINES = 400;
    private static final Set<String> WITHOUT_SUBJECT = Set.of("util", "utils", "common", "helper", "helpers", "misc");
    private static final Pattern WITH_HEADER = Pattern.compile(".*\\.(java|ts|css|html|xml|sql|cfg|properties|bnd|sh|yaml|yml)");
    private static final Pattern MACHINE_PATH = Pattern.compile("(?<![\\w.])/(root|work|home/[a-z]+)/");
    /** Spelt in parts, so that this file does not break its own rule. */
    private static final Pattern REGISTRY = Pattern.compile("(?i)repo1?\\.maven\\." + "(apache\\.)?org|registry\\." + "npmjs|deb\\." + "debian\\.org");

    List<String> tooLong() {
        return ours("java", "ts").filter(file -> !tree.relative(file).matches(".*/src/test/.*|.*\\.test\\.ts"))
                .filter(file -> lines(file) > MOST_LINES)
                .map(file -> tree.relative(file) + " has " + lines(file) + " lines")
                .toList();
    }

    List<String> packagesWithoutSubject() {
        List<String> found = new ArrayList<>();
        ours("java").forEach(file -> {
            for (Path part : tree.top().relativize(file).getParent()) {
                if (WITHOUT_SUBJECT.contains(part.toString())) {
                    found.add(tree.relative(file));
                }
            }
        });
        return found;
    }

    List<String> packagesOutsideTheirBundle() {
        List<String> found = new ArrayList<>();
        for (Path bundle : tree.bundles()) {
            String root = "io.passerelle." + bundle.getFileName().toString().replace('-', '.');
            for (Path file : tree.sources()) {
                if (file.startsWith(bundle.resolve("src/main/java")) && file.toString().endsWith(".java")) {
                    String name = packageOf(file);
                    if (!name.equals(root) && !name.startsWith(root + ".")) {
                        found.add(tree.relative(file) + " is in " + name + ", not in " + root);
                    }
                }
            }
        }
        return found;
    }

    private static String packageOf(Path file) {
        Matcher matcher = Pattern.compile("(?m)^package\\s+([\\w.]+)\\s*;").matcher(Tree.read(file));
        return matcher.find() ? matcher.group(1) : "";
    }

    List<String> withoutLicence() {
        return tree.sources().stream()
                .filter(file -> WITH_HEADER.matcher(file.getFileName().toString()).matches())
                .filter(file -> !tree.relative(file).contains("/src/test/resources/"))
                .filter(file -> Tree.read(file).lines().limit(3).noneMatch(line -> line.contains("SPDX-License-Identifier: Apache-2.0")))
                .map(tree::relative)
                .toList();
    }

    List<String> placesOfOneMachine() {
        return tree.sources().stream()
                .filter(this::isText)
                .filter(file -> MACHINE_PATH.matcher(Tree.read(file)).find() || REGISTRY.matcher(Tree.read(file)).find())
                .map(tree::relative)
                .toList();
    }

    private boolean isText(Path file) {
        return file.getFileName().toString().matches(".*\\.(java|ts|xml|sql|cfg|properties|bnd|sh|md|json|yaml|yml|css|html)|run|\\.npmrc");
    }

    private java.util.stream.Stream<Path> ours(String... endings) {
        Set<String> wanted = Set.of(endings);
        return tree.sources().stream().filter(file -> {
            String name = file.getFileName().toString();
            return wanted.contains(name.substring(name.lastIndexOf('.') + 1));
        });
    }

    private static long lines(Path file) {
        return Tree.read(file).lines().count();
    }
}
