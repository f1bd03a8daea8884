// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DependencyRulesTest {
    @TempDir
    Path top;

    @Test
    void ourBundlesDependOnlyOnWhatTheMapAllows() {
        assertThat(new DependencyRules(Tree.ours()).violations()).isEmpty();
    }

    @Test
    void oneImplementationOnAnotherIsAViolation() throws IOException {
        bundle("oauth", dependency("token-crypto", "compile"));
        assertThat(new DependencyRules(new Tree(top)).violations()).containsExactly("oauth must not depend on token-crypto");
    }

    @Test
    void oneImplementationOnAnotherInItsTestsIsAViolationToo() throws IOException {
        bundle("sync-engine", dependency("store-jpa", "test"));
        assertThat(new DependencyRules(new Tree(top)).violations()).containsExactly("sync-engine must not depend on store-jpa (test)");
    }

    @Test
    void aConnectorNeverSeesTheApi() throws IOException {
        bundle("provider-example", dependency("provider-spi", "compile") + dependency("api", "provided"));
        assertThat(new DependencyRules(new Tree(top)).violations()).containsExactly("provider-example must not depend on api");
    }

    @Test
    void theSandboxOutsideATestIsAViolation() throws IOException {
        bundle("provider-example", dependency("sandbox", "compile"));
        assertThat(new DependencyRules(new Tree(top)).violations()).hasSize(1);
    }

    @Test
    void theSandboxAndTheTestkitInATestAreNone() throws IOException {
        bundle("provider-example", dependency("sandbox", "test") + dependency("testkit", "test"));
        assertThat(new DependencyRules(new Tree(top)).violations()).isEmpty();
    }

    @Test
    void aBundleNobodyThoughtOfIsAViolation() throws IOException {
        bundle("surprise", "");
        assertThat(new DependencyRules(new Tree(top)).violations()).hasSize(1);
    }

    private void bundle(String name, String dependencies) throws IOException {
        Path folder = Files.createDirectories(top.resolve("bundles").resolve(name));
        Files.writeString(folder.resolve("pom.xml"), "<project><dependencies>" + dependencies + "</dependencies></project>");
    }

    private static String dependency(String name, String scope) {
        return "<dependency><groupId>io.passerelle</groupId><artifactId>" + name + "</artifactId><scope>" + scope + "</scope></dependency>";
    }
}
