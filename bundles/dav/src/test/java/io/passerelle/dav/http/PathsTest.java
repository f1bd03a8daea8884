// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.collection.ItemRef;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {
    private final Place place = new Place(URI.create("http://server/dav/ann%20b/cal/"));

    @ParameterizedTest
    @DisplayName("the same item in every spelling")
    @CsvSource({
        "/dav/ann%20b/cal/a@b.ics, a@b.ics",
        "/dav/ann%20b/cal/a%40b.ics, a@b.ics",
        "/dav/%61nn%20b/cal/x%20y.ics, x y.ics",
        "http://server/dav/ann%20b/cal/x.ics, x.ics",
        "http://server:80/dav/ann%20b/cal/x.ics, x.ics",
        "x.ics, x.ics",
        "/dav/ann%20b//cal/%c3%a9.ics, é.ics"
    })
    void spellings(String href, String name) {
        assertThat(place.item(href)).contains(ItemRef.of(name));
    }

    @ParameterizedTest
    @DisplayName("19 what lies elsewhere is no item of the collection")
    @ValueSource(
            strings = {
                "/dav/ann%20b/cal/", "/dav/ann%20b/cal", "/dav/bob/cal/x.ics", "/dav/ann%20b/cal/sub/x.ics", "/dav/ann%20b/cal/../x.ics",
                "/dav/ann%20b/cal/%2e%2e/x.ics", "/dav/ann%20b/cal/..%2fx.ics", "/dav/ann%20b/cal/a%5cb", "http://other/dav/ann%20b/cal/x.ics",
                "https://server/dav/ann%20b/cal/x.ics", "/dav/ann%20b/cal/%zz", "/dav/ann%20b/cal/a%00b", "", "::::", "/dav/ann%20b/cal/..", "."
            })
    void elsewhere(String href) {
        assertThat(place.item(href)).isEmpty();
    }

    @Test
    @DisplayName("19 a reference that climbs has no path")
    void climbing() {
        assertThat(place.path(ItemRef.of("../bob/x.ics"))).isEmpty();
        assertThat(place.path(ItemRef.of(".."))).isEmpty();
        assertThat(place.path(ItemRef.of("a b/é"))).isEmpty();
        assertThat(place.path(ItemRef.of("a b%é.ics"))).contains("/dav/ann%20b/cal/a%20b%25%C3%A9.ics");
    }
}
