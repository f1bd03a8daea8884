// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the other tests take for granted about their servers. */
class RealHostsIT {
    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder propfind(URI address) {
        return HttpRequest.newBuilder(address).method("PROPFIND", BodyPublishers.noBody()).header("Depth", "0");
    }

    private static String basic(People.Person person) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((person.name() + ":" + person.password()).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("SOGo knows its people by their password, and at the service door by the header alone")
    void sogo() throws Exception {
        Sogo sogo = RealHosts.sogo();
        People.Person person = sogo.people().newcomer();
        String home = "dav/" + person.name() + "/";

        assertThat(ask(propfind(sogo.web().resolve(home)).header("Authorization", basic(person))).statusCode()).isEqualTo(207);
        assertThat(ask(propfind(sogo.door().resolve(home)).header(Sogo.DOOR_HEADER, person.name())).statusCode()).isEqualTo(207);
    }

    @Test
    @DisplayName("the header means nothing to SOGo where people come in")
    void headerFromOutside() throws Exception {
        Sogo sogo = RealHosts.sogo();

        assertThat(ask(propfind(sogo.web().resolve("dav/alice/")).header(Sogo.DOOR_HEADER, "alice")).statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("SOGo's superuser enters everybody's home")
    void superuser() throws Exception {
        Sogo sogo = RealHosts.sogo();

        assertThat(ask(propfind(sogo.web().resolve("dav/bob/Calendar/")).header("Authorization", basic(People.SUPERUSER)))
                        .statusCode())
                .isEqualTo(207);
    }

    @Test
    @DisplayName("Radicale lets people into their own home only, and the superuser into all")
    void radicale() throws Exception {
        DavServer radicale = RealHosts.radicale();
        URI home = radicale.address().resolve("alice/");

        assertThat(ask(propfind(home).header("Authorization", basic(People.ALICE))).statusCode()).isEqualTo(207);
        assertThat(ask(propfind(home).header("Authorization", basic(People.BOB))).statusCode()).isEqualTo(403);
        assertThat(ask(propfind(home).header("Authorization", basic(People.SUPERUSER))).statusCode()).isEqualTo(207);
    }

    @Test
    @DisplayName("Xandikos has a home for the one person")
    void xandikos() throws Exception {
        assertThat(ask(propfind(RealHosts.xandikos().address().resolve("alice/calendars/"))).statusCode()).isEqualTo(207);
    }
}
