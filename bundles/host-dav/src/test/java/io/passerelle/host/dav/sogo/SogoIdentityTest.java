// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.sogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.SignedIn;
import io.passerelle.testkit.time.MutableClock;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A server answers as SOGo does: to a cookie it knows with the way to that person's pages. */
class SogoIdentityTest {
    private static final String ALICE = "basic%20alice-alice-alice";
    private static final String BOB = "basic%20bob-bob-bob-bob-bob";

    private final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    private final List<String> cookies = new CopyOnWriteArrayList<>();
    private volatile Map<String, String> sessions = Map.of(ALICE, "/SOGo/alice", BOB, "/SOGo/so/bob/Calendar");
    private volatile int failure;
    private HttpServer server;
    private SogoIdentity identity;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String cookie = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
            cookies.add(cookie);
            String page = sessions.get(cookie.replaceFirst("^SOGoSession=", ""));
            if (page != null) {
                exchange.getResponseHeaders().set("Location", page);
            }
            exchange.sendResponseHeaders(failure != 0 ? failure : page == null ? 200 : 302, -1);
            exchange.close();
        });
        server.start();
        identity = new SogoIdentity(
                config("http://127.0.0.1:" + server.getAddress().getPort() + "/SOGo/"), user -> Optional.of("Somebody"), clock);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static SogoConfig config(String url) {
        return new SogoConfig() {
            @Override
            public String url() {
                return url;
            }

            @Override
            public String cookie() {
                return "SOGoSession";
            }

            @Override
            public String[] administrators() {
                return new String[] {"bob"};
            }

            @Override
            public String language() {
                return "fr";
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return SogoConfig.class;
            }
        };
    }

    private static RequestHead head(String method, String path, String... lines) {
        return new RequestHead(method, path, Map.of("cookie", List.of(lines)));
    }

    private Optional<SignedIn> look(String... lines) {
        return identity.authenticate(head("GET", "user/integrations", lines));
    }

    @Test
    void theSessionOfSogoIsTheSignIn() {
        SignedIn alice = look("a=1; SOGoSession=" + ALICE + "; b=2").orElseThrow();

        assertThat(alice.user().id().value()).isEqualTo("alice");
        assertThat(alice.user().locale().getLanguage()).isEqualTo("fr");
        assertThat(alice.user().isAdministrator()).isFalse();
        assertThat(look("SOGoSession=" + BOB).orElseThrow().user().isAdministrator()).isTrue();
    }

    @Test
    @DisplayName("SOGo gets its own cookie and no other")
    void oneCookie() {
        look("a=1; SOGoSession=" + ALICE + "; b=2");

        assertThat(cookies).containsExactly("SOGoSession=" + ALICE);
    }

    @Test
    @DisplayName("a session has one key, another one has another, and neither shows the cookie")
    void keys() {
        String first = look("SOGoSession=" + ALICE).orElseThrow().sessionKey();

        assertThat(look("SOGoSession=" + ALICE).orElseThrow().sessionKey()).isEqualTo(first);
        assertThat(look("SOGoSession=" + BOB).orElseThrow().sessionKey()).isNotEqualTo(first);
        assertThat(first).doesNotContain("alice");
    }

    @Test
    @DisplayName("two cookies of the name are refused, even two of the same value, and SOGo is not asked")
    void duplicates() {
        assertThat(look("SOGoSession=" + ALICE + "; SOGoSession=" + BOB)).isEmpty();
        assertThat(look("SOGoSession=" + ALICE, "SOGoSession=" + ALICE)).isEmpty();
        assertThat(cookies).isEmpty();
    }

    @Test
    @DisplayName("what cannot be a cookie of SOGo's is not passed on")
    void odd() {
        assertThat(look("SOGoSession=discard")).isEmpty();
        assertThat(look("SOGoSession=basic%20alice-alice\r\nX: y")).isEmpty();
        assertThat(look("SOGoSession=\"basic%20alice-alice\"")).isEmpty();
        assertThat(look()).isEmpty();
        assertThat(cookies).isEmpty();
    }

    @Test
    @DisplayName("a cookie that SOGo does not know is nobody's")
    void unknown() {
        assertThat(look("SOGoSession=basic%20somebody-else")).isEmpty();
    }

    @Test
    @DisplayName("a redirect to a sign-in page elsewhere that names a person of SOGo is nobody")
    void elsewhere() {
        sessions = Map.of(ALICE, "https://idp/?next=/SOGo/bob");

        assertThat(look("SOGoSession=" + ALICE)).isEmpty();
    }

    @Test
    @DisplayName("what only looks is answered from memory for half a minute, and no longer")
    void remembered() {
        look("SOGoSession=" + ALICE);
        sessions = Map.of();
        clock.advance(Duration.ofSeconds(29));
        assertThat(look("SOGoSession=" + ALICE)).isPresent();

        clock.advance(Duration.ofSeconds(1));
        assertThat(look("SOGoSession=" + ALICE)).isEmpty();
        assertThat(cookies).hasSize(2);
    }

    @Test
    @DisplayName("connecting, coming back, disconnecting and exporting are asked each time: after signing out nothing of it is done")
    void neverFromMemory() {
        look("SOGoSession=" + ALICE);
        sessions = Map.of();

        for (RequestHead head : List.of(
                head("POST", "user/integrations/google/connect", "SOGoSession=" + ALICE),
                head("GET", "oauth/google/callback", "SOGoSession=" + ALICE),
                head("POST", "flows/f/complete", "SOGoSession=" + ALICE),
                head("PUT", "/user/integrations/i/settings", "SOGoSession=" + ALICE),
                head("DELETE", "user/integrations/i", "SOGoSession=" + ALICE),
                head("GET", "/user/export", "SOGoSession=" + ALICE))) {
            assertThat(identity.authenticate(head)).as(head.toString()).isEmpty();
        }
    }

    @Test
    @DisplayName("a session that has ended is forgotten as soon as that is known")
    void forgotten() {
        look("SOGoSession=" + ALICE);
        sessions = Map.of();
        identity.authenticate(head("POST", "user/integrations/google/connect", "SOGoSession=" + ALICE));

        assertThat(look("SOGoSession=" + ALICE)).isEmpty();
    }

    @Test
    @DisplayName("a SOGo that fails or is away is an error, and signs nobody out or in")
    void away() {
        failure = 502;
        assertUnavailable();
        server.stop(0);
        assertUnavailable();
    }

    private void assertUnavailable() {
        assertThatThrownBy(() -> look("SOGoSession=" + ALICE))
                .isInstanceOfSatisfying(
                        PasserelleException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.HOST_UNAVAILABLE))
                .hasMessageNotContaining(ALICE);
    }
}
