// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.host.local.TestDatabases;
import io.passerelle.host.local.database.HostDatabase;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class SessionStoreTest {
    private static final UserId ALICE = UserId.of(OrganisationId.DEFAULT, "alice");
    private static final Duration IDLE = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofHours(10);

    private final MutableClock clock = MutableClock.at("2026-03-01T00:00:00Z");
    private final DataSource source = TestDatabases.h2Source();
    private final SessionStore sessions = store();

    private Optional<SessionStore.Session> find(String token) {
        return sessions.find(token, true);
    }

    private SessionStore store() {
        return new SessionStore(new HostDatabase(source), clock, IDLE, LONGEST);
    }

    @Test
    void aSessionSurvivesARestart() {
        String token = sessions.begin(ALICE);
        assertThat(store().find(token, true).orElseThrow()).isEqualTo(find(token).orElseThrow());
    }

    @Test
    void neitherTheTableNorTheKeyHoldsTheToken() throws Exception {
        String token = sessions.begin(ALICE);
        assertThat(find(token).orElseThrow().key()).isNotEqualTo(token);
        try (var connection = source.getConnection();
                var row = connection.createStatement().executeQuery("select digest from host_session")) {
            row.next();
            assertThat(row.getString(1)).isNotEqualTo(token).isNotEqualTo(find(token).orElseThrow().key());
            assertThat(find(row.getString(1))).isEmpty();
        }
    }

    @Test
    void twoSessionsOfAPersonHaveDifferentKeys() {
        assertThat(find(sessions.begin(ALICE)).orElseThrow().key())
                .isNotEqualTo(find(sessions.begin(ALICE)).orElseThrow().key());
    }

    @Test
    void aSessionEndsWhenNobodyUsesIt() {
        String token = sessions.begin(ALICE);
        clock.advance(Duration.ofMinutes(59));
        assertThat(find(token)).isPresent();
        clock.advance(Duration.ofMinutes(59));
        assertThat(find(token)).isPresent();
        clock.advance(Duration.ofMinutes(61));
        assertThat(find(token)).isEmpty();
    }

    @Test
    void aPageThatWasLeftOpenDoesNotKeepTheSessionAlive() {
        String token = sessions.begin(ALICE);
        clock.advance(Duration.ofMinutes(40));
        assertThat(sessions.find(token, false)).isPresent();
        clock.advance(Duration.ofMinutes(40));
        assertThat(find(token)).isEmpty();
    }

    @Test
    void aSessionEndsInAnyCase() {
        String token = sessions.begin(ALICE);
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofMinutes(30));
            find(token);
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(find(token)).isEmpty();
    }

    @Test
    void signingOutEndsTheSession() {
        String token = sessions.begin(ALICE);
        sessions.end(token);
        assertThat(find(token)).isEmpty();
    }

    @Test
    void theCookieIsHiddenFromScriptsAndOtherSites() {
        assertThat(new SessionCookie("http://localhost:8181").keep("t"))
                .isEqualTo("passerelle-session=t; Path=/; HttpOnly; SameSite=Lax");
        assertThat(new SessionCookie("https://calendar.example.org/").keep("t"))
                .isEqualTo("__Host-passerelle-session=t; Path=/; HttpOnly; SameSite=Lax; Secure");
    }

    @Test
    void twoCookiesOfTheNameCountAsNone() {
        SessionCookie cookie = new SessionCookie("http://localhost:8181");
        assertThat(cookie.token(head("passerelle-session=a"))).contains("a");
        assertThat(cookie.token(head("passerelle-session=a; passerelle-session=b"))).isEmpty();
    }

    private static RequestHead head(String cookies) {
        return new RequestHead("GET", "/", Map.of("Cookie", List.of(cookies)));
    }

    @Test
    void guessingIsSlowedDownAndTheRightPersonIsNotForgottenForEver() {
        SignInLimit limit = new SignInLimit(clock);
        for (int i = 0; i < 8; i++) {
            assertThat(limit.wait("alice", "10.0.0.1")).isEmpty();
            limit.failed("alice", "10.0.0.1");
        }
        assertThat(limit.wait("alice", "10.0.0.2")).isPresent();
        assertThat(limit.wait("bob", "10.0.0.1")).isEmpty();
        clock.advance(Duration.ofMinutes(6));
        assertThat(limit.wait("alice", "10.0.0.1")).isEmpty();
    }

    @Test
    void guessingManyNamesFromOneAddressIsSlowedDown() {
        SignInLimit limit = new SignInLimit(clock);
        for (int i = 0; i < 40; i++) {
            limit.failed("name" + i, "10.0.0.1");
        }
        assertThat(limit.wait("alice", "10.0.0.1")).isPresent();
        assertThat(limit.wait("alice", "10.0.0.9")).isEmpty();
    }
}
