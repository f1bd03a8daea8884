// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** vdirsyncer as the distribution packages it, one process for each sync. */
final class Vdirsyncer implements Peer {
    private Path folder;

    @Override
    public String name() {
        return "vdirsyncer";
    }

    @Override
    public void setUp(Side a, Side b, Kind kind, Path into) throws Exception {
        folder = into;
        String type = kind == Kind.CALENDAR ? "caldav" : "carddav";
        Files.writeString(
                folder.resolve("config"),
                """
                [general]
                status_path = "%s/status/"
                [pair both]
                a = "a"
                b = "b"
                collections = null
                conflict_resolution = "a wins"
                """.formatted(folder)
                        + storage("a", type, a)
                        + storage("b", type, b));
        run("discover");
    }

    private static String storage(String name, String type, Side side) {
        return """
                [storage %s]
                type = "%s"
                url = "%s"
                username = "%s"
                password = "%s"
                """.formatted(name, type, side.address(), side.user(), side.password());
    }

    @Override
    public void sync() throws Exception {
        run("-v", "WARNING", "sync");
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("vdirsyncer"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("VDIRSYNCER_CONFIG", folder.resolve("config").toString());
        Path log = folder.resolve("log");
        int status = builder.redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("vdirsyncer ended with " + status + ":\n" + Files.readString(log));
        }
    }

    @Override
    public double processorSeconds() throws IOException {
        return ProcessorTime.ofEndedChildren();
    }
}
