// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Params;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Refuses what the description does not know: unknown parameters and fields, wrong types, values out of range. */
public final class Validator {
    private static final Set<String> EVERYWHERE = Set.of("alt", "fields", "key", "oauth_token", "prettyPrint", "quotaUser", "userIp");
    // Not described for import, yet clients in the field send it and Google takes it.
    private static final Map<String, Set<String>> TOLERATED = Map.of("events.import", Set.of("sendUpdates", "sendNotifications"));

    private final ApiDescription api;

    public Validator(ApiDescription api) {
        this.api = api;
    }

    /** Checks the parameters of a call. */
    public void query(ApiDescription.Method method, Params query) {
        for (String name : query.names()) {
            ApiDescription.Parameter parameter = method.parameters().get(name);
            if (parameter != null) {
                if (!parameter.repeated() && query.all(name).size() > 1) {
                    throw wrong(name, "Parameter " + name + " can only be given once.");
                }
                query.all(name).forEach(value -> value(parameter, value));
            } else if (!EVERYWHERE.contains(name) && !TOLERATED.getOrDefault(method.name(), Set.of()).contains(name)) {
                throw GoogleError.parameter(name, "invalidParameter", "Unknown parameter: " + name);
            }
        }
        if (query.has("alt") && !"json".equals(query.get("alt", ""))) {
            throw wrong("alt", "Unsupported output format: " + query.get("alt", ""));
        }
        if (query.has("oauth_token") || query.has("access_token")) {
            throw wrong("oauth_token", "Tokens belong in the Authorization header.");
        }
        for (ApiDescription.Parameter parameter : method.parameters().values()) {
            if (parameter.required() && !query.has(parameter.name())) {
                throw GoogleError.parameter(parameter.name(), "required", "Required parameter: " + parameter.name());
            }
        }
    }

    private static void value(ApiDescription.Parameter parameter, String value) {
        String name = parameter.name();
        switch (parameter.type()) {
            case "boolean" -> check(value.equals("true") || value.equals("false"), name, value);
            case "integer" -> integer(parameter, value);
            case "date-time" -> dateTime(name, value);
            default -> check(parameter.values().isEmpty() || parameter.values().contains(value), name, value);
        }
    }

    private static void integer(ApiDescription.Parameter parameter, String value) {
        try {
            int number = Integer.parseInt(value);
            if (number < parameter.min() || number > parameter.max()) {
                throw wrong(parameter.name(), "Invalid value '" + value + "'. Values must be within the range: [" + parameter.min() + ", "
                        + Math.min(parameter.max(), Integer.MAX_VALUE) + "]");
            }
        } catch (NumberFormatException malformed) {
            throw wrong(parameter.name(), "Invalid integer value: '" + value + "'.");
        }
    }

    private static void dateTime(String name, String value) {
        try {
            OffsetDateTime.parse(value);
        } catch (DateTimeException malformed) {
            throw wrong(name, "Invalid value for: " + name + ". RFC 3339 with an offset is required.");
        }
    }

    private static void check(boolean good, String name, String value) {
        if (!good) {
            throw wrong(name, "Invalid value for " + name + ": '" + value + "'.");
        }
    }

    private static GoogleError wrong(String name, String message) {
        return GoogleError.parameter(name, "invalidParameter", message);
    }

    /** Checks a request body; {@code null} members are allowed, they clear a field. */
    public void body(String schema, JsonNode node, String where) {
        Map<String, ApiDescription.Field> fields = api.schemas().get(schema);
        if (!node.isObject()) {
            throw wrongType(where);
        }
        Iterator<Map.Entry<String, JsonNode>> members = node.fields();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            ApiDescription.Field field = fields.get(member.getKey());
            String path = where.isEmpty() ? member.getKey() : where + "." + member.getKey();
            if (field == null) {
                throw GoogleError.badRequest("global", "badRequest", "Invalid JSON payload received. Unknown name \"" + member.getKey()
                        + "\"" + (where.isEmpty() ? "" : " at '" + where + "'") + ": Cannot find field.");
            }
            if (!member.getValue().isNull()) {
                type(field.type(), member.getValue(), path);
            }
        }
    }

    private void type(String type, JsonNode value, String path) {
        if (type.startsWith("[")) {
            expect(value.isArray(), path);
            value.forEach(item -> type(type.substring(1, type.length() - 1), item, path));
        } else if (type.startsWith("{")) {
            expect(value.isObject(), path);
            String inner = type.substring(1, type.length() - 1);
            value.properties().stream().filter(e -> !e.getValue().isNull())
                    .forEach(e -> type(inner, e.getValue(), path + "." + e.getKey()));
        } else {
            switch (type) {
                case "string", "date", "date-time" -> expect(value.isTextual(), path);
                case "boolean" -> expect(value.isBoolean(), path);
                case "integer" -> expect(value.isInt(), path);
                case "int64" -> expect(value.isIntegralNumber() || value.isTextual() && value.textValue().matches("-?\\d{1,18}"), path);
                case "any" -> expect(!value.isMissingNode(), path);
                default -> body(type, value, path);
            }
        }
    }

    private static void expect(boolean good, String path) {
        if (!good) {
            throw wrongType(path);
        }
    }

    private static GoogleError wrongType(String path) {
        return GoogleError.badRequest("global", "badRequest", "Invalid JSON payload received. Invalid value at '" + path + "'.");
    }
}
