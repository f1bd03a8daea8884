// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.SyncHistory;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/**
 * One run in a process of its own, made to be killed. Arguments: database URL, spool folder, root of the emulated Google, account; the
 * access token comes from the environment. Prints {@code running} when the run begins and its outcome when it ends.
 */
public final class SyncProcess {
    private SyncProcess() {}

    /** Runs once. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        try (SyncRig rig = new SyncRig(
                arguments[0],
                Path.of(arguments[1]),
                URI.create(arguments[2]),
                arguments[3],
                System.getenv("PASSERELLE_TEST_TOKEN"),
                Direction.BOTH,
                Clock.systemUTC())) {
            rig.expireLease();
            out.println("running");
            SyncHistory history = rig.run().history();
            out.println(history.outcome() + " " + history.counts() + " " + history.error());
        }
    }
}
