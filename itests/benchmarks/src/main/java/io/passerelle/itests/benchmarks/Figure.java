// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.benchmarks;

/**
 * One measured value.
 *
 * @param what what was measured
 * @param value as measured, with unit
 * @param budget what it may be at most; empty for information
 * @param kept whether the budget was kept
 */
record Figure(String what, String value, String budget, boolean kept) {
    static Figure atMost(String what, double value, double most, String unit) {
        return new Figure(what, text(value) + " " + unit, "≤ " + text(most) + " " + unit, value <= most);
    }

    static Figure exactly(String what, long value, long wanted) {
        return new Figure(what, Long.toString(value), Long.toString(wanted), value == wanted);
    }

    static Figure note(String what, String value) {
        return new Figure(what, value, "", true);
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : String.format(java.util.Locale.ROOT, "%.2f", value);
    }
}
