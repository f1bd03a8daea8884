// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A person signed in to SOGo, as far as HTTP goes. */
final class SogoSession {
    private final Sogo sogo;
    private final People.Person person;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).version(HttpClient.Version.HTTP_1_1).build();

    private SogoSession(Sogo sogo, People.Person person) {
        this.sogo = sogo;
        this.person = person;
    }

    static SogoSession signIn(Sogo sogo, People.Person person) throws IOException, InterruptedException {
        SogoSession session = new SogoSession(sogo, person);
        String credentials = "{\"userName\":\"" + person.name() + "\",\"password\":\"" + person.password() + "\"}";
        HttpResponse<String> answer = session.send(HttpRequest.newBuilder(sogo.web().resolve("connect"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(credentials)));
        if (answer.statusCode() != 200) {
            throw new IOException("SOGo does not let in " + person.name() + ": " + answer.statusCode());
        }
        return session;
    }

    void signOut() throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(sogo.web().resolve("so/" + person.name() + "/logoff")).GET());
    }

    /** Looks at something of Passerelle's. */
    HttpResponse<String> look(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(api(path)).GET());
    }

    /** Changes something of Passerelle's. */
    HttpResponse<String> change(String method, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(api(path))
                .header("Content-Type", "application/json")
                .header("X-Passerelle", "1")
                .header("Origin", sogo.web().getScheme() + "://" + sogo.web().getAuthority())
                .method(method, BodyPublishers.ofString(body)));
    }

    /** Follows an address as a browser does, up to the first redirect. */
    HttpResponse<String> open(URI address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address).GET());
    }

    private URI api(String path) {
        return sogo.web().resolve("integrations/api/" + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
    }
}
