// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The people whose collections these are: they fill and edit them, and look whether both hold the same in the end. */
final class Owners {
    private static final Pattern UID = Pattern.compile("(?m)^UID[^:]*:(.*?)\\r?$");

    private final RawDav a;
    private final RawDav b;
    private final Kind kind;
    private int turn;

    Owners(Side a, Side b, Kind kind) {
        this.a = new RawDav(a, kind);
        this.b = new RawDav(b, kind);
        this.kind = kind;
    }

    /** Both collections anew: the first one filled, the other one empty. */
    void begin(List<Entry> entries) throws Exception {
        a.create();
        b.create();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> writes = entries.stream()
                    .<Callable<String>>map(entry -> () -> a.put(entry.uid() + kind.suffix(), entry.text()))
                    .toList();
            for (Future<String> write : pool.invokeAll(writes)) {
                write.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    /** Edits, adds and deletes so many items on each side, never the same item on both. */
    void edit(int each) throws Exception {
        turn++;
        edit(a, 0, each);
        edit(b, 1, each);
    }

    private void edit(RawDav side, int half, int each) throws Exception {
        Random random = new Random(turn * 2L + half);
        List<String> names = new ArrayList<>(new TreeSet<>(side.list().etags().keySet()));
        Collections.shuffle(names, random);
        var mine = names.iterator();
        for (int i = 0; i < each; i++) {
            if (i % 10 >= 5 && i % 10 < 8) {
                Entry added = new Deck(kind, turn * 10_000L + half * 1_000L + i + 7).deal(1).get(0);
                side.put(added.uid() + kind.suffix(), added.text());
                continue;
            }
            String name = "";
            String text = "";
            do {
                name = mine.next();
                text = side.texts(List.of(name)).get(name);
            } while (Math.floorMod(uid(text).hashCode(), 2) != half);
            if (i % 10 < 5) {
                side.put(name, text.replaceAll("(?m)^(SUMMARY|FN)([^:]*):", "$1$2:changed " + turn + " "));
            } else {
                side.delete(name);
            }
        }
    }

    /** How many items each side has, or an exception when they are not the same on both sides. */
    int agreed() throws Exception {
        Map<String, String> ofA = titles(a);
        Map<String, String> ofB = titles(b);
        if (!ofA.equals(ofB)) {
            Map<String, String> onlyA = new TreeMap<>(ofA);
            onlyA.entrySet().removeAll(ofB.entrySet());
            Map<String, String> onlyB = new TreeMap<>(ofB);
            onlyB.entrySet().removeAll(ofA.entrySet());
            throw new IllegalStateException("The sides differ: " + ofA.size() + " and " + ofB.size() + " items; "
                    + onlyA.size() + " and " + onlyB.size() + " of them not on the other side, such as "
                    + onlyA.entrySet().stream().findFirst() + " and "
                    + onlyB.entrySet().stream().findFirst());
        }
        return ofA.size();
    }

    private Map<String, String> titles(RawDav side) throws Exception {
        Map<String, String> titles = new TreeMap<>();
        for (String text : side.texts(side.list().etags().keySet()).values()) {
            String unfolded = text.replaceAll("\\r?\\n[ \\t]", "");
            List<String> found = new ArrayList<>();
            Matcher matcher = Pattern.compile("(?m)^" + kind.title() + "[^:]*:(.*?)\\r?$").matcher(unfolded);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            Collections.sort(found);
            titles.put(uid(unfolded), String.join(" | ", found));
        }
        return titles;
    }

    private static String uid(String text) {
        Matcher matcher = UID.matcher(text.replaceAll("\\r?\\n[ \\t]", ""));
        if (!matcher.find()) {
            throw new IllegalStateException("an item without UID");
        }
        return matcher.group(1);
    }
}
