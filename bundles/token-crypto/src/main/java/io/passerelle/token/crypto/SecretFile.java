// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that only the service account may read, whole or not at all. */
final class SecretFile {
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private SecretFile() {}

    /**
     * Writes a file that must not exist yet. Of several processes that try, one succeeds; the others see the whole file.
     *
     * @return false when it exists
     */
    static boolean create(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            Files.createLink(file, draft);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        } catch (UnsupportedOperationException noHardLinks) {
            return moveUnlessPresent(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Replaces a file. */
    static void replace(Path file, byte[] content) throws IOException {
        Path draft = draft(file, content);
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whether others than the owner may read a file. */
    static boolean isOpenToOthers(Path file) throws IOException {
        if (!POSIX) {
            return false;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        return permissions.contains(PosixFilePermission.GROUP_READ)
                || permissions.contains(PosixFilePermission.OTHERS_READ);
    }

    private static boolean moveUnlessPresent(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file);
            return true;
        } catch (FileAlreadyExistsException another) {
            return false;
        }
    }

    private static Path draft(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder, only("rwx------"));
        Path draft = Files.createTempFile(folder, ".new", null, only("rw-------"));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        return draft;
    }

    private static FileAttribute<?>[] only(String permissions) {
        return POSIX
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
