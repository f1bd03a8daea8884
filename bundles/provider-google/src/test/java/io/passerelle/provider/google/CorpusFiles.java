// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Sample files: our own, which are always there, and those collected from other projects, where they are at hand. */
public final class CorpusFiles {
    private CorpusFiles() {}

    /** The files of a kind: {@code ics}, {@code vcf} or {@code json}. */
    public static List<Path> of(String kind) throws IOException {
        List<Path> files = new ArrayList<>(list(own().resolve(kind)));
        Path collected = Path.of(System.getProperty("passerelle.shared", "absent"), "corpus", kind);
        if (Files.isDirectory(collected)) {
            files.addAll(list(collected));
        }
        return files;
    }

    private static Path own() {
        try {
            return Path.of(Objects.requireNonNull(CorpusFiles.class.getResource("/corpus")).toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
