// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.state.RandomIds;

/** Creates the conference that an event asks for. */
public final class Conferences {
    private final RandomIds random;

    public Conferences(RandomIds random) {
        this.random = random;
    }

    /** Fulfils an open create request, and keeps {@code hangoutLink} in step with the conference. */
    public void settle(ObjectNode event) {
        JsonNode data = event.path("conferenceData");
        if (data.isMissingNode()) {
            event.remove("hangoutLink");
            return;
        }
        JsonNode request = data.path("createRequest");
        if (request.isObject() && !request.has("status")) {
            if (!request.path("requestId").isTextual()) {
                throw GoogleError.invalid("Invalid conference create request: requestId is missing.");
            }
            create((ObjectNode) data);
        }
        String link = data.path("entryPoints").path(0).path("uri").asText("");
        if (link.startsWith("https://meet.")) {
            event.put("hangoutLink", link);
        }
    }

    private void create(ObjectNode data) {
        String letters = random.eventId().replaceAll("[0-9]", "k");
        String code = letters.substring(0, 3) + "-" + letters.substring(3, 7) + "-" + letters.substring(7, 10);
        ((ObjectNode) data.get("createRequest")).putObject("status").put("statusCode", "success");
        data.putArray("entryPoints").addObject().put("entryPointType", "video").put("uri", "https://meet.google.example/" + code)
                .put("label", "meet.google.example/" + code);
        data.putObject("conferenceSolution").put("name", "Google Meet").putObject("key").put("type", "hangoutsMeet");
        data.put("conferenceId", code);
    }
}
