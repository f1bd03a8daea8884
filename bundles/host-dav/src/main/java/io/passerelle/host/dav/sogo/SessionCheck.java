// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav.sogo;

import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows a cookie to SOGo: to a session it answers with the way to that person's pages, to anybody else with its sign-in page. */
final class SessionCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI address;
    private final String cookie;
    private final PersonalPage pages;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    SessionCheck(URI address, String cookie) {
        this.address = address;
        this.cookie = cookie;
        this.pages = new PersonalPage(address);
    }

    /**
     * Whose session it is.
     *
     * @return empty when SOGo does not say that it is somebody's
     * @throws PasserelleException {@code HOST_UNAVAILABLE} when SOGo does not say anything of use
     */
    Optional<String> userOf(String value) {
        HttpResponse<Void> answer = ask(value);
        if (answer.statusCode() == 302) {
            List<String> locations = answer.headers().allValues("Location");
            return locations.size() == 1 ? pages.owner(locations.get(0)) : Optional.empty();
        }
        if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
            throw PasserelleException.of(ErrorCode.HOST_UNAVAILABLE, "HTTP " + answer.statusCode());
        }
        return Optional.empty();
    }

    private HttpResponse<Void> ask(String value) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Cookie", cookie + "=" + value)
                .GET()
                .build();
        try {
            return client.send(request, BodyHandlers.discarding());
        } catch (IOException noAnswer) {
            throw PasserelleException.of(ErrorCode.HOST_UNAVAILABLE, "no answer from SOGo");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw PasserelleException.of(ErrorCode.HOST_UNAVAILABLE, "interrupted");
        }
    }
}
