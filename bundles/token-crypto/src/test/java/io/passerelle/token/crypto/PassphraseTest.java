// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassphraseTest {
    @TempDir
    private Path folder;

    private static Passphrase passphrase(Map<String, String> environment) {
        return new Passphrase(environment::get, new SecureRandom());
    }

    @Test
    @DisplayName("Without a passphrase outside the demo the start is refused, and the message says what to set")
    void refusesWithoutPassphrase() {
        assertThatThrownBy(() -> passphrase(Map.of()).find("", false, folder))
                .isInstanceOf(MasterKeyUnavailable.class)
                .hasMessageContaining("PASSERELLE_MASTER_PASSPHRASE")
                .hasMessageContaining("passphraseFile");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisplayName("The environment comes before the file")
    void prefersTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "from the file itself\n");
        Passphrase found = passphrase(Map.of(Passphrase.VARIABLE, "from the environment"));
        assertThat(found.find(file.toString(), false, folder)).containsExactly("from the environment".toCharArray());
    }

    @Test
    @DisplayName("Of a file the first line counts, without its end")
    void readsTheFirstLine() throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "from the file itself\r\nsomething else\n");
        assertThat(passphrase(Map.of()).find(file.toString(), true, folder))
                .containsExactly("from the file itself".toCharArray());
    }

    @Test
    @DisplayName("A configured file that is missing stops the start, even in the demo")
    void refusesAMissingFile() {
        assertThatThrownBy(() -> passphrase(Map.of()).find(folder.resolve("none").toString(), true, folder))
                .isInstanceOf(MasterKeyUnavailable.class);
    }

    @Test
    @DisplayName("A short passphrase is refused and not repeated")
    void refusesAShortOne() {
        assertThatThrownBy(() -> passphrase(Map.of(Passphrase.VARIABLE, "hunter2")).find("", true, folder))
                .isInstanceOf(MasterKeyUnavailable.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    @DisplayName("The demo makes a random one for its owner only and finds it again")
    void makesOneForTheDemo() throws IOException {
        char[] made = passphrase(Map.of()).find("", true, folder);
        assertThat(made).hasSize(43);
        assertThat(passphrase(Map.of()).find("", true, folder)).isEqualTo(made);
        Path file = folder.resolve(Passphrase.DEMO_FILE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }
}
