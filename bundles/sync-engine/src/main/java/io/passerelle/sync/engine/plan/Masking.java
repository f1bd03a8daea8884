// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.integration.Privacy;
import java.util.Arrays;
import java.util.List;

/**
 * Which fields of an event reach the other side. What is hidden stays as each side has it: it neither flows nor is it
 * compared. The kind of a field shows in the last bits of its path's fingerprint.
 *
 * @param now what is asked for
 * @param before what was asked for when the pair was last read in full
 * @param visibility fingerprint of the path of the field that marks an event as private
 * @param closed fingerprints of its values that do
 */
public record Masking(Wish now, Wish before, long visibility, List<byte[]> closed) {
    /** Hides nothing. */
    public static final Masking NONE = new Masking(Wish.OPEN, Wish.OPEN, 0, List.of());

    /**
     * What a person asks for.
     *
     * @param privacy of every event of the pair
     * @param privateAsBusy whether of private events only the time is shown
     */
    public record Wish(Privacy privacy, boolean privateAsBusy) {
        static final Wish OPEN = new Wish(Privacy.FULL, false);

        /** From the text that {@link #toString} made; open when it is something else. */
        public static Wish parse(String text) {
            for (Privacy privacy : Privacy.values()) {
                for (boolean busy : new boolean[] {true, false}) {
                    Wish wish = new Wish(privacy, busy);
                    if (wish.toString().equals(text)) {
                        return wish;
                    }
                }
            }
            return OPEN;
        }

        @Override
        public String toString() {
            return privacy + (privateAsBusy ? "+" : "");
        }
    }

    private static final long SHOWN_WHEN_BUSY = 1;
    private static final long SHOWN_WITH_TITLE = 2;

    /** The fingerprint of a path, marked with the kind of its field. */
    public static long marked(long fingerprint, String root) {
        return fingerprint & ~(SHOWN_WHEN_BUSY | SHOWN_WITH_TITLE)
                | (Privacy.BUSY.shows(root) ? SHOWN_WHEN_BUSY : 0)
                | (Privacy.TITLE.shows(root) ? SHOWN_WITH_TITLE : 0);
    }

    /** Whether a path reaches the other side. */
    static boolean shows(Privacy level, long path) {
        return switch (level) {
            case FULL -> true;
            case TITLE -> (path & SHOWN_WITH_TITLE) != 0;
            case BUSY -> (path & SHOWN_WHEN_BUSY) != 0;
        };
    }

    /** How much of an event is shown now, by its header or else by what the mapping remembers. */
    Privacy level(Header header, byte[] base) {
        return header != null ? header.privacy() : remembered(now, base);
    }

    /** How much of an event was shown when both sides were last in sync. */
    Privacy levelBefore(byte[] base) {
        return remembered(before, base);
    }

    private Privacy remembered(Wish wish, byte[] base) {
        int at = wish.privateAsBusy() ? Digests.find(base, visibility) : -1;
        return at >= 0 && closed.stream().anyMatch(value -> Arrays.equals(value, Digests.value(base, at)))
                ? Privacy.BUSY
                : wish.privacy();
    }
}
