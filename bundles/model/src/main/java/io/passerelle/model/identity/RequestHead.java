// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.identity;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The part of an HTTP request that tells who is asking, free of any servlet type.
 *
 * @param method upper case
 * @param path without query
 * @param headers values by lower-case name
 */
public record RequestHead(String method, String path, Map<String, List<String>> headers) {
    public RequestHead {
        TreeMap<String, List<String>> lower = new TreeMap<>();
        headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Collections.unmodifiableMap(lower);
    }

    /** Every value of a cookie of this name, in order; more than one is suspicious. */
    public List<String> cookies(String name) {
        return headers.getOrDefault("cookie", List.of()).stream()
                .flatMap(line -> List.of(line.split(";")).stream())
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .collect(Collectors.toList());
    }

    /** Never the headers: they hold the session's cookie. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
