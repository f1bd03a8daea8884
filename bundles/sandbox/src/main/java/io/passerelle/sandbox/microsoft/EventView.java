// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Events as Graph shows them to a caller: in the zone and with the kind of body it prefers. */
final class EventView {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ISO_INSTANT;
    private final OutlookFolder calendar;
    private final String zone;
    private final boolean text;

    EventView(OutlookFolder calendar, GraphCall call) {
        this.calendar = calendar;
        this.zone = call.preference("outlook.timezone").orElse("UTC");
        this.text = call.preference("outlook.body-content-type").filter("text"::equals).isPresent();
    }

    /** A single event, a master or an exception. */
    ObjectNode full(OutlookItem item) {
        ObjectNode tree = item.tree();
        ObjectNode out = Json.object().put("@odata.etag", item.etag()).put("id", item.id()).put("createdDateTime", STAMP.format(item.created()))
                .put("lastModifiedDateTime", STAMP.format(item.modified())).put("changeKey", item.changeKey());
        tree.properties().forEach(member -> {
            if (!Set.of("start", "end", "body", "cancelledOccurrences", "singleValueExtendedProperties").contains(member.getKey())) {
                out.set(member.getKey(), member.getValue().deepCopy());
            }
        });
        out.put("originalStartTimeZone", tree.path("start").path("timeZone").asText()).put("originalEndTimeZone", tree.path("end").path("timeZone").asText());
        out.put("type", item.master().isPresent() ? "exception" : item.series() ? "seriesMaster" : "singleInstance");
        if (item.master().isPresent()) {
            out.put("seriesMasterId", item.master().get());
        } else {
            out.putNull("seriesMasterId");
        }
        JsonNode body = tree.path("body");
        out.set("body", body(body));
        out.put("bodyPreview", plain(body.path("content").asText()));
        out.set("start", time(tree.get("start"), tree.path("isAllDay").asBoolean()));
        out.set("end", time(tree.get("end"), tree.path("isAllDay").asBoolean()));
        return out;
    }

    /** An occurrence that follows its series in everything. */
    ObjectNode occurrence(OutlookItem master, OutlookSeries.Instance instance) {
        return Json.object().put("@odata.type", "#microsoft.graph.event").put("id", OutlookSeries.instanceId(master.id(), instance.date()))
                .put("seriesMasterId", master.id()).put("type", "occurrence").<ObjectNode>set("start", OutlookTimes.write(instance.start().toInstant(), zone))
                .set("end", OutlookTimes.write(instance.end().toInstant(), zone));
    }

    /** An instance in full, whether it is an exception or not. */
    ObjectNode instance(OutlookItem master, OutlookSeries.Instance instance) {
        if (instance.exception().isPresent()) {
            return full(instance.exception().get());
        }
        ObjectNode out = full(master);
        out.put("id", OutlookSeries.instanceId(master.id(), instance.date())).put("type", "occurrence").put("seriesMasterId", master.id());
        out.putNull("recurrence");
        out.putNull("transactionId");
        out.set("start", OutlookTimes.write(instance.start().toInstant(), zone));
        out.set("end", OutlookTimes.write(instance.end().toInstant(), zone));
        return out;
    }

    /** What {@code $select} and {@code $expand} leave and add. */
    ObjectNode selected(OutlookItem item, GraphCall call) {
        ObjectNode all = full(item);
        Set<String> select = new LinkedHashSet<>(List.of(call.request().query().get("$select", "").split(",")));
        select.remove("");
        select.forEach(name -> {
            if (!GraphTypes.instance().properties("event").containsKey(name)) {
                throw GraphError.badRequest("Could not find a property named '" + name + "' on type 'microsoft.graph.event'.");
            }
        });
        String expand = call.request().query().get("$expand", "");
        if (!Set.of("", "exceptionOccurrences").contains(expand)) {
            throw GraphError.query("$expand");
        }
        if (select.contains("cancelledOccurrences")) {
            all.set("cancelledOccurrences", item.tree().has("cancelledOccurrences") ? item.tree().get("cancelledOccurrences").deepCopy() : Json.array());
        }
        if (!select.isEmpty()) {
            all.properties().removeIf(member -> !member.getKey().startsWith("@") && !member.getKey().equals("id") && !select.contains(member.getKey()));
        }
        if (!expand.isEmpty()) {
            ArrayNode exceptions = all.putArray("exceptionOccurrences");
            calendar.items().stream().filter(other -> !other.deleted() && other.master().filter(item.id()::equals).isPresent())
                    .forEach(other -> exceptions.add(full(other)));
        }
        return all;
    }

    private ObjectNode time(JsonNode time, boolean allDay) {
        Instant at = OutlookTimes.read(time, "Start").toInstant();
        return allDay ? OutlookTimes.write(LocalDate.parse(time.path("dateTime").asText().substring(0, 10)).atStartOfDay(), zone) : OutlookTimes.write(at, zone);
    }

    private ObjectNode body(JsonNode body) {
        String content = body.path("content").asText();
        boolean isText = "text".equals(body.path("contentType").asText("text"));
        if (text) {
            return Json.object().put("contentType", "text").put("content", isText ? content : plain(content));
        }
        return Json.object().put("contentType", "html").put("content", isText && !content.isEmpty()
                ? "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head><body>"
                        + content.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\n") + "</body></html>" : content);
    }

    private static String plain(String content) {
        return content.replaceAll("(?s)<head>.*?</head>", "").replaceAll("(?i)<br\\s*/?>\\s*", "\n").replaceAll("<[^>]+>", "").replace("&lt;", "<").replace("&amp;", "&").strip();
    }
}
