// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The {@code fields} parameter: {@code items(id,start/date),nextPageToken}. */
final class FieldMask {
    private final Map<String, FieldMask> members = new LinkedHashMap<>();

    private FieldMask() {
    }

    static Optional<FieldMask> of(Params query) {
        if (!query.has("fields")) {
            return Optional.empty();
        }
        String text = query.get("fields", "");
        FieldMask mask = new FieldMask();
        int end = mask.parse(text, 0);
        if (end != text.length() || mask.members.isEmpty()) {
            throw invalid(text);
        }
        return Optional.of(mask);
    }

    private static GoogleError invalid(String text) {
        return GoogleError.parameter("fields", "invalidParameter", "Invalid field selection " + text);
    }

    private int parse(String text, int from) {
        int at = from;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '*')) {
                at++;
            }
            if (at == start) {
                throw invalid(text);
            }
            FieldMask inner = members.computeIfAbsent(text.substring(start, at), n -> new FieldMask());
            while (at < text.length() && text.charAt(at) == '/') {
                int next = at + 1;
                at = next;
                while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '*')) {
                    at++;
                }
                if (at == next) {
                    throw invalid(text);
                }
                inner = inner.members.computeIfAbsent(text.substring(next, at), n -> new FieldMask());
            }
            if (at < text.length() && text.charAt(at) == '(') {
                at = inner.parse(text, at + 1);
                if (at >= text.length() || text.charAt(at) != ')') {
                    throw invalid(text);
                }
                at++;
            }
            if (at >= text.length() || text.charAt(at) != ',') {
                return at;
            }
            at++;
        }
        return at;
    }

    /** Keeps only what was asked for. */
    ObjectNode apply(ObjectNode tree) {
        if (members.isEmpty() || members.containsKey("*")) {
            return tree;
        }
        ObjectNode out = Json.object();
        members.forEach((name, inner) -> {
            JsonNode value = tree.get(name);
            if (value instanceof ObjectNode object) {
                out.set(name, inner.apply(object));
            } else if (value instanceof ArrayNode array) {
                ArrayNode kept = out.putArray(name);
                array.forEach(item -> kept.add(item instanceof ObjectNode object ? inner.apply(object) : item));
            } else if (value != null) {
                out.set(name, value);
            }
        });
        return out;
    }
}
