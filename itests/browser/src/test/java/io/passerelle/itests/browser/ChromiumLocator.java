// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Finds a Chromium: the one named by {@code -Dpasserelle.chromium=…}, else the system's, else the package manager's where it
 * may be used. Where there is none, the test library downloads its own.
 */
final class ChromiumLocator {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<Path> PLACES = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"));
    private static final long MINUTES_FOR_INSTALLING = 10;

    private final String searchPath;
    private final Optional<Path> wanted;
    private final boolean mayInstall;

    ChromiumLocator(String searchPath, Optional<Path> wanted, boolean mayInstall) {
        this.searchPath = searchPath;
        this.wanted = wanted;
        this.mayInstall = mayInstall;
    }

    /** For this machine. */
    static ChromiumLocator here() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Optional<Path> wanted = Optional.ofNullable(System.getProperty("passerelle.chromium")).map(Path::of);
        boolean root = "root".equals(System.getProperty("user.name"));
        return new ChromiumLocator(path, wanted, root && onPath(path, "apt-get").isPresent());
    }

    /**
     * Where Chromium is; empty when the test library has to bring its own.
     *
     * @throws IllegalStateException when the one that was named is not there
     */
    Optional<Path> find() throws IOException, InterruptedException {
        if (wanted.isPresent()) {
            return Optional.of(wanted.filter(Files::isExecutable)
                    .orElseThrow(() -> new IllegalStateException("There is no program at passerelle.chromium=" + wanted.get())));
        }
        Optional<Path> found = installed();
        if (found.isEmpty() && mayInstall) {
            run("apt-get", "update", "-qq");
            run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core");
            found = installed();
        }
        return found;
    }

    private Optional<Path> installed() {
        return Stream.concat(NAMES.stream().flatMap(name -> onPath(searchPath, name).stream()), PLACES.stream().filter(Files::isExecutable))
                .findFirst();
    }

    private static Optional<Path> onPath(String searchPath, String name) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        Process process = builder.start();
        if (!process.waitFor(MINUTES_FOR_INSTALLING, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }
}
