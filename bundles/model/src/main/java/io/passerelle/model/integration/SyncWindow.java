// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/**
 * The part of a calendar that is synced, relative to the day of the run. Outside it nothing is decided: neither copied nor
 * deleted. A series belongs to the window when any of its occurrences may.
 *
 * @param pastDays days back, 0 to 36,500
 * @param futureDays days ahead, 1 to 36,500
 */
public record SyncWindow(int pastDays, int futureDays) {
    public SyncWindow {
        if (pastDays < 0 || pastDays > 36500 || futureDays < 1 || futureDays > 36500) {
            throw new IllegalArgumentException("a window reaches 0 to 36500 days back and 1 to 36500 days ahead");
        }
    }
}
