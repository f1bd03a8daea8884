// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Files collected from other projects' test suites; skipped where they are not at hand. */
class CorpusTest {
    @TestFactory
    Stream<DynamicTest> readsWritesAndReadsAgain() throws IOException {
        Path folder = Path.of(System.getProperty("passerelle.shared", "absent"), "corpus", "ics");
        assumeTrue(Files.isDirectory(folder), "the collected files are not at hand");
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(50);
        return files.stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
            Reading first = Reading.of(Files.readAllBytes(file));
            assertThat(first.summary().events())
                    .as("every event is taken or reported")
                    .isGreaterThanOrEqualTo(first.items().size());
            if (first.items().isEmpty() && first.summary().events() > 0) {
                assertThat(first.problems()).isNotEmpty();
            }
            Reading second = Reading.of(Reading.write(first.items()));
            assertThat(second.problems().stream().filter(problem -> !problem.reason().partial())).isEmpty();
            assertThat(second.items()).containsExactlyInAnyOrderElementsOf(first.items());
        }));
    }
}
