// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.collection.Cursor;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * The part of a calendar in which changes are followed; Graph follows them in a fixed span only. It slides: once it lags behind
 * too far, everything is read anew.
 *
 * @param from first day
 * @param to the day after the last one
 */
record OutlookWindow(LocalDate from, LocalDate to) {
    private static final Period PAST = Period.ofMonths(12);
    private static final Period FUTURE = Period.ofMonths(36);
    private static final Period MOST_LAG = Period.ofMonths(6);
    private static final String VERSION = "1";

    /** The window of a full pass on a day. */
    static OutlookWindow on(LocalDate day) {
        return new OutlookWindow(day.minus(PAST), day.plus(FUTURE));
    }

    /**
     * Where the next run goes on.
     *
     * @param window the window that is followed
     * @param deltaLink Graph's link
     */
    record Place(OutlookWindow window, String deltaLink) {
        Cursor cursor() {
            return Cursor.of(String.join("|", VERSION, window.from().toString(), window.to().toString(), deltaLink));
        }

        /** Reads a cursor; empty when it cannot be used any more. */
        static Optional<Place> of(Cursor cursor, LocalDate today) {
            String[] parts = cursor.value().split("\\|", 4);
            try {
                if (parts.length < 4 || !parts[0].equals(VERSION)) {
                    return Optional.empty();
                }
                OutlookWindow window = new OutlookWindow(LocalDate.parse(parts[1]), LocalDate.parse(parts[2]));
                boolean lags = window.from().plus(PAST).plus(MOST_LAG).isBefore(today);
                return lags ? Optional.empty() : Optional.of(new Place(window, parts[3]));
            } catch (DateTimeException malformed) {
                return Optional.empty();
            }
        }
    }

    String query() {
        return "?startDateTime=" + from + "T00:00:00Z&endDateTime=" + to + "T00:00:00Z";
    }

    /** What is not in the window, so that a full pass is one. */
    String outside() {
        return "end/dateTime lt '" + from + "T00:00:00Z' or start/dateTime ge '" + to + "T00:00:00Z'";
    }
}
