// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.platform.container;

import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;

/** The assembled server as the container of tests. */
final class ContainerOptions {
    private static final String ARTIFACTS = "etc/org.ops4j.pax.url.mvn.cfg";

    private ContainerOptions() {}

    static Option[] demo() throws IOException {
        File archive = new File(System.getProperty("passerelle.archive.demo"));
        int port = freePort();
        return new Option[] {
            karafDistributionConfiguration()
                    .frameworkUrl(archive.toURI().toString())
                    .name("Passerelle")
                    .karafVersion("4.4.10")
                    .unpackDirectory(new File("target/container"))
                    .useDeployFolder(false),
            keepRuntimeFolder(),
            logLevel(LogLevel.INFO),
            configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
            vmOption("-Dpasserelle.http.port=" + port),
            vmOption("-Dpasserelle.url=http://localhost:" + port),
            // What the test framework adds to the server comes from the repository of the build; the server itself needs none.
            editConfigurationFilePut(
                    ARTIFACTS, "org.ops4j.pax.url.mvn.localRepository", System.getProperty("passerelle.maven.repository")),
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
