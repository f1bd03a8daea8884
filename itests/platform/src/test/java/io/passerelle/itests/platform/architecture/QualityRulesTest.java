// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityRulesTest {
    @Nested
    class OurProviders {
        private final QualityRules rules = new QualityRules(Tree.ours());

        @Test
        void areThere() {
            assertThat(rules.providers()).extracting(path -> path.getFileName().toString()).contains("provider-google");
        }

        @Test
        void claimWhatTheyProve() {
            assertThat(rules.providers()).allSatisfy(provider -> assertThat(rules.violations(provider)).isEmpty());
        }

        @Test
        void includeGoogleAtSilver() {
            assertThat(rules.level(Tree.ours().top().resolve("bundles/provider-google")).orElseThrow())
                    .isGreaterThanOrEqualTo(QualityRules.Level.SILVER);
        }
    }

    @Nested
    class AViolation {
        @TempDir
        private Path top;

        private Path provider;
        private String good;

        @BeforeEach
        void copy() throws IOException {
            provider = Files.createDirectories(top.resolve("bundles/provider-x"));
            Files.writeString(provider.resolve("pom.xml"), "");
            Path tests = Files.createDirectories(provider.resolve("src/test/java"));
            Files.writeString(tests.resolve("XTest.java"), "");
            StringBuilder text = new StringBuilder("# claims\nprovider: x\nrules:\n");
            for (QualityRules.Level level : QualityRules.Level.values()) {
                level.rules().forEach(rule -> text.append("  ").append(rule).append(": { status: done, tests: [XTest] }\n"));
            }
            good = text.toString();
        }

        private List<String> violations(String text) throws IOException {
            Files.writeString(provider.resolve("quality.yaml"), text);
            return new QualityRules(new Tree(top)).violations(provider);
        }

        @Test
        void isNotAFullListOfProofs() throws IOException {
            assertThat(violations(good)).isEmpty();
            assertThat(new QualityRules(new Tree(top)).level(provider)).contains(QualityRules.Level.PLATINUM);
        }

        @Test
        void isAMissingFile() {
            assertThat(new QualityRules(new Tree(top)).violations(provider)).singleElement().asString().contains("no quality.yaml");
        }

        @Test
        void isAMissingRule() throws IOException {
            assertThat(violations(good.replaceFirst("  sandbox: .*\n", ""))).containsExactly("sandbox is missing");
        }

        @Test
        void isAnUnknownRule() throws IOException {
            assertThat(violations(good + "  shiny: { status: done, tests: [XTest] }\n")).containsExactly("shiny is no rule");
        }

        @Test
        void isATestThatIsNotThere() throws IOException {
            assertThat(violations(good.replaceFirst("sandbox: \\{ status: done, tests: \\[XTest]", "sandbox: { status: done, tests: [YTest]")))
                    .containsExactly("sandbox names a test that is not there: YTest");
        }

        @Test
        void isBeingDoneWithoutATest() throws IOException {
            assertThat(violations(good.replaceFirst("sandbox: .*", "sandbox: { status: done, tests: [] }")))
                    .containsExactly("sandbox is done without a test");
        }

        @Test
        void isAnExemptionWithoutAReason() throws IOException {
            assertThat(violations(good.replaceFirst("sandbox: .*", "sandbox: { status: exempt }")))
                    .containsExactly("sandbox is exempt without a reason");
        }

        @Test
        void isAnUnknownStatusOrALineThatSaysNothing() throws IOException {
            assertThat(violations(good.replaceFirst("sandbox: .*", "sandbox: { status: almost }") + "  what: ever\n"))
                    .containsExactly("not understood: what: ever", "sandbox has an unknown status: almost");
        }

        @Test
        void keepsALevelFromBeingReached() throws IOException {
            violations(good.replaceFirst("push-renewal: .*", "push-renewal: { status: todo, reason: later }"));

            assertThat(new QualityRules(new Tree(top)).level(provider)).contains(QualityRules.Level.BRONZE);
        }
    }
}
