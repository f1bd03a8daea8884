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
            vmOption("-Dpasserelle.kar=" + System.getProperty("passerelle.kar")),
            vmOption("-Dpasserelle.url=http://localhost:" + port),
            // The container comes without remote repositories; what the test framework adds to it lies in a folder of the build.
            editConfigurationFilePut(
                    ARTIFACTS,
                    "org.ops4j.pax.url.mvn.defaultRepositories",
                    "${karaf.home.uri}${karaf.default.repository}@id=system.repository@snapshots, "
                            + "${karaf.data.uri}kar@id=kar.repository@multi@snapshots, "
                            + new File(System.getProperty("passerelle.exam.repository")).toURI() + "@id=exam"),
            // As bin/karaf does.
            vmOption("--add-reads=java.xml=java.logging"),
            vmOption("--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED"),
            vmOption("--patch-module"),
            vmOption("java.base=lib/endorsed/org.apache.karaf.specs.locator-4.4.10.jar"),
            vmOption("--patch-module"),
            vmOption("java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-4.4.10.jar"),
            vmOption("--add-opens=java.base/java.security=ALL-UNNAMED"),
            vmOption("--add-opens=java.base/java.net=ALL-UNNAMED"),
            vmOption("--add-opens=java.base/java.lang=ALL-UNNAMED"),
            vmOption("--add-opens=java.base/java.util=ALL-UNNAMED"),
            vmOption("--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED"),
            vmOption("--add-opens=java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED"),
        };
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
