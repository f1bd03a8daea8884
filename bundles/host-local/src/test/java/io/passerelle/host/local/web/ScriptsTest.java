// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every page and script. */
class ScriptsTest {
    private static final Path RESOURCES = Path.of("src/main/resources/host");
    private static final Pattern USED = Pattern.compile("\\bt\\('([A-Za-z.]+)'|\\{\\{t:([A-Za-z.]+)}}|Texts\\.of\\([a-z]+, \"([A-Za-z.]+)\"");

    private static List<Path> files(String ending) {
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void noScriptMakesMarkupFromTextOrCodeFromData() {
        assertThat(files(".js")).hasSizeGreaterThan(10).allSatisfy(file -> assertThat(text(file))
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"));
    }

    @Test
    void noPageHasInlineScriptsOrStyles() {
        assertThat(files(".html")).hasSizeGreaterThan(4).allSatisfy(file -> assertThat(text(file))
                .doesNotContain("style=", "<style", "javascript:")
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContain("http://", "https://"));
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws IOException {
        assertThat(keys("fr")).isEqualTo(keys("en"));
    }

    @Test
    void everyTextThatIsUsedIsThere() throws IOException {
        Set<String> keys = keys("en");
        for (Path file : Stream.concat(files(".js").stream(), files(".html").stream()).toList()) {
            Matcher used = USED.matcher(text(file));
            while (used.find()) {
                String key = used.group(1) != null ? used.group(1) : used.group(2);
                assertThat(keys.contains(key) || keys.contains(key + ".other")).as(key + " in " + file).isTrue();
            }
        }
    }

    private static Set<String> keys(String language) throws IOException {
        JsonNode texts = new ObjectMapper().readTree(RESOURCES.resolve("static/i18n/" + language + ".json").toFile());
        Set<String> keys = new TreeSet<>();
        texts.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
