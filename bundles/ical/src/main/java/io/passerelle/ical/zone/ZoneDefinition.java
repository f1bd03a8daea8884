// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.zone;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A VTIMEZONE of a file, reduced to what tells which zone is meant: its location, if it says so, and the clock changes in
 * force last.
 */
public final class ZoneDefinition {
    private static final Pattern BY_MONTH = Pattern.compile("BYMONTH=(\\d{1,2})");
    private static final int SAMPLE_YEAR = 2024;

    private final String location;
    private final List<Observance> observances = new ArrayList<>();

    private record Observance(boolean daylight, ZoneOffset offset, String start, Optional<Month> month) {}

    /** @param location value of X-LIC-LOCATION, or empty */
    public ZoneDefinition(String location) {
        this.location = location;
    }

    /** Adds a STANDARD or DAYLIGHT part; one that makes no sense is left out. */
    public void observance(boolean daylight, String offsetTo, String start, String rule) {
        Optional<ZoneOffset> offset = offset(offsetTo);
        if (offset.isEmpty()) {
            return;
        }
        Matcher month = BY_MONTH.matcher(rule);
        Optional<Month> changes = Optional.empty();
        if (month.find() && Integer.parseInt(month.group(1)) >= 1 && Integer.parseInt(month.group(1)) <= 12) {
            changes = Optional.of(Month.of(Integer.parseInt(month.group(1))));
        }
        observances.add(new Observance(daylight, offset.get(), start, changes));
    }

    String location() {
        return location;
    }

    /** The zone that keeps the same clock, else the fixed offset that is in force. */
    Optional<ZoneId> match() {
        Optional<Observance> standard = last(false);
        Optional<Observance> daylight = last(true).filter(o -> o.month().isPresent());
        if (standard.isEmpty()) {
            return last(true).map(Observance::offset);
        }
        ZoneOffset offset = standard.get().offset();
        if (daylight.isEmpty() || standard.get().month().isEmpty()) {
            return Optional.of(offset.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : offset);
        }
        return Optional.of(WindowsZones.all().stream()
                .filter(zone -> keeps(zone.getRules(), standard.get(), daylight.get()))
                .findFirst()
                .orElse(offset));
    }

    private Optional<Observance> last(boolean daylight) {
        return observances.stream()
                .filter(o -> o.daylight() == daylight)
                .max(Comparator.comparing((Observance o) -> o.month().isPresent()).thenComparing(Observance::start));
    }

    private static boolean keeps(ZoneRules rules, Observance standard, Observance daylight) {
        return changes(rules, standard) && changes(rules, daylight);
    }

    private static boolean changes(ZoneRules rules, Observance observance) {
        Instant from = LocalDateTime.of(SAMPLE_YEAR, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
        ZoneOffsetTransition transition = rules.nextTransition(from);
        while (transition != null && transition.getDateTimeBefore().getYear() == SAMPLE_YEAR) {
            if (transition.getOffsetAfter().equals(observance.offset())
                    && transition.getDateTimeBefore().getMonth() == observance.month().orElseThrow()) {
                return true;
            }
            transition = rules.nextTransition(transition.getInstant());
        }
        return false;
    }

    private static Optional<ZoneOffset> offset(String text) {
        Matcher digits = Pattern.compile("([+-])(\\d{2})(\\d{2})(\\d{2})?").matcher(text.strip());
        if (!digits.matches()) {
            return Optional.empty();
        }
        int seconds = Integer.parseInt(digits.group(2)) * 3600 + Integer.parseInt(digits.group(3)) * 60;
        return seconds > 18 * 3600
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofTotalSeconds("-".equals(digits.group(1)) ? -seconds : seconds));
    }
}
