// SPDX-License-Identifier: Apache-2.0
package io.passerelle.webui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFileTest {
    private final StaticFile file = StaticFile.of("ui/return.js", "let a = 1;".getBytes(StandardCharsets.UTF_8));

    @Test
    @DisplayName("a changed content has another tag")
    void tagFollowsContent() {
        var other = StaticFile.of("ui/return.js", "let a = 2;".getBytes(StandardCharsets.UTF_8));

        assertThat(other.etag()).isNotEqualTo(file.etag());
    }

    @Test
    @DisplayName("the packed content is the plain one")
    void packedIsPlain() throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(file.packed()))) {
            assertThat(in.readAllBytes()).isEqualTo(file.plain());
        }
    }

    @Test
    @DisplayName("a browser that has the file is recognised, among other tags too")
    void matchesOwnTag() {
        assertThat(file.matches(file.etag())).isTrue();
        assertThat(file.matches("\"x\", " + file.etag())).isTrue();
        assertThat(file.matches(file.etag().substring(2))).isTrue();
        assertThat(file.matches("*")).isTrue();
    }

    @Test
    @DisplayName("a browser that has another version, or none, gets the file")
    void matchesNoOtherTag() {
        assertThat(file.matches("\"x\"")).isFalse();
        assertThat(file.matches(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip", "GZIP;q=0.5", "deflate , gzip ; q=1"})
    @DisplayName("a browser that unpacks gzip is sent gzip")
    void gzip(String accepted) {
        assertThat(StaticFile.acceptsGzip(accepted)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "br", "gzip;q=0", "gzip; q=0.000", "x-gzip"})
    @DisplayName("a browser that does not unpack gzip is sent plain content")
    void noGzip(String accepted) {
        assertThat(StaticFile.acceptsGzip(accepted)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a.html, true", "a.js, false", "a.css, false", "a.bin, false"})
    @DisplayName("only pages are pages")
    void pages(String name, boolean page) {
        assertThat(StaticFile.of(name, new byte[0]).isPage()).isEqualTo(page);
    }
}
