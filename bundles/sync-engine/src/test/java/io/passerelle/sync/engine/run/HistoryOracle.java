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
    /** What was taken back on a side, and lives on the other one only. */
    private final Map<String, Side> absent = new HashMap<>();

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

    /** A deletion that is not passed on: the item may be back once deletions are. */
    void deletedInVain(String name) {
        touched(name).murky = true;
    }

    /** The deletions on a side so far are perhaps not passed on. */
    void deletionsInVain(Side side) {
        pasts.values().stream()
                .filter(past -> past.deleted.contains(side))
                .forEach(past -> past.murky = true);
    }

    /** A person took a run back: what is other than before on a side is a person's doing. */
    void takenBack(Side side, Map<String, Face> before, Map<String, Face> after) {
        Set<String> names = new java.util.TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Face was = before.get(name);
            Face is = after.get(name);
            if (is == null) {
                absent.put(name, side);
                continue;
            }
            if (was == null || !was.title().equals(is.title())) {
                renamed(side, name, is.title());
            }
            if (was == null || !was.location().equals(is.location())) {
                relocated(side, name, is.location());
            }
        }
    }

    /** How many items there are, wherever they are. */
    int items() {
        return baseline.size();
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
        absent.entrySet().removeIf(one -> isBack(one.getKey(), one.getValue(), onHost, atProvider, wrong));
        absent.forEach((name, side) -> (side == Side.HOST ? onHost : atProvider)
                .put(name, (side == Side.HOST ? atProvider : onHost).get(name)));
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

    /** What was taken back stays away until somebody touches what is left of it. */
    private boolean isBack(
            String name, Side side, Map<String, Face> onHost, Map<String, Face> atProvider, List<String> wrong) {
        Face there = (side == Side.HOST ? onHost : atProvider).get(name);
        Face left = (side == Side.HOST ? atProvider : onHost).get(name);
        Past past = pasts.get(name);
        if (there != null && past == null) {
            wrong.add(name + " was taken back on " + side + " and is there again");
        }
        boolean edited = past != null
                && !past.murky
                && (past.titles.containsKey(side.other()) || past.locations.containsKey(side.other()));
        if (there == null && left != null && edited) {
            wrong.add(name + " was edited after it was taken back and did not come back");
        }
        return there != null || left == null;
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

    /** What a person sees on a side. */
    static Map<String, Face> faces(MemoryCollection side, List<String> wrong) {
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
