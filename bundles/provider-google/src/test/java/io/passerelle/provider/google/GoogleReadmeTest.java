// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GoogleReadmeTest {
    @Test
    @DisplayName("The documentation names every scope that is asked for, and no other")
    void scopes() throws IOException {
        Set<String> asked = new TreeSet<>(GoogleScopes.BASE);
        new GoogleProvider(Clock.systemUTC(), pause -> {}, null)
                .descriptor()
                .capabilities()
                .forEach(capability -> capability
                        .scopes()
                        .forEach(scope -> asked.add(scope.substring(GoogleScopes.PREFIX.length()))));
        String section = Files.readString(Path.of("README.md")).split("## Scopes")[1].split("## ")[0];
        Set<String> documented = new TreeSet<>();
        Matcher scope = Pattern.compile("(?m)`([a-z.]+)`(?=[^|]*\\|.*\\|)").matcher(section);
        while (scope.find()) {
            documented.add(scope.group(1));
        }

        assertThat(documented).isEqualTo(asked);
    }
}
