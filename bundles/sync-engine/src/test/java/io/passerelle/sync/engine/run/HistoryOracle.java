// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.integration.Side;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.testkit.collection.MemoryCollection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers what people did since both sides were last known to be equal, and says what must be true once they are again.
 * Knows items by a name of its own (their URL) and two fields; knows nothing of mappings, cursors or digests.
 */
final class HistoryOracle {
    /** What a person sees of an item. */
    record Face(String title, String location) {}

    private static final class Past {
        private final Map<Side, String> titles = new EnumMap<>(Side.class);
        private final Map<Side, String> locations = new EnumMap<>(Side.class);
        private final Set<Side> deleted = EnumSet.noneOf(Side.class);
        private int touchedBeforeAttempt = -1;
        private boolean murky;
    }

    private final Map<String, Past> pasts = new HashMap<>();
    private Map<String, Face> baseline = new TreeMap<>();
    private int attempts;

    /** A sync was tried; what follows may meet a half-done one. */
    void attempted() {
        attempts++;
    }

    void renamed(Side side, String name, String title) {
        touched(name).titles.put(side, title);
    }

    void relocated(Side side, String name, String location) {
        touched(name).locations.put(side, location);
    }

    void deleted(Side side, String name) {
        touched(name).deleted.add(side);
    }

    /** Something happened to an item in the middle of a sync. */
    void interfered(String name) {
        touched(name).murky = true;
    }

    private Past touched(String name) {
        Past past = pasts.computeIfAbsent(name, key -> new Past());
        if (past.touchedBeforeAttempt >= 0 && past.touchedBeforeAttempt != attempts) {
            past.murky = true;
        }
        past.touchedBeforeAttempt = attempts;
        return past;
    }

    /** What is wrong with the two sides, now that everything was synced; empty for nothing. */
    List<String> verdict(MemoryCollection host, MemoryCollection provider) {
        List<String> wrong = new ArrayList<>();
        Map<String, Face> onHost = faces(host, wrong);
        Map<String, Face> atProvider = faces(provider, wrong);
        if (!onHost.equals(atProvider)) {
            wrong.add("the sides differ: " + onHost + " and " + atProvider);
        }
        Set<String> names = new java.util.TreeSet<>(baseline.keySet());
        names.addAll(pasts.keySet());
        names.addAll(onHost.keySet());
        for (String name : names) {
            check(name, onHost.get(name), wrong);
        }
        baseline = onHost;
        pasts.clear();
        return wrong;
    }

    private void check(String name, Face now, List<String> wrong) {
        Past past = pasts.get(name);
        Face before = baseline.get(name);
        if (past == null) {
            if (before == null ? now != null : !before.equals(now)) {
                wrong.add(name + " changed although nobody touched it: " + before + " to " + now);
            }
            return;
        }
        if (past.deleted.isEmpty() && now == null) {
            wrong.add(name + " is lost although nobody deleted it");
        }
        if (past.murky || now == null && past.deleted.isEmpty()) {
            return;
        }
        boolean edited = past.titles.size() + past.locations.size() > 0;
        if (!past.deleted.isEmpty()) {
            Set<Side> editors = EnumSet.noneOf(Side.class);
            editors.addAll(past.titles.keySet());
            editors.addAll(past.locations.keySet());
            editors.removeAll(past.deleted);
            if (past.deleted.size() == 2 || !edited) {
                expectGone(name, now, past.deleted.size() == 2 || before != null, wrong);
            } else if (!editors.isEmpty() && now == null) {
                wrong.add(name + " was edited on " + editors + " and is lost");
            }
            return;
        }
        expect(name + "'s title", now.title(), before == null ? null : before.title(), past.titles, wrong);
        expect(name + "'s place", now.location(), before == null ? null : before.location(), past.locations, wrong);
    }

    private static void expectGone(String name, Face now, boolean certain, List<String> wrong) {
        if (certain && now != null) {
            wrong.add(name + " was deleted and is back");
        }
    }

    private static void expect(String what, String now, String before, Map<Side, String> edits, List<String> wrong) {
        if (edits.isEmpty()) {
            if (before != null && !before.equals(now)) {
                wrong.add(what + " changed although nobody changed it");
            }
        } else if (!edits.containsValue(now)) {
            wrong.add(what + " is '" + now + "', nobody's wish " + edits);
        }
    }

    private static Map<String, Face> faces(MemoryCollection side, List<String> wrong) {
        Map<String, Face> faces = new TreeMap<>();
        side.items().values().forEach(item -> {
            CalendarEvent event = (CalendarEvent) item;
            String name = event.details().url().orElseThrow();
            Face face = new Face(event.details().title(), event.details().location());
            if (faces.put(name, face) != null) {
                wrong.add(name + " is there twice");
            }
        });
        return faces;
    }
}
