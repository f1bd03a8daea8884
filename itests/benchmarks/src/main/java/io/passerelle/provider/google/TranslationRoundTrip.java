// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.item.CalendarEvent;
import java.io.ByteArrayInputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The translator of the Google connector, which nothing outside its bundle can see, for measuring it. */
public final class TranslationRoundTrip {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private TranslationRoundTrip() {}

    /** The events of a page, parsed. */
    public static List<Map<String, Object>> read(byte[] page) {
        return GoogleJson.objects(GoogleJson.read(new ByteArrayInputStream(page)), "items");
    }

    /** Translates to the model and back; returns how many. */
    public static int thereAndBack(List<Map<String, Object>> events) {
        GoogleEventTranslator translator = new GoogleEventTranslator(ZONE);
        int fields = 0;
        for (Map<String, Object> event : events) {
            CalendarEvent item = translator.item(event, List.of());
            fields += GoogleEventPatch.create(item, List.of(), ZONE).size();
        }
        if (fields < events.size()) {
            throw new IllegalStateException("events came back empty");
        }
        return events.size();
    }
}
