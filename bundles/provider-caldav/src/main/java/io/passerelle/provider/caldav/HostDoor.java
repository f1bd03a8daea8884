// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The address at which the host believes the server whoever it names. It is never an exception: whoever could send requests
 * there as an account of their own would be everybody.
 */
@Component(service = HostDoor.class, configurationPid = "io.passerelle.host.dav")
public final class HostDoor {
    private static final Logger LOG = LoggerFactory.getLogger(HostDoor.class);

    private volatile Optional<URI> address = Optional.empty();

    /** Reads the host's configuration, and again when it changes. */
    @Activate
    @Modified
    void configure(DoorConfig config) {
        try {
            address = Optional.of(config.url()).filter(url -> !url.isBlank()).map(url -> URI.create(url.strip()));
        } catch (IllegalArgumentException malformed) {
            LOG.warn("The host's address is malformed; no exception is granted on its account");
            address = Optional.of(URI.create("https://invalid.invalid"));
        }
    }

    /** Whether a connection to this address and port would reach the door. */
    boolean isAt(InetAddress reached, int port) {
        return address.filter(door -> Ports.of(door) == port).filter(door -> isHost(door, reached)).isPresent();
    }

    /** A name that does not resolve now may do so in a moment. */
    private static boolean isHost(URI door, InetAddress reached) {
        try {
            List<InetAddress> doors = List.of(InetAddress.getAllByName(Ports.host(door)));
            return doors.contains(reached) || doors.stream().anyMatch(HostDoor::isHere) && isHere(reached);
        } catch (UnknownHostException unknown) {
            return true;
        }
    }

    private static boolean isHere(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }
}
