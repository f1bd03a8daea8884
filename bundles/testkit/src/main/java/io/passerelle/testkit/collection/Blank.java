// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.collection;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.Item;
import java.util.Collections;

/** Items without any field but those that cannot be absent: taking a field from one removes it. */
final class Blank {
    private Blank() {}

    static Item like(Item item) {
        if (item instanceof CalendarEvent event) {
            return CalendarEvent.single(event.uid(), event.when(), EventDetails.builder().build());
        }
        return new Contact(item.uid(), Collections.emptySortedMap());
    }
}
