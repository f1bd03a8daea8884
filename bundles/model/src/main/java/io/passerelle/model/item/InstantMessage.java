// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * An address of an instant messaging service (vCard IMPP, Google {@code imClients}, Outlook {@code imAddresses}).
 *
 * @param service name of the service or scheme of the URI, lower case ({@code xmpp}, {@code skype}); {@code jabber}, the name it
 *     once had, is {@code xmpp}; may be empty
 * @param handle the address within the service
 * @param labels what it is for
 */
public record InstantMessage(String service, String handle, Labels labels) {
    public InstantMessage {
        service = ContactText.line(service).toLowerCase(Locale.ROOT);
        service = service.equals("jabber") ? "xmpp" : service;
        handle = ContactText.line(handle);
        Objects.requireNonNull(labels);
    }

    /** Canonical text, see {@link Item#fields()}; empty when there is no handle. */
    public String encode() {
        if (handle.isEmpty()) {
            return "";
        }
        Map<String, String> parts = new TreeMap<>();
        parts.put("service", service);
        parts.put(ContactText.VALUE, handle);
        labels.encode(parts);
        return ContactText.encode(parts);
    }

    /** Reads what {@link #encode()} writes; any other text is a handle. */
    public static InstantMessage decode(String text) {
        Map<String, String> parts = ContactText.decode(text);
        return new InstantMessage(
                parts.getOrDefault("service", ""), parts.getOrDefault(ContactText.VALUE, ""), Labels.decode(parts));
    }

    /** Never the handle. */
    @Override
    public String toString() {
        return "InstantMessage[" + service + "]";
    }
}
