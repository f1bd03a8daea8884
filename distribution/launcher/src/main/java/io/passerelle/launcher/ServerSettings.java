// SPDX-License-Identifier: Apache-2.0
package io.passerelle.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How a server is to be started.
 *
 * @param home the unpacked distribution; the server writes below it
 * @param data the folder of everything worth keeping (database, keys)
 * @param host the address its web server binds to
 * @param port the port its web server listens on, 1 to 65535
 * @param jvmOptions further options of its Java process, in order
 */
public record ServerSettings(Path home, Path data, String host, int port, List<String> jvmOptions) {
    /** Where a server says whether it is ready. */
    public static final String HEALTH = "/integrations/api/health";

    public ServerSettings {
        home = home.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        Objects.requireNonNull(host, "host");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
        jvmOptions = List.copyOf(jvmOptions);
        if (data.toString().contains(" ")) {
            throw new IllegalArgumentException("The start script of the container takes no folder with a blank in its name: " + data);
        }
    }

    /** A server on loopback without further options. */
    public static ServerSettings loopback(Path home, Path data, int port) {
        return new ServerSettings(home, data, "127.0.0.1", port, List.of());
    }

    /** The address a person types, without a trailing slash. */
    public URI address() {
        String shown = host.equals("127.0.0.1") || host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return URI.create("http://" + (shown.contains(":") ? "[" + shown + "]" : shown) + ":" + port);
    }

    /** The address of the readiness answer. */
    public URI health() {
        return URI.create(address() + HEALTH);
    }

    String karafOptions() {
        List<String> options = new ArrayList<>();
        options.add("-Dpasserelle.http.host=" + host);
        options.add("-Dpasserelle.http.port=" + port);
        options.add("-Dpasserelle.url=" + address());
        options.add("-Dpasserelle.data=" + data);
        options.addAll(jvmOptions);
        return String.join(" ", options);
    }
}
