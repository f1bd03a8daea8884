// SPDX-License-Identifier: Apache-2.0
package io.passerelle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    @TempDir
    Path home;

    @Test
    void tellsTheCoordinatesOfAnArtifactFromItsPlace() throws IOException {
        put("system/org/example/lib/thing/1.2/thing-1.2.jar");
        assertThat(Inventory.of(home))
                .contains("\"group\": \"org.example.lib\", \"name\": \"thing\", \"version\": \"1.2\"")
                .contains("pkg:maven/org.example.lib/thing@1.2")
                .contains("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
    }

    @Test
    void tellsNameAndVersionOfAnyOtherJarFromItsName() throws IOException {
        put("lib/boot/org.example.main-4.4.10.jar");
        assertThat(Inventory.of(home)).contains("\"name\": \"org.example.main\", \"version\": \"4.4.10\"");
    }

    @Test
    void listsProvidersThatCarryNoVersion() throws IOException {
        put("deploy/provider-google.jar");
        assertThat(Inventory.of(home)).contains("\"name\": \"provider-google\", \"version\": \"\"");
    }

    private void put(String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }
}
