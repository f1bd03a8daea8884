// SPDX-License-Identifier: Apache-2.0
package io.passerelle.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {
    @TempDir
    Path top;

    @Test
    void sumsUpTheReportsOfAllModules() throws IOException {
        report("bundles/a/target/surefire-reports", "A", passed("a.A", "one") + passed("a.A", "two"));
        report("itests/b/target/failsafe-reports", "B", passed("b.B", "three"));

        Verdict verdict = Verdict.of(top, Instant.EPOCH);

        assertThat(verdict.counts()).isEqualTo("3 passed, 0 failed, 0 skipped");
        assertThat(verdict.isGood()).isTrue();
    }

    @Test
    void failsOnASkipThatIsNotOnTheList() throws IOException {
        report("a/target/surefire-reports", "A", passed("a.A", "one") + skipped("a.A", "two"));

        assertThat(Verdict.of(top, Instant.EPOCH).complaints()).singleElement().asString().contains("a.A#two");
        assertThatThrownBy(this::judge).hasMessageContaining("1 passed, 0 failed, 1 skipped");
    }

    @Test
    void acceptsASkipThatIsOnTheList() throws IOException {
        permit("# a comment\na.A#needs *  # because");
        report("a/target/surefire-reports", "A", passed("a.A", "one") + skipped("a.A", "needs the corpus"));

        assertThat(judge()).isEqualToIgnoringNewLines("1 passed, 0 failed, 1 skipped");
        assertThat(top.resolve("target/test-counts.txt")).hasContent("1 passed, 0 failed, 1 skipped");
    }

    @Test
    void aPermissionForOneTestIsNoneForItsNeighbours() throws IOException {
        permit("a.A#one");
        report("a/target/surefire-reports", "A", skipped("a.A", "one") + skipped("a.A", "one more") + skipped("aXA", "one"));

        assertThat(Verdict.of(top, Instant.EPOCH).complaints()).hasSize(2);
    }

    @Test
    void aPermissionForAClassHoldsForAllItsTests() throws IOException {
        permit("a.A");
        report("a/target/surefire-reports", "A", skipped("a.A", "one") + skipped("a.A", "two"));

        assertThat(Verdict.of(top, Instant.EPOCH).isGood()).isTrue();
    }

    @Test
    void failsOnAFailedTest() throws IOException {
        report("a/target/surefire-reports", "A", "<testcase classname='a.A' name='one'><error/></testcase>");

        assertThat(Verdict.of(top, Instant.EPOCH).counts()).isEqualTo("0 passed, 1 failed, 0 skipped");
        assertThat(Verdict.of(top, Instant.EPOCH).isGood()).isFalse();
    }

    @Test
    void failsWhenNothingHasRun() throws IOException {
        assertThat(Verdict.of(top, Instant.EPOCH).isGood()).isFalse();
    }

    @Test
    void leavesReportsOfEarlierBuildsOut() throws IOException {
        Path old = report("a/target/surefire-reports", "A", skipped("a.A", "one"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        report("a/target/surefire-reports", "B", passed("a.B", "one"));

        assertThat(Verdict.of(top, Instant.parse("2020-01-02T00:00:00Z")).counts()).isEqualTo("1 passed, 0 failed, 0 skipped");
    }

    private String judge() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Verdict.judge(new String[] {top.toString()}, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private Path report(String folder, String name, String cases) throws IOException {
        Path report = Files.createDirectories(top.resolve(folder)).resolve("TEST-" + name + ".xml");
        return Files.writeString(report, "<testsuite>" + cases + "</testsuite>");
    }

    private void permit(String list) throws IOException {
        Files.writeString(top.resolve(".permitted-skips"), list);
    }

    private static String passed(String type, String name) {
        return "<testcase classname='" + type + "' name='" + name + "'/>";
    }

    private static String skipped(String type, String name) {
        return "<testcase classname='" + type + "' name='" + name + "'><skipped/></testcase>";
    }
}
