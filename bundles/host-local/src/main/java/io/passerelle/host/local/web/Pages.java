// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Delivers the HTML pages: {@code {{t:key}}} is a text, {@code {{v:name}}} a value, both escaped;
 * {@code {{i:file}}} is another file. */
final class Pages {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([tv]):([A-Za-z.]+)}}");
    private static final Pattern PART = Pattern.compile("\\{\\{i:([a-z]+\\.html)}}");
    private static final Map<String, String> LOADED = new ConcurrentHashMap<>();

    private Pages() {}

    static void send(HttpServletResponse response, String name, Locale language, Map<String, String> values)
            throws IOException {
        String page = PLACE.matcher(LOADED.computeIfAbsent(name, Pages::load)).replaceAll(place -> {
            String key = place.group(2);
            String text = "lang".equals(key)
                    ? language.getLanguage()
                    : "t".equals(place.group(1)) ? Texts.of(language, key) : values.getOrDefault(key, "");
            return Matcher.quoteReplacement(escaped(text));
        });
        response.setContentType("text/html; charset=utf-8");
        response.setHeader("Vary", "Accept-Language, Cookie");
        response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
    }

    private static String load(String name) {
        try (InputStream in = Pages.class.getResourceAsStream("/host/pages/" + name)) {
            String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return PART.matcher(page).replaceAll(part -> Matcher.quoteReplacement(load(part.group(1))));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }
}
