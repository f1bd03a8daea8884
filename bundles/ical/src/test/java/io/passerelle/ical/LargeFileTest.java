// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.item.CalendarEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeFileTest {
    @Test
    void tenThousandEventsTakeSecondsAndAreHandedOverWhileReading() throws Exception {
        StringBuilder file = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
        for (int i = 0; i < 10_000; i++) {
            file.append("BEGIN:VEVENT\r\nUID:").append(i).append("\r\nDTSTART;TZID=Europe/Paris:2026").append(String.format("%02d%02d", 1 + i % 12, 1 + i % 28))
                    .append("T090000\r\nDURATION:PT1H\r\nSUMMARY:Event ").append(i).append("\r\nDESCRIPTION:")
                    .append("Something that people write. ".repeat(8)).append("\r\n");
            if (i % 10 == 0) {
                file.append("RRULE:FREQ=WEEKLY;COUNT=20\r\n");
            }
            file.append("END:VEVENT\r\n");
        }
        byte[] bytes = file.append("END:VCALENDAR\r\n").toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        List<Integer> leftWhenTaken = new ArrayList<>();
        Instant begin = Instant.now();
        ReadSummary summary = new ICalendarReader().read(in, item -> leftWhenTaken.add(in.available()), problem -> {});
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(summary.items()).isEqualTo(10_000);
        assertThat(leftWhenTaken.get(100)).isGreaterThan(bytes.length * 9 / 10);
    }

    @Test
    void whatIsWrittenForTheStoreIsCanonical() {
        CalendarEvent event = Reading.of("BEGIN:VEVENT", "UID:u", "SUMMARY:Tea", "DTSTART:20260301T100000Z", "END:VEVENT").only();
        assertThat(ICalendarWriter.text(event)).isEqualTo(ICalendarWriter.text(Reading.of(
                        "BEGIN:VEVENT", "DTSTART;X-A=b:20260301T100000Z", "DTSTAMP:20260101T000000Z", "SUMMARY:Tea ", "UID:u", "END:VEVENT").only()));
    }
}
