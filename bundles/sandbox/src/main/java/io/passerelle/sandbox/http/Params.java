// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.http;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decoded query or form parameters in their order; immutable. A name may occur several times. */
public final class Params {
    private static final Params NONE = new Params(Map.of());
    private final Map<String, List<String>> values;

    private Params(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Parses {@code a=1&b=2}; {@code null} is empty. Malformed escapes are a 400. */
    public static Params parse(String encoded) {
        if (encoded == null || encoded.isEmpty()) {
            return NONE;
        }
        Map<String, List<String>> out = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            if (!pair.isEmpty()) {
                int eq = pair.indexOf('=');
                String name = decode(eq < 0 ? pair : pair.substring(0, eq));
                out.computeIfAbsent(name, n -> new ArrayList<>(1)).add(eq < 0 ? "" : decode(pair.substring(eq + 1)));
            }
        }
        return new Params(out);
    }

    /** One value per name. */
    public static Params of(Map<String, String> single) {
        Map<String, List<String>> out = new LinkedHashMap<>();
        single.forEach((k, v) -> out.put(k, List.of(v)));
        return new Params(out);
    }

    public Set<String> names() {
        return values.keySet();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> first(String name) {
        List<String> all = values.get(name);
        return all == null ? Optional.empty() : Optional.of(all.get(0));
    }

    public String get(String name, String otherwise) {
        return first(name).orElse(otherwise);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean flag(String name) {
        return "true".equals(get(name, "false"));
    }

    /** The form in which it would stand in an address. */
    public String encoded() {
        return values.entrySet().stream()
                .flatMap(e -> e.getValue().stream().map(v -> encode(e.getKey()) + "=" + encode(v)))
                .collect(Collectors.joining("&"));
    }

    /** Percent-decodes one piece of an address; {@code +} is a space as in forms. */
    public static String decode(String piece) {
        try {
            return URLDecoder.decode(piece, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw GoogleError.invalid("Malformed percent-encoding");
        }
    }

    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Params" + values.keySet();
    }
}
