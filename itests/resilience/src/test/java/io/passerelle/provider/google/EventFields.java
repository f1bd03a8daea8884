// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.item.CalendarEvent;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The translator of Google events, which nothing outside its bundle can see. */
public final class EventFields {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private EventFields() {}

    /** What it says that Google can hold. */
    public static Set<String> carried() {
        return GoogleEventTranslator.CARRIED;
    }

    /** An event as it comes back from what is sent; its overrides are written one by one and are not part of it. */
    public static CalendarEvent thereAndBack(CalendarEvent event) {
        Map<String, Object> body = new LinkedHashMap<>(GoogleEventPatch.create(event, List.of(), ZONE));
        body.put("id", "e1");
        body.put("iCalUID", event.uid().value());
        return new GoogleEventTranslator(ZONE).item(body, List.of());
    }
}
