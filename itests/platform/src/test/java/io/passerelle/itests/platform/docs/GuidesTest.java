// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuidesTest {
    private static final Path TOP = Path.of(System.getProperty("passerelle.top"));

    private final Guides guides = new Guides(TOP);

    @Test
    @DisplayName("Every link of the guides leads somewhere")
    void links() {
        assertThat(guides.pages()).hasSizeGreaterThan(10);
        assertThat(guides.brokenLinks()).isEmpty();
    }

    @Test
    @DisplayName("A link that leads nowhere is found")
    void brokenLink(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("README.md"), "# Title\n[here](#title) [gone](docs/gone.md) [no heading](#nothing)");

        assertThat(new Guides(folder).brokenLinks())
                .containsExactly("README.md links to docs/gone.md", "README.md links to #nothing");
    }

    @Test
    @DisplayName("Every setting that the administrator's guide names stands in the file of settings")
    void settings() throws IOException {
        String template = text("distribution", "custom.system.properties");

        assertThat(guides.settings()).isNotEmpty().allSatisfy(setting -> assertThat(template).contains(setting));
    }

    @Test
    @DisplayName("Every configuration file that the guides name is read by a bundle or is the container's")
    void configurations() throws IOException {
        String sources = text("bundles", ".java") + text("distribution", ".cfg");

        assertThat(guides.configurations()).hasSizeGreaterThan(3).allSatisfy(file -> {
            String id = file.substring("etc/".length()).replaceFirst("\\.cfg$", "");
            assertThat(sources.contains("\"" + id + "\"") || shipped(file)).isTrue();
        });
    }

    private static boolean shipped(String file) throws IOException {
        try (Stream<Path> files = Files.walk(TOP.resolve("distribution"))) {
            return files.anyMatch(path -> path.endsWith(file) && path.toString().contains("/src/main/"));
        }
    }

    @Test
    @DisplayName("Every profile that the guides name is one of the build")
    void profiles() throws IOException {
        String poms = text("", "pom.xml");

        assertThat(guides.profiles()).isNotEmpty().allSatisfy(profile -> assertThat(poms).contains("<id>" + profile + "</id>"));
    }

    @Test
    @DisplayName("Every shell command that the guides name is one of the shell")
    void commands() throws IOException {
        String sources = text("bundles/console/src/main", ".java");

        assertThat(guides.commands())
                .isNotEmpty()
                .allSatisfy(command ->
                        assertThat(sources).contains("name = \"" + command.substring(command.indexOf(':') + 1) + "\""));
    }

    private static String text(String folder, String suffix) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(TOP.resolve(folder))) {
            for (Path file : files.filter(path -> path.toString().endsWith(suffix))
                    .filter(path -> !path.toString().contains("/target/") && !path.toString().contains("/node_modules/"))
                    .toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
