// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KitTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @DisplayName("E08 E09 E10 only a definite answer loses the grant")
    @CsvSource({
        "400, invalid_grant, GRANT_LOST",
        "401, invalid_client, CLIENT_REJECTED",
        "400, redirect_uri_mismatch, REDIRECT_NOT_REGISTERED",
        "400, access_denied, CONSENT_DENIED",
        "503, invalid_grant, PROVIDER_ERROR",
        "429, invalid_grant, RATE_LIMITED_BY_PROVIDER",
        "400, '', PROVIDER_ERROR",
        "400, Bad Secret s3cret, PROVIDER_ERROR"
    })
    void oauthErrors(int status, String error, ErrorCode code) {
        PasserelleException failure = OAuthErrors.of(status, Optional.of(error), Optional.of(Duration.ofSeconds(3)));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(failure.getMessage()).doesNotContain("s3cret");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("Only pinned origins get credentials")
    @CsvSource({
        "https://api.example/x?y, true",
        "https://API.example:443/, true",
        "http://api.example/, false",
        "https://api.example:8443/, false",
        "https://api.example.evil.example/, false",
        "https://user@api.example/, false",
        "https://evil.example/?https://api.example/, false",
        "file:///etc/passwd, false"
    })
    void origins(URI address, boolean allowed) {
        PinnedOrigins pinned = PinnedOrigins.of(List.of(URI.create("https://api.example/base/")));

        assertThat(pinned.allows(address)).isEqualTo(allowed);
        if (!allowed) {
            assertThatThrownBy(() -> pinned.require(address))
                    .isInstanceOfSatisfying(PasserelleException.class, e -> {
                        assertThat(e.code()).isEqualTo(ErrorCode.FOREIGN_ADDRESS);
                        assertThat(e.getMessage()).doesNotContain(address.toString());
                    });
        }
    }

    @Test
    @DisplayName("http is for loopback alone")
    void loopback() {
        assertThat(PinnedOrigins.of(List.of(URI.create("http://127.0.0.1:8181/x"))).allows(URI.create("http://127.0.0.1:8181/y")))
                .isTrue();
        assertThat(PinnedOrigins.isLoopback(URI.create("http://localhost:1/"))).isTrue();
        assertThat(PinnedOrigins.isLoopback(URI.create("http://[::1]:1/"))).isTrue();
        for (String other : List.of("http://127.0.0.1.evil.example/", "http://192.0.2.1/", "ftp://127.0.0.1/", "http://x@127.0.0.1/")) {
            assertThat(PinnedOrigins.isLoopback(URI.create(other))).as(other).isFalse();
            assertThatThrownBy(() -> PinnedOrigins.of(List.of(URI.create(other))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("C12 Retry-After in seconds and as a date, bounded")
    @CsvSource(delimiter = '|', value = {
        "17 | PT17S",
        "0 | PT0S",
        "Sun, 1 Mar 2026 10:01:00 GMT | PT1M",
        "Sun, 1 Mar 2026 09:00:00 GMT | PT0S",
        "999999999999 | PT24H",
        "Fri, 1 Jan 2100 00:00:00 GMT | PT24H",
        "soon |",
        "-1 |"
    })
    void retryAfter(String header, Duration expected) {
        assertThat(Delays.retryAfter(header, CLOCK)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    @DisplayName("E20 expires_in of any kind")
    void expiry() {
        assertThat(Delays.expiry(3600, NOW)).contains(NOW.plusSeconds(3600));
        assertThat(Delays.expiry("3600", NOW)).contains(NOW.plusSeconds(3600));
        assertThat(Delays.expiry(0, NOW)).contains(NOW);
        assertThat(Delays.expiry(Long.MAX_VALUE, NOW)).contains(NOW.plus(Duration.ofDays(7)));
        assertThat(Delays.expiry("1e999999", NOW)).contains(NOW.plus(Duration.ofDays(7)));
        assertThat(Delays.expiry(null, NOW)).isEmpty();
        assertThat(Delays.expiry("later", NOW)).isEmpty();
        assertThat(Delays.expiry("9".repeat(1000), NOW)).isEmpty();
    }

    private static void drain(InputStream in) throws IOException {
        in.readAllBytes();
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("A body is neither too long, nor cut off, nor too slow")
    void boundedInput() throws IOException {
        long later = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        AtomicLong received = new AtomicLong();
        BoundedInput whole = new BoundedInput(bytes("12345"), 5, 5, later, received::addAndGet);
        drain(whole);
        assertThat(whole.hasEnded()).isTrue();
        assertThat(received).hasValue(5);

        assertThatThrownBy(() -> drain(new BoundedInput(bytes("123456"), 5, -1, later, n -> {}))).hasMessageContaining("long");
        assertThatThrownBy(() -> drain(new BoundedInput(bytes("123"), 5, 5, later, n -> {}))).hasMessageContaining("cut");
        assertThatThrownBy(() -> drain(new BoundedInput(bytes("123"), 5, 3, System.nanoTime() - 1, n -> {})))
                .hasMessageContaining("slow");
    }

    @ParameterizedTest
    @DisplayName("JSON that is cut anywhere is incomplete")
    @ValueSource(strings = {"", "{", "[1,2", "{\"a\":\"b", "{\"a\":\"b\\", "{\"a\":{\"b\":1}", "[{\"}\":\"]\"}"})
    void cutJson(String text) {
        assertThatThrownBy(() -> drain(new CompleteJson(bytes(text), 10))).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("JSON is bounded in depth")
    void deepJson() throws IOException {
        drain(new CompleteJson(bytes("[".repeat(10) + "]".repeat(10)), 10));
        drain(new CompleteJson(bytes("{\"a\":\"[[[[[[[[[[[[{\\\"\"}"), 3));
        assertThatThrownBy(() -> drain(new CompleteJson(bytes("[".repeat(11)), 10))).hasMessageContaining("deeply");
    }

    @Test
    @DisplayName("D02 an ID token names issuer, audience and subject")
    void idTokens() {
        Set<String> issuers = Set.of("https://issuer.example");
        Map<String, Object> claims = Map.of("iss", "https://issuer.example", "aud", List.of("us", "them"), "sub", "1");

        assertThat(IdTokens.subject(claims, issuers, "us")).isEqualTo("1");
        assertThatThrownBy(() -> IdTokens.subject(claims, issuers, "others")).isInstanceOf(PasserelleException.class);
        assertThatThrownBy(() -> IdTokens.subject(claims, Set.of("https://other.example"), "us"))
                .isInstanceOf(PasserelleException.class);
        assertThat(IdTokens.claims("h.eyJhIjoxfQ.s")).isEqualTo("{\"a\":1}");
        for (String bad : List.of("", "a.b", "a.!.c", "x".repeat(70000))) {
            assertThatThrownBy(() -> IdTokens.claims(bad)).isInstanceOf(PasserelleException.class);
        }
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("C05 zones by IANA name and by the name Windows gives them")
    @CsvSource({
        "Europe/Paris, Europe/Paris",
        "Romance Standard Time, Europe/Paris",
        "Pacific Standard Time, America/Los_Angeles",
        "UTC-11, Etc/GMT+11",
        "Z, UTC",
        "UTC, UTC",
        "Middle-earth/Shire, ",
        "'', "
    })
    void zones(String name, String expected) {
        assertThat(Zones.of(name).map(ZoneId::getId)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    @DisplayName("C05 every Windows zone of the table exists")
    void windowsZones() throws IOException {
        java.util.Properties table = new java.util.Properties();
        try (InputStream in = Zones.class.getResourceAsStream("windows-zones.properties")) {
            table.load(in);
        }
        assertThat(table).hasSizeGreaterThan(130);
        table.stringPropertyNames()
                .forEach(name -> assertThat(Zones.of(name.replace('_', ' '))).as(name).isPresent());
    }

    @Test
    @DisplayName("An interrupted pause ends the run and keeps the interrupt")
    void pause() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Pause.SLEEPING.of(Duration.ofSeconds(30)))
                    .isInstanceOfSatisfying(PasserelleException.class, e ->
                            assertThat(e.code()).isEqualTo(ErrorCode.RUN_INTERRUPTED));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    @DisplayName("Texts come in English and French; a missing one is noticed")
    void texts() {
        assertThat(Texts.beside(KitTest.class).all("hello")).containsValues("Hello", "Bonjour à tous");
        assertThatThrownBy(() -> Texts.beside(KitTest.class).all("bye")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Texts.beside(String.class)).isInstanceOf(IllegalStateException.class);
    }
}
