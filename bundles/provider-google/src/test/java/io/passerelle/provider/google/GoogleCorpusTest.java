// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Occurrence;
import io.passerelle.model.item.OccurrenceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Events that other projects have seen come from Google. */
class GoogleCorpusTest {
    private Path folder;
    private final GoogleEventTranslator translator = new GoogleEventTranslator(ZoneId.of("Europe/Berlin"));

    @BeforeEach
    void find() {
        folder = Path.of(System.getProperty("passerelle.shared", "absent"), "corpus", "json");
        assumeTrue(Files.isDirectory(folder), "the collected answers are not here");
    }

    private Map<String, Object> json(String name) throws IOException {
        String text = Files.readString(folder.resolve(name));
        return GoogleJson.read(text.startsWith("HTTP/") ? text.substring(text.indexOf('{')) : text);
    }

    @Test
    @DisplayName("Every event of the Thunderbird provider's fixtures is read")
    void gdata() throws IOException {
        Map<String, Object> all = json("gdata-provider__test_jest_fixtures_gcalItems.json");
        CalendarEvent simple = translator.single(GoogleJson.object(all, "simple_event"));
        assertThat(simple.when().canonical()).isEqualTo("2006-06-10T18:00[Europe/Berlin]/2006-06-10T20:00[Europe/Berlin]");
        assertThat(simple.details().color()).isEmpty();
        assertThat(simple.details().attendees()).hasSize(2);
        for (String name : List.of("utc_event", "html_descr", "ooo_event", "focus_event", "valarm_no_default_override")) {
            assertThat(translator.single(GoogleJson.object(all, name)).details().title()).isEqualTo("New Event");
        }
        CalendarEvent series = translator.series(
                GoogleJson.object(all, "recur_rrule"), List.of(GoogleJson.object(all, "recur_instance")));
        assertThat(series.overrides().get(OccurrenceId.of(LocalDate.parse("2007-06-09")))).isInstanceOf(Occurrence.Cancelled.class);
        assertThat(series.overrides().get(OccurrenceId.of(LocalDate.parse("2006-06-25")))).isInstanceOf(Occurrence.Changed.class);
    }

    @Test
    @DisplayName("Every event of the KDE library's answers is read")
    void libkgapi() throws IOException {
        for (String page : List.of("1", "2")) {
            Map<String, Object> body =
                    json("libkgapi__autotests_calendar_data_events_fetch_page" + page + "_response.txt");
            assertThat(GoogleJson.objects(body, "items")).isNotEmpty().allSatisfy(event ->
                    assertThat(translator.item(event, List.of()).details().title()).isNotBlank());
        }
        CalendarEvent series = translator.item(json("libkgapi__autotests_calendar_data_event2.json"), List.of());
        assertThat(series.recurrence().orElseThrow().canonical()).isEqualTo("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=20|");
        assertThat(series.details().alarms()).hasSize(2);
    }
}
