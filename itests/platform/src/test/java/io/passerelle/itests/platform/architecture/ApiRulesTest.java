// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.passerelle.itests.platform.architecture.leaky.Leaky;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiRulesTest {
    /** The test kit is left out: it is made of JUnit. */
    private static final Set<String> CONTRACTS =
            Set.of("model", "api", "provider-spi", "host-spi", "store-spi", "provider-kit", "ical", "dav");

    @Test
    void exportedTypesSpeakOnlyOfTheJdkAndOfContracts() {
        List<Path> classes = Tree.ours().bundles().stream()
                .filter(bundle -> CONTRACTS.contains(bundle.getFileName().toString()))
                .map(bundle -> bundle.resolve("target/classes"))
                .toList();
        ApiRules rules = new ApiRules(Set.of(
                "io.passerelle.model",
                "io.passerelle.api",
                "io.passerelle.provider.spi",
                "io.passerelle.host.spi",
                "io.passerelle.store.spi",
                "io.passerelle.provider.kit",
                "io.passerelle.ical",
                "io.passerelle.dav"));

        assertThat(rules.leaks(new ClassFileImporter().importPaths(classes))).isEmpty();
    }

    @Test
    void aLibraryTypeInAnExportedSignatureIsFound() {
        assertThat(new ApiRules(Set.of()).leaks(new ClassFileImporter().importPackagesOf(Leaky.class)))
                .anyMatch(leak -> leak.endsWith("speaks of org.assertj.core.api.AbstractAssert"));
    }
}
