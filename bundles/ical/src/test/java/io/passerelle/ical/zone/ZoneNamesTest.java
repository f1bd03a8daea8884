// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zones by their names, and by the clock that a file defines. */
class ZoneNamesTest {
    private final ZoneNames names = new ZoneNames();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Europe/Paris|Europe/Paris",
        " Europe/Paris |Europe/Paris",
        "/freeassociation.sourceforge.net/Europe/Paris|Europe/Paris",
        "W. Europe Standard Time|Europe/Berlin",
        "(UTC+01:00) Amsterdam, Berlin|+01:00",
        "(GMT-5) Somewhere|-05:00",
        "GMT+0530|+05:30",
        "UTC -3:30|-03:30",
        "UTC+18:00|+18:00",
        "+02:00|+02:00"
    })
    @DisplayName("a name that says which zone it is, in whatever way")
    void known(String name, String zone) {
        assertThat(names.find(name)).contains(ZoneId.of(zone));
        assertThat(names.find(name)).as("asked again").contains(ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Middle Earth", "UTC+19:00", "GMT+18:01", "+99:00", "Europe/Atlantis"})
    @DisplayName("a name that says nothing")
    void unknown(String name) {
        assertThat(names.find(name)).isEmpty();
    }

    private static ZoneDefinition clock(String standard, String daylight, int summer, int winter) {
        ZoneDefinition definition = new ZoneDefinition("");
        definition.observance(false, standard, "19701101T020000", "FREQ=YEARLY;BYMONTH=" + winter + ";BYDAY=-1SU");
        definition.observance(true, daylight, "19700301T020000", "FREQ=YEARLY;BYMONTH=" + summer + ";BYDAY=-1SU");
        return definition;
    }

    @Test
    @DisplayName("a clock that a zone keeps is that zone; one that none keeps is the offset in winter")
    void byClock() {
        names.define("Own", clock("+0100", "+0200", 3, 10));
        names.define("Odd", clock("+0100", "+0200", 2, 9));
        names.define("Far", clock("-0500", "-0400", 3, 11));

        ZoneId own = names.find("Own").orElseThrow();
        assertThat(own.getRules().getStandardOffset(Instant.EPOCH.plusSeconds(1_800_000_000L)))
                .isEqualTo(ZoneOffset.ofHours(1));
        assertThat(own.getRules().isFixedOffset()).isFalse();
        assertThat(names.find("Odd")).contains(ZoneOffset.ofHours(1));
        assertThat(names.find("Far").orElseThrow().getRules().isFixedOffset()).isFalse();
    }

    @Test
    @DisplayName("a clock that never changes is its offset, and UTC where there is none; one without winter is its summer")
    void fixed() {
        ZoneDefinition india = new ZoneDefinition("");
        india.observance(false, "+0530", "19700101T000000", "");
        ZoneDefinition utc = new ZoneDefinition("");
        utc.observance(false, "+0000", "19700101T000000", "");
        ZoneDefinition summer = new ZoneDefinition("");
        summer.observance(true, "-0230", "19700101T000000", "");
        ZoneDefinition seconds = new ZoneDefinition("");
        seconds.observance(false, "-004430", "19700101T000000", "");

        assertThat(india.match()).contains(ZoneOffset.ofHoursMinutes(5, 30));
        assertThat(utc.match()).contains(ZoneId.of("UTC"));
        assertThat(summer.match()).contains(ZoneOffset.ofHoursMinutes(-2, -30));
        assertThat(seconds.match()).contains(ZoneOffset.ofHoursMinutes(0, -44));
        assertThat(new ZoneDefinition("").match()).isEmpty();
    }

    @Test
    @DisplayName("parts that make no sense are left out, the latest of the others counts")
    void senseless() {
        ZoneDefinition definition = new ZoneDefinition("");
        definition.observance(false, "yesterday", "19700101T000000", "");
        definition.observance(false, "+1801", "19700101T000000", "");
        definition.observance(false, "+0300", "19700101T000000", "");
        definition.observance(false, "+0400", "19800101T000000", "FREQ=YEARLY;BYMONTH=13");
        definition.observance(false, "+0200", "19600101T000000", "FREQ=YEARLY;BYMONTH=0");

        assertThat(definition.match()).contains(ZoneOffset.ofHours(4));
        ZoneDefinition largest = new ZoneDefinition("");
        largest.observance(false, "+1800", "19700101T000000", "");
        assertThat(largest.match()).contains(ZoneOffset.ofHours(18));
    }

    @Test
    @DisplayName("the place that a definition names counts more than its clock, and the first definition of a name stays")
    void location() {
        ZoneDefinition first = new ZoneDefinition("Asia/Tokyo");
        first.observance(false, "+0100", "19700101T000000", "");
        names.define("Mine", first);
        names.define("Mine", clock("-0500", "-0400", 3, 11));

        assertThat(names.find("Mine")).contains(ZoneId.of("Asia/Tokyo"));
    }
}
