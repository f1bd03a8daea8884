// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.testkit.dav.MemoryDavServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person who fills in the form is told. */
class CaldavConnectTest {
    private final CaldavSide side = new CaldavSide();

    @AfterEach
    void close() {
        side.close();
    }

    private static PasserelleException refused(FormProvider provider, String server) {
        return catchThrowableOfType(
                PasserelleException.class, () -> CaldavSide.connect(provider, CaldavSide.answers(server)));
    }

    private static void assertAt(String field, ErrorCode code, PasserelleException refused) {
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.field()).contains(field);
        assertThat(refused.getMessage()).doesNotContain("canary", "ann", "127.0.0.1");
    }

    @Test
    @DisplayName("The account is the principal at its server, and what it can serve is what is in it")
    void connects() {
        Authorization authorization = side.connect();

        assertThat(authorization.account().subject()).isEqualTo("/principals/ann/");
        assertThat(authorization.account().issuer()).isEqualTo("http://127.0.0.1:" + side.server.address().getPort());
        assertThat(authorization.grantedScopes()).containsExactlyInAnyOrder("calendars", "contacts");
    }

    @Test
    @DisplayName("Nothing that names the person is sent before it is known where the account is")
    void looksBeforeItSends() {
        side.connect();

        assertThat(side.server.requests().get(0))
                .isEqualTo(new MemoryDavServer.Request("GET", "/.well-known/caldav", false));
        assertThat(side.server.requests()).anyMatch(MemoryDavServer.Request::authorized);
    }

    @Test
    @DisplayName("A password that is refused is said at the password")
    void wrongPassword() {
        side.server.password("another");

        assertAt("password", ErrorCode.PASSWORD_REFUSED, refused(side.provider, side.server.address().toString()));
    }

    @Test
    @DisplayName("An account without calendars and address books is said, and is not connected")
    void nothingThere() {
        side.server.clear();

        assertAt("server", ErrorCode.NO_COLLECTIONS_THERE, refused(side.provider, side.server.address().toString()));
    }

    @Test
    @DisplayName("An account with address books only is connected for contacts")
    void contactsOnly() {
        side.server.clear();
        side.server.addressBook("People");

        assertThat(side.connect().grantedScopes()).containsExactly("contacts");
    }

    @Test
    @DisplayName("A name that does not exist is not found")
    void unknownName() {
        FormProvider provider = new CaldavProvider(new String[0], new HostDoor(), name -> {
            throw new UnknownHostException(name);
        });

        assertAt("server", ErrorCode.SERVER_NOT_FOUND, refused(provider, "no-such-server.example"));
    }

    @Test
    @DisplayName("Without encryption nothing is sent, unless an administrator allowed it")
    void plainHttp() {
        assertAt("server", ErrorCode.ENCRYPTION_REQUIRED, refused(CaldavSide.allowing(), side.server.address().toString()));
        assertThat(side.server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://dav.example", "https://", "https://ann:pw@dav.example/", "dav.example?x=1", "a@b@", "https://dav.example:99999/", "http:///x"})
    @DisplayName("What is no address is said so at its field")
    void malformed(String typed) {
        assertAt("server", ErrorCode.INVALID_INPUT, refused(side.provider, typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.8.9.1", "localhost", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
                "0.0.0.0", "[::1]", "[fd00::1]", "[fe80::1]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "2130706433",
                "224.0.0.1", "[2002:7f00:1::]"
            })
    @DisplayName("Addresses that are not public are refused, however they are written")
    void privateAddresses(String host) {
        assertAt("server", ErrorCode.ADDRESS_REFUSED, refused(CaldavSide.allowing(), "https://" + host + "/"));
    }

    @Test
    @DisplayName("A name that leads to a private address is refused, also when it led to a public one before")
    void rebinding() throws UnknownHostException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        InetAddress there = InetAddress.getByName("192.0.43.10");
        FormProvider provider = new CaldavProvider(
                new String[0], new HostDoor(), name -> new InetAddress[] {there, here});

        assertAt("server", ErrorCode.ADDRESS_REFUSED, refused(provider, "dav.example"));
    }

    @Test
    @DisplayName("An exception is for its own port and scheme")
    void exceptionIsNarrow() {
        int port = side.server.address().getPort();
        String typed = side.server.address().toString();
        for (String other : new String[] {"http://127.0.0.1:" + (port + 1), "https://127.0.0.1:" + port, "http://10.0.0.0/8:" + port, "rubbish"}) {
            assertThat(refused(CaldavSide.allowing(other), typed).code())
                    .as(other)
                    .isIn(ErrorCode.ADDRESS_REFUSED, ErrorCode.ENCRYPTION_REQUIRED);
        }
        assertThat(side.server.requests()).isEmpty();
        assertThat(CaldavSide.connect(CaldavSide.allowing("10.0.0.1, http://127.0.0.0/8:" + port), CaldavSide.answers(typed))
                        .grantedScopes())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "no-such-host.invalid"})
    @DisplayName("The host's own door is never an exception, under whatever name and address of this machine")
    void hostsDoor(String doorName) {
        HostDoor door = door("http://" + doorName + ":" + side.server.address().getPort() + "/SOGo/dav/");
        CaldavProvider provider = new CaldavProvider(
                new String[] {CaldavSide.exception(side.server.address()), "http://127.0.0.0/8:" + side.server.address().getPort()},
                door,
                InetAddress::getAllByName);

        assertAt("server", ErrorCode.ADDRESS_REFUSED, refused(provider, side.server.address().toString()));
        assertAt(
                "server",
                ErrorCode.ADDRESS_REFUSED,
                refused(provider, side.server.address().toString().replace("127.0.0.1", "127.0.0.2")));
        assertThat(side.server.requests()).isEmpty();
    }

    private static HostDoor door(String url) {
        HostDoor door = new HostDoor();
        door.configure(new DoorConfig() {
            @Override
            public String url() {
                return url;
            }

            @Override
            public Class<DoorConfig> annotationType() {
                return DoorConfig.class;
            }
        });
        return door;
    }

    @Test
    @DisplayName("An exception that is taken away closes the account that was connected under it")
    void exceptionTakenAway() {
        Authorization authorization = side.connect();
        side.provider.modified(config());

        try (var connector = side.connector(authorization, CaldavSide.ALL)) {
            PasserelleException refused = catchThrowableOfType(PasserelleException.class, connector::collections);
            assertThat(refused.code()).isIn(ErrorCode.ADDRESS_REFUSED, ErrorCode.ENCRYPTION_REQUIRED);
        }
    }

    private static CaldavConfig config() {
        return new CaldavConfig() {
            @Override
            public String[] allowed() {
                return new String[0];
            }

            @Override
            public Class<CaldavConfig> annotationType() {
                return CaldavConfig.class;
            }
        };
    }

    @Test
    @DisplayName("A server that does not answer is said to be out of reach")
    void closedPort() throws IOException {
        URI address;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = URI.create("http://127.0.0.1:" + gone.getLocalPort() + "/");
        }

        assertAt(
                "server",
                ErrorCode.PROVIDER_UNREACHABLE,
                refused(CaldavSide.allowing(CaldavSide.exception(address)), address.toString()));
    }

    @Test
    @DisplayName("What is known of a service is found by its mail domain and by its servers' names")
    void knownServices() {
        assertThat(TypedAddress.of("ann@icloud.com").known()).isPresent();
        assertThat(TypedAddress.of("contacts.icloud.com").known()).isPresent();
        assertThat(TypedAddress.of("ann@Fastmail.com").known().orElseThrow().contacts())
                .isEqualTo(URI.create("https://carddav.fastmail.com/"));
        assertThat(TypedAddress.of("https://caldav.icloud.com/123/calendars/").known()).isEmpty();
        assertThat(TypedAddress.of("ann@example.org").starts())
                .containsExactly(
                        URI.create("https://example.org/"),
                        URI.create("https://caldav.example.org/"),
                        URI.create("https://dav.example.org/"));
    }

    @Test
    @DisplayName("D10 what is kept tells, for reconnecting, address and user name as they were typed")
    void identity() {
        Map<String, String> answers = new HashMap<>(side.answers());
        assertThat(side.provider.authorizer().identity(side.connect().credential()))
                .isEqualTo(Map.of("server", answers.get("server"), "user", "ann"));
    }
}
