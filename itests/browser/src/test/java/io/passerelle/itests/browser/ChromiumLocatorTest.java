// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumLocatorTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("the system's Chromium is used where there is one")
    void system() throws Exception {
        Path chromium = program("chromium-browser");

        assertThat(new ChromiumLocator("/nowhere" + File.pathSeparator + folder, Optional.empty(), false).find()).contains(chromium);
    }

    @Test
    @DisplayName("the one that was named goes before the system's")
    void named() throws Exception {
        program("chromium");
        Path other = program("other");

        assertThat(new ChromiumLocator(folder.toString(), Optional.of(other), false).find()).contains(other);
    }

    @Test
    @DisplayName("a wrong name is said, not silently replaced")
    void wrongName() throws Exception {
        program("chromium");
        var locator = new ChromiumLocator(folder.toString(), Optional.of(folder.resolve("none")), false);

        assertThatThrownBy(locator::find).isInstanceOf(IllegalStateException.class).hasMessageContaining("passerelle.chromium");
    }

    private Path program(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
