// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.provider.spi.FormField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CaldavReadmeTest {
    @Test
    @DisplayName("The documentation names every field of the form, and the configuration with the exceptions")
    void fields() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(CaldavDescriptor.read().form().orElseThrow().fields())
                .extracting(FormField::id)
                .allSatisfy(id -> assertThat(readme).contains("| `" + id + "` |"));
        assertThat(readme).contains(CaldavConfig.PID);
    }
}
