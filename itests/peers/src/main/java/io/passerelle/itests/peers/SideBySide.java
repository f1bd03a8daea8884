// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All programs, one after the other and again: first sync, nothing changed, one in a hundred changed on each side. After every sync that
 * had something to do both sides are compared, by requests that are not counted.
 */
final class SideBySide {
    private static final int CHANGED_OF = 100;

    private final List<Peer> peers;
    private final RequestLog log;
    private final Path folder;
    private double memoryGrowth;

    SideBySide(List<Peer> peers, RequestLog log, Path folder) {
        this.peers = peers;
        this.log = log;
        this.folder = folder;
    }

    /** Measures so many rounds, each program in each round with two people whom nobody has met before. */
    List<Row> measure(Kind kind, int items, int rounds, Supplier<Side> people) throws Exception {
        Map<Phase, Map<String, List<Sample>>> samples = new EnumMap<>(Phase.class);
        List<Entry> deck = new Deck(kind, items).deal(items);
        for (int round = 0; round < rounds; round++) {
            for (Peer peer : peers) {
                Side a = people.get();
                Side b = people.get();
                Owners owners = new Owners(a, b, kind);
                owners.begin(deck);
                peer.setUp(a, b, kind, Files.createTempDirectory(folder, "peer"));
                double before = peer.megabytes().orElse(0);
                note(samples, Phase.FILL, peer);
                requireAgreement(peer, owners, items);
                peer.awaitTurn();
                // The first sync after it takes note of what was written; a person's usual one is the next.
                peer.sync();
                note(samples, Phase.UNCHANGED, peer);
                owners.edit(Math.max(1, items / CHANGED_OF));
                note(samples, Phase.CHANGED, peer);
                owners.agreed();
                memoryGrowth = Math.max(memoryGrowth, peer.megabytes().orElse(0) - before);
            }
        }
        List<Row> rows = new ArrayList<>();
        samples.forEach((phase, ofPeers) -> rows.add(Row.of(kind, items, phase, ofPeers)));
        return rows;
    }

    /** The largest growth of a program's memory over the syncs of a round, in megabytes. */
    double memoryGrowth() {
        return memoryGrowth;
    }

    private static void requireAgreement(Peer peer, Owners owners, int items) throws Exception {
        int agreed = owners.agreed();
        if (agreed != items) {
            throw new IllegalStateException(peer.name() + " left " + agreed + " of " + items + " items");
        }
    }

    private void note(Map<Phase, Map<String, List<Sample>>> samples, Phase phase, Peer peer) throws Exception {
        peer.awaitTurn();
        double processor = peer.processorSeconds();
        log.begin();
        long start = System.nanoTime();
        peer.sync();
        double seconds = (System.nanoTime() - start) / 1e9;
        Sample sample = new Sample(seconds, peer.processorSeconds() - processor, log.counted());
        samples.computeIfAbsent(phase, any -> new LinkedHashMap<>())
                .computeIfAbsent(peer.name(), any -> new ArrayList<>())
                .add(sample);
    }
}
