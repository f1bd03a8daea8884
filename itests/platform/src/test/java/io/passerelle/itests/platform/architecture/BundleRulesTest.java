// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleRulesTest {
    @Nested
    class OurBundles {
        private final BundleRules rules = new BundleRules(jars());

        private static List<Path> jars() {
            return Tree.ours().bundles().stream().flatMap(bundle -> jarsIn(bundle.resolve("target"))).toList();
        }

        private static Stream<Path> jarsIn(Path target) {
            try (Stream<Path> files = Files.list(target)) {
                return files.filter(file -> file.getFileName().toString().endsWith(".jar")).toList().stream();
            } catch (IOException notBuilt) {
                throw new UncheckedIOException(notBuilt);
            }
        }

        @Test
        void areThere() {
            assertThat(rules.jars()).hasSameSizeAs(Tree.ours().bundles());
        }

        @Test
        void areNamedAfterTheirFolders() {
            assertThat(rules.wrongNames()).isEmpty();
        }

        @Test
        void haveEachATitleOfItsOwn() {
            assertThat(rules.sharedTitles()).isEmpty();
        }

        @Test
        void exportOnlyWhereExportsAreAllowed() {
            assertThat(rules.forbiddenExports()).isEmpty();
        }

        @Test
        void importNoPackageOfAnImplementation() {
            assertThat(rules.importsOfImplementations()).isEmpty();
        }

        @Test
        void haveNoComponentWithMoreThanSevenReferences() {
            assertThat(rules.componentsWithTooManyReferences()).isEmpty();
        }

        @Test
        void areTheSameFromBuildToBuild() {
            assertThat(rules.differentFromBuildToBuild()).isEmpty();
        }
    }

    @Nested
    class AViolation {
        @TempDir
        Path folder;

        @Test
        void ofTheNameIsFound() throws IOException {
            assertThat(bundle("token-crypto", Map.of("Bundle-SymbolicName", "io.passerelle.crypto")).wrongNames()).hasSize(1);
        }

        @Test
        void ofTheTitleIsFound() throws IOException {
            Path one = bundle("rest", Map.of("Bundle-Name", "Passerelle :: Bundles")).jars().get(0);
            Path two = bundle("oauth", Map.of("Bundle-Name", "Passerelle :: Bundles")).jars().get(0);
            Path three = bundle("api", Map.of()).jars().get(0);
            assertThat(new BundleRules(List.of(one, two, three)).sharedTitles())
                    .containsExactly("oauth and rest are both called Passerelle :: Bundles", "api has no title");
        }

        @Test
        void byAnExportOfAnImplementationIsFound() throws IOException {
            assertThat(bundle("oauth", Map.of("Export-Package", "io.passerelle.oauth;version=\"1.0.0\"")).forbiddenExports()).hasSize(1);
        }

        @Test
        void byAnExportWithoutAVersionIsFound() throws IOException {
            assertThat(bundle("api", Map.of("Export-Package", "io.passerelle.api")).forbiddenExports()).hasSize(1);
        }

        @Test
        void byAnExportOfALibraryIsFound() throws IOException {
            assertThat(bundle("ical", Map.of("Export-Package", "net.fortuna.ical4j;version=\"4\"")).forbiddenExports()).hasSize(1);
        }

        @Test
        void byAnImportFromAnImplementationIsFound() throws IOException {
            assertThat(bundle("rest", Map.of("Import-Package", "io.passerelle.api,io.passerelle.oauth.flow")).importsOfImplementations())
                    .containsExactly("rest imports io.passerelle.oauth.flow");
        }

        @Test
        void byAComponentOfManyReferencesIsFound() throws IOException {
            assertThat(bundle("rest", Map.of(), "OSGI-INF/a.xml", "<reference name='x'/>".repeat(8)).componentsWithTooManyReferences())
                    .hasSize(1);
        }

        @Test
        void byAHeaderOfTheBuildingMachineIsFound() throws IOException {
            assertThat(bundle("rest", Map.of("Built-By", "somebody")).differentFromBuildToBuild()).hasSize(1);
        }

        private BundleRules bundle(String name, Map<String, String> headers, String... entries) throws IOException {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            headers.forEach(manifest.getMainAttributes()::putValue);
            Path jar = folder.resolve(name + "-1.0.0.jar");
            try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (int i = 0; i < entries.length; i += 2) {
                    out.putNextEntry(new JarEntry(entries[i]));
                    out.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
                }
            }
            return new BundleRules(List.of(jar));
        }
    }
}
