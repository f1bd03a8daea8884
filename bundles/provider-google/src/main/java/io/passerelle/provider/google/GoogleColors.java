// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Google's eleven event colours, as {@code colors.get} tells them; they have not changed since 2012. */
final class GoogleColors {
    private static final Map<String, String> BY_ID = byId();
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("red", "#ff0000"),
            Map.entry("green", "#008000"),
            Map.entry("lime", "#00ff00"),
            Map.entry("blue", "#0000ff"),
            Map.entry("navy", "#000080"),
            Map.entry("yellow", "#ffff00"),
            Map.entry("orange", "#ffa500"),
            Map.entry("purple", "#800080"),
            Map.entry("fuchsia", "#ff00ff"),
            Map.entry("teal", "#008080"),
            Map.entry("aqua", "#00ffff"),
            Map.entry("gray", "#808080"),
            Map.entry("grey", "#808080"),
            Map.entry("silver", "#c0c0c0"),
            Map.entry("pink", "#ffc0cb"),
            Map.entry("turquoise", "#40e0d0"),
            Map.entry("lavender", "#e6e6fa"),
            Map.entry("tomato", "#ff6347"));

    private GoogleColors() {}

    private static Map<String, String> byId() {
        Map<String, String> colors = new LinkedHashMap<>();
        colors.put("1", "#a4bdfc");
        colors.put("2", "#7ae7bf");
        colors.put("3", "#dbadff");
        colors.put("4", "#ff887c");
        colors.put("5", "#fbd75b");
        colors.put("6", "#ffb878");
        colors.put("7", "#46d6db");
        colors.put("8", "#e1e1e1");
        colors.put("9", "#5484ed");
        colors.put("10", "#51b749");
        colors.put("11", "#dc2127");
        return colors;
    }

    /** The colour behind a {@code colorId}; empty for one that is unknown. */
    static Optional<String> color(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    /** The {@code colorId} nearest to a CSS colour; empty when the colour cannot be read. */
    static Optional<String> nearest(String css) {
        String lower = css.toLowerCase(Locale.ROOT);
        String hex = NAMES.getOrDefault(lower, lower);
        if (!hex.matches("#[0-9a-f]{6}([0-9a-f]{2})?")) {
            return Optional.empty();
        }
        return BY_ID.entrySet().stream()
                .min(Comparator.comparingInt(entry -> distance(entry.getValue(), hex)))
                .map(Map.Entry::getKey);
    }

    private static int distance(String a, String b) {
        int sum = 0;
        for (int at = 1; at < 7; at += 2) {
            int difference = Integer.parseInt(a.substring(at, at + 2), 16) - Integer.parseInt(b.substring(at, at + 2), 16);
            sum += difference * difference;
        }
        return sum;
    }
}
