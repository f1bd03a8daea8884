// SPDX-License-Identifier: Apache-2.0
package io.passerelle.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.host.spi.HostIdentity;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.Role;
import io.passerelle.model.identity.SignedIn;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostSessionsTest {
    private static final RequestHead HEAD = new RequestHead("GET", "/", Map.of("cookie", List.of("session=alice")));

    @Test
    void nobodyIsSignedInWithoutAHost() {
        assertThat(new HostSessions(List.of()).current(HEAD)).isEmpty();
    }

    @Test
    void theHostSaysWhoIsSignedIn() {
        assertThat(new HostSessions(List.of(new CookieHost())).current(HEAD).orElseThrow().user().id().value())
                .isEqualTo("alice");
    }

    @Test
    void nobodyIsSignedInWhenTheHostKnowsNobody() {
        assertThat(new HostSessions(List.of(new CookieHost())).current(new RequestHead("GET", "/", Map.of()))).isEmpty();
    }

    @Test
    void nobodyIsSignedInWhileTwoHostsAreThere() {
        assertThat(new HostSessions(List.of(new CookieHost(), new CookieHost())).current(HEAD)).isEmpty();
    }

    @Test
    void aHostThatCannotSayIsAnError() {
        HostIdentity down = new HostIdentity() {
            @Override
            public Optional<SignedIn> authenticate(RequestHead head) {
                throw PasserelleException.of(ErrorCode.HOST_UNAVAILABLE);
            }

            @Override
            public Optional<HostUser> find(UserId id) {
                return Optional.empty();
            }
        };
        assertThatThrownBy(() -> new HostSessions(List.of(down)).current(HEAD))
                .isInstanceOfSatisfying(
                        PasserelleException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.HOST_UNAVAILABLE));
    }

    /** Believes the cookie. */
    private static final class CookieHost implements HostIdentity {
        @Override
        public Optional<SignedIn> authenticate(RequestHead head) {
            return head.cookies("session").stream()
                    .findFirst()
                    .flatMap(name -> find(UserId.of(OrganisationId.DEFAULT, name)))
                    .map(user -> new SignedIn(user, "key"));
        }

        @Override
        public Optional<HostUser> find(UserId id) {
            return Optional.of(new HostUser(id, "Alice", Locale.ENGLISH, Set.of(Role.USER)));
        }
    }
}
