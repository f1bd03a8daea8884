// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.Occurrence;
import io.passerelle.provider.google.contacts.PersonSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every event and every person in the published answers of Google: read, written, and read again, nothing has changed. */
class PublishedSamplesThroughTranslatorTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final GoogleEventTranslator translator = new GoogleEventTranslator(ZONE);

    @TestFactory
    @DisplayName("20 a published answer says the same after it was read, written and read again")
    Stream<DynamicTest> published() throws IOException {
        return CorpusFiles.of("json").stream()
                .filter(file -> file.getFileName().toString().matches("(libkgapi|gdata-provider|google)_?_?.*"))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private void check(Path file) throws IOException {
        String text = Files.readString(file);
        if (text.indexOf('{') < 0) {
            return;
        }
        List<Map<String, Object>> objects = new ArrayList<>();
        collect(GoogleJson.read(text.substring(text.indexOf('{'))), objects);
        objects.stream().filter(object -> object.containsKey("start") && object.containsKey("end")).forEach(this::event);
        objects.stream()
                .filter(object -> GoogleJson.text(object, "resourceName").filter(name -> name.startsWith("people/")).isPresent())
                .forEach(PersonSamples::survives);
    }

    private static void collect(Map<String, Object> object, List<Map<String, Object>> into) {
        into.add(object);
        object.keySet().forEach(name -> {
            GoogleJson.objects(object, name).forEach(child -> collect(child, into));
            Map<String, Object> child = GoogleJson.object(object, name);
            if (!child.isEmpty()) {
                collect(child, into);
            }
        });
    }

    private void event(Map<String, Object> published) {
        Map<String, Object> event = new LinkedHashMap<>(published);
        event.putIfAbsent("id", "sample");
        CalendarEvent read = translator.item(event, List.of());

        Map<String, Object> body = GoogleEventPatch.create(read, GoogleOverrides.cancelled(read), ZONE);
        body.put("id", "sample");
        body.put("iCalUID", read.uid().value());
        read.details().organizer().ifPresent(address -> body.put("organizer", Map.of("email", address)));
        Map<String, Object> written = GoogleJson.read(new String(GoogleJson.write(body), StandardCharsets.UTF_8));

        assertThat(translator.item(written, List.of()).fields()).isEqualTo(read.fields());
        assertThat(GoogleEventPatch.occurrence(
                        new Occurrence.Changed(read.when(), read.details()), read.when(), read.details(), event, ZONE))
                .as("nothing changed, nothing is sent")
                .isEmpty();
    }
}
