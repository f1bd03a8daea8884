// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts requests by what SOGo itself noted: what a program says of itself does not count. */
final class RequestLog {
    private static final Pattern REQUEST = Pattern.compile("\"([A-Z]+) /SOGo/dav/");

    private final List<Path> files;
    private final Map<Path, Long> from = new HashMap<>();

    RequestLog(List<Path> files) {
        this.files = List.copyOf(files);
    }

    /** Counts from here on. */
    void begin() throws IOException {
        for (Path file : files) {
            from.put(file, Files.size(file));
        }
    }

    /** Requests to the collections since {@link #begin}, by method. */
    Map<String, Integer> counted() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Path file : files) {
            Matcher matcher = REQUEST.matcher(since(file));
            while (matcher.find()) {
                counts.merge(matcher.group(1), 1, Integer::sum);
            }
        }
        return counts;
    }

    private String since(Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(from.get(file));
            byte[] said = new byte[(int) (log.length() - log.getFilePointer())];
            log.readFully(said);
            return new String(said, StandardCharsets.UTF_8);
        }
    }
}
