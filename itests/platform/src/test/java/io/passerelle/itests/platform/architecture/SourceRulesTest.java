// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRulesTest {
    private static final String LICENCE = "// SPDX-License-Identifier: Apache-2.0\n";

    @Nested
    class OurTree {
        private final SourceRules rules = new SourceRules(Tree.ours());

        @Test
        void hasNoFileOfMoreThan400LinesButTests() {
            assertThat(rules.tooLong()).isEmpty();
        }

        @Test
        void hasNoPackageWithoutASubject() {
            assertThat(rules.packagesWithoutSubject()).isEmpty();
        }

        @Test
        void keepsEachBundleInItsOwnPackage() {
            assertThat(rules.packagesOutsideTheirBundle()).isEmpty();
        }

        @Test
        void namesTheLicenceInEverySource() {
            assertThat(rules.withoutLicence()).isEmpty();
        }

        @Test
        void namesNoPlaceOfOneMachineAndNoRegistry() {
            assertThat(rules.placesOfOneMachine()).isEmpty();
        }
    }

    @Nested
    class AViolation {
        @TempDir
        Path top;

        @Test
        void ofTheLengthIsFound() throws IOException {
            write("bundles/a/src/main/java/A.java", LICENCE + "\n".repeat(400));
            assertThat(new SourceRules(new Tree(top)).tooLong()).containsExactly("bundles/a/src/main/java/A.java has 401 lines");
        }

        @Test
        void ofThePackageNamesIsFound() throws IOException {
            write("bundles/a/src/main/java/io/passerelle/a/util/A.java", LICENCE);
            assertThat(new SourceRules(new Tree(top)).packagesWithoutSubject()).hasSize(1);
        }

        @Test
        void ofTheRootPackageIsFound() throws IOException {
            write("bundles/a-b/pom.xml", "");
            write("bundles/a-b/src/main/java/io/passerelle/ab/A.java", LICENCE + "package io.passerelle.ab;\n");
            assertThat(new SourceRules(new Tree(top)).packagesOutsideTheirBundle()).singleElement().asString().endsWith("not in io.passerelle.a.b");
        }

        @Test
        void ofTheLicenceHeaderIsFound() throws IOException {
            write("bundles/a/pom.xml", "<project/>");
            assertThat(new SourceRules(new Tree(top)).withoutLicence()).containsExactly("bundles/a/pom.xml");
        }

        @Test
        void byAPathOfAMachineIsFound() throws IOException {
            write("docs/a.md", "see /" + "root/notes");
            assertThat(new SourceRules(new Tree(top)).placesOfOneMachine()).containsExactly("docs/a.md");
        }

        @Test
        void byTheAddressOfARegistryIsFound() throws IOException {
            write("docs/a.md", "from repo.maven." + "apache.org");
            assertThat(new SourceRules(new Tree(top)).placesOfOneMachine()).containsExactly("docs/a.md");
        }

        private void write(String name, String text) throws IOException {
            Path file = top.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
    }
}
