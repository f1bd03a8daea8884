// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

/** When deletions wait for a person instead of being carried out. */
public final class Guard {
    private static final int ALWAYS_ALLOWED = 10;
    private static final int HANDFUL = 5;
    private static final int PERCENT = 20;

    private Guard() {}

    /**
     * Whether deletions on a side are held.
     *
     * @param deletions how many are planned
     * @param mapped how many items both sides have
     * @param emptyListing whether they follow from a listing of the other side that contained nothing at all
     */
    public static boolean holds(long deletions, long mapped, boolean emptyListing) {
        if (deletions == 0) {
            return false;
        }
        boolean everything = deletions >= mapped && deletions > HANDFUL;
        boolean tooMany = deletions > Math.max(ALWAYS_ALLOWED, mapped * PERCENT / 100);
        return emptyListing || everything || tooMany;
    }
}
