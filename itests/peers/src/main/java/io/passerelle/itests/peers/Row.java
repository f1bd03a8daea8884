// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one sync of one size cost each program.
 *
 * @param kind what was in the collections
 * @param items how many
 * @param phase which sync
 * @param floor samples of {@link Floor}
 * @param vdirsyncer samples of {@link Vdirsyncer}
 * @param passerelle samples of {@link Passerelle}
 */
record Row(Kind kind, int items, Phase phase, List<Sample> floor, List<Sample> vdirsyncer, List<Sample> passerelle) {
    private static final double MOST_OF_FLOOR = 1.25;
    private static final double MOST_OF_PROCESSOR_TIME = 0.5;
    private static final int MORE_REQUESTS = 5;
    private static final int WRITES_PER_LOOK = 100;

    static final String HEAD =
            """
            | What | Items | Sync | Floor s | vdirsyncer s | Passerelle s | of the floor (≤ 1.25) | faster than vdirsyncer | CPU s vdirsyncer / Passerelle | Share (≤ 0.5) | Requests floor / vdirsyncer / Passerelle | Most | Kept |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    static Row of(Kind kind, int items, Phase phase, Map<String, List<Sample>> samples) {
        return new Row(kind, items, phase, samples.get("floor"), samples.get("vdirsyncer"), samples.get("Passerelle"));
    }

    private double ofFloor() {
        return seconds(passerelle) / seconds(floor);
    }

    private double faster() {
        return seconds(vdirsyncer) / seconds(passerelle);
    }

    private double share() {
        return processor(passerelle) / processor(vdirsyncer);
    }

    /** A server that ignores conditions costs one look for each hundred writes. */
    private int mostRequests() {
        int writes = (int) Sample.median(floor, sample -> sample.requests().getOrDefault("PUT", 0) + sample.requests().getOrDefault("DELETE", 0));
        return requests(floor) + MORE_REQUESTS + (writes + WRITES_PER_LOOK - 1) / WRITES_PER_LOOK;
    }

    /** The budgets that this row breaks, in words; empty when it keeps all. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (ofFloor() > MOST_OF_FLOOR) {
            broken.add("time");
        }
        if (faster() < phase.leastFaster(items)) {
            broken.add("against vdirsyncer");
        }
        if (share() > MOST_OF_PROCESSOR_TIME) {
            broken.add("processor time");
        }
        if (requests(passerelle) > mostRequests()) {
            broken.add("requests");
        }
        return broken;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %.2f | %.2f | %.2f | %.2f | %.1f × (≥ %.1f) | %.2f / %.2f | %.2f | %d / %d / %d | %d | %s |",
                kind.name().toLowerCase(Locale.ROOT),
                items,
                phase.words(),
                seconds(floor),
                seconds(vdirsyncer),
                seconds(passerelle),
                ofFloor(),
                faster(),
                phase.leastFaster(items),
                processor(vdirsyncer),
                processor(passerelle),
                share(),
                requests(floor),
                requests(vdirsyncer),
                requests(passerelle),
                mostRequests(),
                broken().isEmpty() ? "yes" : "**no**: " + String.join(", ", broken()));
    }

    private static double seconds(List<Sample> samples) {
        return Sample.median(samples, Sample::seconds);
    }

    private static double processor(List<Sample> samples) {
        return Sample.median(samples, Sample::processorSeconds);
    }

    private static int requests(List<Sample> samples) {
        return (int) Sample.median(samples, Sample::allRequests);
    }
}
