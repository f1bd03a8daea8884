// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A calendar or a contact folder with its items, deleted ones included, in the order of their creation. Guarded by the world's lock. */
final class OutlookFolder {
    private final String id;
    private final ObjectNode properties;
    private final Map<String, OutlookItem> items = new LinkedHashMap<>();
    private final Map<String, String> transactions = new LinkedHashMap<>();
    private int generation;

    OutlookFolder(String id, ObjectNode properties) {
        this.id = id;
        this.properties = properties;
    }

    String id() {
        return id;
    }

    /** As the service shows it, without its id. */
    ObjectNode properties() {
        return properties;
    }

    Collection<OutlookItem> items() {
        return items.values();
    }

    Optional<OutlookItem> item(String itemId) {
        return Optional.ofNullable(items.get(itemId));
    }

    /** An item that was not deleted. */
    Optional<OutlookItem> live(String itemId) {
        return item(itemId).filter(item -> !item.deleted());
    }

    void put(OutlookItem item) {
        items.put(item.id(), item);
    }

    /** Ids of items by the transaction that created them. */
    Map<String, String> transactions() {
        return transactions;
    }

    /** Tokens of an earlier generation are refused. */
    int generation() {
        return generation;
    }

    void expireTokens() {
        generation++;
    }
}
