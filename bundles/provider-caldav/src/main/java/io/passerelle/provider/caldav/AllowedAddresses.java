// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.dav.AddressGuard;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which addresses accounts may lie at: public ones with https, and an administrator's exceptions, but never the host's door. */
final class AllowedAddresses {
    private static final Logger LOG = LoggerFactory.getLogger(AllowedAddresses.class);
    private static final Pattern ENTRY =
            Pattern.compile("(?:(https?)://)?(?:\\[([0-9a-fA-F:.]+(?:/\\d{1,3})?)\\]|([0-9.]+(?:/\\d{1,2})?))(?::(\\d{1,5}))?");

    private final List<Entry> entries;
    private final HostDoor door;

    private AllowedAddresses(List<Entry> entries, HostDoor door) {
        this.entries = entries;
        this.door = door;
    }

    /** An exception: addresses, at one port, of one scheme. */
    private record Entry(AddressGuard addresses, boolean plain, int port) {
        static Optional<Entry> read(String text) {
            Matcher parts = ENTRY.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            boolean plain = "http".equals(parts.group(1));
            int port = parts.group(4) == null ? plain ? 80 : 443 : Integer.parseInt(parts.group(4));
            String range = parts.group(2) == null ? parts.group(3) : parts.group(2);
            try {
                return Optional.of(new Entry(AddressGuard.publicAnd(List.of(range)), plain, port));
            } catch (IllegalArgumentException malformed) {
                return Optional.empty();
            }
        }
    }

    /** Reads the exceptions; one that is malformed allows nothing. */
    static AllowedAddresses of(String[] lines, HostDoor door) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            for (String text : line.strip().split("[,\\s]+")) {
                if (!text.isEmpty()) {
                    Entry.read(text).ifPresentOrElse(entries::add, () ->
                            LOG.error("An exception of {} is malformed and allows nothing: {}", CaldavConfig.PID, text));
                }
            }
        }
        return new AllowedAddresses(List.copyOf(entries), door);
    }

    /** Whether anything may be sent to this address without encryption; which machine it is, {@link #guard} decides. */
    boolean mayBePlain(URI address) {
        return entries.stream().anyMatch(entry -> entry.plain() && entry.port() == Ports.of(address));
    }

    /** Decides, for connections to the port of an address, which machines they may reach. */
    AddressGuard guard(URI address) {
        boolean plain = Ports.isPlain(address);
        int port = Ports.of(address);
        return reached -> !plain && AddressGuard.PUBLIC.allows(reached) || isException(reached, plain, port);
    }

    private boolean isException(InetAddress reached, boolean plain, int port) {
        return !AddressGuard.PUBLIC.allows(reached)
                && entries.stream()
                        .anyMatch(entry -> entry.plain() == plain
                                && entry.port() == port
                                && entry.addresses().allows(reached))
                && !door.isAt(reached, port);
    }
}
