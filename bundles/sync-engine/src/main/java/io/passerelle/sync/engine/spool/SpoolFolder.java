// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.spool;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where spools go. */
public final class SpoolFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);

    private SpoolFolder() {}

    /**
     * The folder below the data folder, rid of what a crash left behind.
     *
     * @param data the data folder; null for the container's own
     */
    public static Path prepared(String data) {
        String karaf = System.getProperty("karaf.data", System.getProperty("java.io.tmpdir"));
        Path folder = Path.of(data == null ? karaf + "/passerelle" : data.replace("${karaf.data}", karaf), "spool");
        if (!Files.isDirectory(folder)) {
            return folder;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "run*.spool")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (IOException stays) {
            LOG.warn("Old spool files cannot be deleted: {}", stays.getClass().getSimpleName());
        }
        return folder;
    }
}
