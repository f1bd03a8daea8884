// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.server;

import io.passerelle.launcher.Folders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A finished distribution, as a person downloads it. */
record Archive(Path file) {
    private static final int EXECUTABLE = 0100;

    static Archive production() {
        return new Archive(Path.of(System.getProperty("passerelle.archive.production")));
    }

    static Archive demo() {
        return new Archive(Path.of(System.getProperty("passerelle.archive.demo")));
    }

    interface Visitor {
        void visit(TarArchiveEntry entry, InputStream content) throws IOException;
    }

    void each(Visitor visitor) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                visitor.visit(entry, tar);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(file.toString(), broken);
        }
    }

    /** Names of all entries, without the top folder. */
    List<String> names() {
        List<String> names = new java.util.ArrayList<>();
        each((entry, content) -> names.add(inside(entry)));
        return names;
    }

    /** Unpacks it, without its top folder, in place of what was there. */
    Path unpack(Path target) throws IOException {
        Folders.delete(target);
        each((entry, content) -> {
            Path path = target.resolve(inside(entry)).normalize();
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else {
                Files.createDirectories(path.getParent());
                Files.copy(content, path);
                if ((entry.getMode() & EXECUTABLE) != 0 && !path.toFile().setExecutable(true)) {
                    throw new IOException("Cannot make executable: " + path);
                }
            }
        });
        return target;
    }

    static String inside(TarArchiveEntry entry) {
        String name = entry.getName();
        return name.substring(name.indexOf('/') + 1);
    }
}
