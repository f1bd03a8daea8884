// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a provider claims of itself in {@code quality.yaml}: every rule is named once, what is done names tests that are there,
 * what is exempt or still to be done says why. A level is reached when none of its rules, nor of those below, is still to be
 * done.
 */
record QualityRules(Tree tree) {
    /** Levels, the lowest one first. */
    enum Level {
        BRONZE("descriptor hot-lifecycle undeploy-keeps-data unique-account test-before-save least-scope error-map no-notify sandbox docs-basic"),
        SILVER("reauth-flow refresh-safe disconnect-complete incremental deletion-guard idempotent-writes rate-limits push-renewal"
                + " parallelism-declared"),
        GOLD("round-trip-fidelity recurrence-and-zones repairs diagnostics privacy policy-points"),
        PLATINUM("observability scale-proof key-rotation-drill");

        private final Set<String> rules;

        Level(String rules) {
            this.rules = new LinkedHashSet<>(List.of(rules.split(" ")));
        }

        Set<String> rules() {
            return rules;
        }
    }

    private static final Pattern RULE = Pattern.compile("  ([a-z-]+): \\{ status: ([a-z]+)(?:, tests: \\[([^\\]]*)\\])?(?:, reason: (.+?))? \\}");
    private static final Set<String> HEADS = Set.of("provider:", "rules:");

    /**
     * One line of the file.
     *
     * @param status {@code done}, {@code exempt} or {@code todo}
     * @param tests names of classes
     */
    private record Claim(String status, List<String> tests, Optional<String> reason) {}

    List<Path> providers() {
        return tree.bundles().stream()
                .filter(bundle -> bundle.getFileName().toString().matches("provider-(?!kit|spi).+"))
                .toList();
    }

    List<String> violations(Path provider) {
        Path file = provider.resolve("quality.yaml");
        if (!Files.exists(file)) {
            return List.of(provider.getFileName() + " has no quality.yaml");
        }
        List<String> found = new ArrayList<>();
        Map<String, Claim> claims = claims(file, found);
        Set<String> known = Arrays.stream(Level.values()).flatMap(level -> level.rules.stream()).collect(Collectors.toSet());
        known.stream().filter(rule -> !claims.containsKey(rule)).sorted().forEach(rule -> found.add(rule + " is missing"));
        Set<String> tests = testClasses();
        claims.forEach((rule, claim) -> {
            if (!known.contains(rule)) {
                found.add(rule + " is no rule");
            }
            wrong(claim, tests).ifPresent(why -> found.add(rule + " " + why));
        });
        return found;
    }

    private static Optional<String> wrong(Claim claim, Set<String> tests) {
        return switch (claim.status()) {
            case "done" -> claim.tests().isEmpty()
                    ? Optional.of("is done without a test")
                    : claim.tests().stream().filter(test -> !tests.contains(test)).findFirst().map(test -> "names a test that is not there: " + test);
            case "exempt", "todo" -> claim.reason().isPresent() ? Optional.empty() : Optional.of("is " + claim.status() + " without a reason");
            default -> Optional.of("has an unknown status: " + claim.status());
        };
    }

    /** The highest level that is reached; empty below the lowest one. */
    Optional<Level> level(Path provider) {
        Map<String, Claim> claims = claims(provider.resolve("quality.yaml"), new ArrayList<>());
        Optional<Level> reached = Optional.empty();
        for (Level level : Level.values()) {
            boolean open = level.rules.stream().anyMatch(rule -> !claims.containsKey(rule) || claims.get(rule).status().equals("todo"));
            if (open) {
                break;
            }
            reached = Optional.of(level);
        }
        return reached;
    }

    private static Map<String, Claim> claims(Path file, List<String> found) {
        Map<String, Claim> claims = new LinkedHashMap<>();
        for (String line : Tree.read(file).lines().toList()) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#") || HEADS.stream().anyMatch(line::startsWith)) {
                continue;
            }
            Matcher rule = RULE.matcher(line);
            if (!rule.matches()) {
                found.add("not understood: " + text);
            } else if (claims.put(rule.group(1), claim(rule)) != null) {
                found.add(rule.group(1) + " is named twice");
            }
        }
        return claims;
    }

    private static Claim claim(Matcher rule) {
        List<String> tests = rule.group(3) == null || rule.group(3).isBlank() ? List.of() : List.of(rule.group(3).split(", *"));
        return new Claim(rule.group(2), tests, Optional.ofNullable(rule.group(4)));
    }

    private Set<String> testClasses() {
        return tree.sources().stream()
                .filter(file -> tree.relative(file).contains("src/test/java/"))
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches(".+(Test|IT)\\.java"))
                .map(name -> name.substring(0, name.length() - ".java".length()))
                .collect(Collectors.toSet());
    }
}
