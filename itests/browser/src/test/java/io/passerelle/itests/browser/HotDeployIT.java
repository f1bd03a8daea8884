// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Providers come and go under the eyes of somebody who has the page open. */
class HotDeployIT {
    private static final double MILLIS = Duration.ofSeconds(5).toMillis();
    private static Stage stage;
    private static Person alice;

    @RegisterExtension
    static LastPicture lastPicture = new LastPicture(() -> alice);

    @BeforeAll
    static void open() throws Exception {
        stage = Stage.open("deploy");
        alice = stage.person("alice");
    }

    @AfterAll
    static void close() {
        try (Stage closed = stage) {
            if (alice != null) {
                alice.close();
            }
        }
    }

    @Test
    @DisplayName("a provider taken out makes its card unavailable within 5 s and keeps the data; dropped again it resumes")
    void goesAndComesBack() throws IOException {
        Tab tab = alice.tab().connect(GooglePages.ALICE).chooseCalendars().save().start().synced(GooglePages.ALICE);
        Path jar = google();
        Path aside = stage.deploy().getParent().resolve("aside.jar");

        Files.move(jar, aside);

        assertThat(tab.status(GooglePages.ALICE)).hasText("Unavailable at the moment", within5s());
        assertThat(tab.provider("Google")).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(MILLIS));
        alice.picture("tab-unavailable").accessible();

        Files.move(aside, jar);

        assertThat(tab.provider("Google")).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(MILLIS));
        assertThat(tab.status(GooglePages.ALICE)).hasText("Connected", within5s());
        assertThat(tab.card(GooglePages.ALICE).locator(".chips")).containsText("1 calendar");
        tab.sync(GooglePages.ALICE);
    }

    private static LocatorAssertions.HasTextOptions within5s() {
        return new LocatorAssertions.HasTextOptions().setTimeout(MILLIS);
    }

    private static Path google() throws IOException {
        try (Stream<Path> files = Files.list(stage.deploy())) {
            List<Path> found = files.filter(file -> file.getFileName().toString().startsWith("provider-google")).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
