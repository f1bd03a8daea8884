// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.server;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The TCP ports a process listens on, as Linux tells them under {@code /proc} (see proc(5), {@code /proc/net/tcp}). */
final class Listeners {
    private static final String LISTEN = "0A";

    private Listeners() {}

    static List<InetSocketAddress> of(long pid) throws IOException {
        Set<String> sockets = sockets(pid);
        List<InetSocketAddress> found = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc", "" + pid, "net", table))) {
                String[] columns = line.trim().split("\\s+");
                if (columns.length > 9 && columns[3].equals(LISTEN) && sockets.contains("socket:[" + columns[9] + "]")) {
                    found.add(address(columns[1]));
                }
            }
        }
        return found;
    }

    private static Set<String> sockets(long pid) throws IOException {
        Set<String> found = new HashSet<>();
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc", "" + pid, "fd"))) {
            for (Path descriptor : open) {
                try {
                    found.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException closedMeanwhile) {
                    continue;
                }
            }
        }
        return found;
    }

    /** Groups of four bytes in the order of the machine (little endian on all we run on), then the port. */
    static InetSocketAddress address(String column) throws IOException {
        String[] parts = column.split(":");
        byte[] bytes = new byte[parts[0].length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int from = (i / 4) * 4 + 3 - i % 4;
            bytes[i] = new BigInteger(parts[0].substring(from * 2, from * 2 + 2), 16).byteValue();
        }
        return new InetSocketAddress(InetAddress.getByAddress(bytes), Integer.parseInt(parts[1], 16));
    }
}
