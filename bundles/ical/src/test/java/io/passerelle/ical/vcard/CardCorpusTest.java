// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.passerelle.model.item.Contact;
import io.passerelle.model.item.FieldPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Cards collected from other projects' test suites; skipped where they are not at hand. */
class CardCorpusTest {
    @TestFactory
    Stream<DynamicTest> readsWritesAndReadsAgain() throws IOException {
        Path folder = Path.of(System.getProperty("passerelle.shared", "absent"), "corpus", "vcf");
        assumeTrue(Files.isDirectory(folder), "the collected files are not at hand");
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(50);
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : files) {
            for (CardVersion version : CardVersion.values()) {
                tests.add(DynamicTest.dynamicTest(file.getFileName() + " as " + version, () -> survives(file, version)));
            }
        }
        return tests.stream();
    }

    private static void survives(Path file, CardVersion version) throws IOException {
        Cards first = Cards.of(Files.readAllBytes(file));
        long unread = first.problems().stream().filter(problem -> !problem.reason().partial()).count();
        assertThat(first.summary().cards()).as("every card is taken or reported").isEqualTo((int) (first.contacts().size() + unread));
        Cards second = Cards.of(Cards.write(first.contacts(), version));
        assertThat(second.problems()).isEmpty();
        assertThat(second.contacts()).hasSameSizeAs(first.contacts());
        for (int i = 0; i < first.contacts().size(); i++) {
            assertThat(second.contacts().get(i).uid()).isEqualTo(first.contacts().get(i).uid());
            Contact before = first.contacts().get(i);
            Contact after = second.contacts().get(i);
            if (version == CardVersion.V3) {
                // the same file is written differently in each version
                assertThat(names(after)).isEqualTo(names(before));
                after = after.toBuilder().vcard(before.vcard()).build();
            }
            assertThat(extra(after, before)).as("made up").isEmpty();
            assertThat(extra(before, after)).as("lost").isEmpty();
        }
    }

    private static List<String> names(Contact contact) {
        return contact.vcard().stream().map(line -> line.split("[;:]", 2)[0]).sorted().toList();
    }

    private static Set<Map.Entry<FieldPath, String>> extra(Contact contact, Contact other) {
        Set<Map.Entry<FieldPath, String>> fields = new HashSet<>(contact.fields().entrySet());
        fields.removeAll(other.fields().entrySet());
        return fields;
    }
}
