// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.hosts;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** The emulated Google from its hidden side. */
final class GoogleSide {
    private final URI control;
    private final HttpClient client = HttpClient.newHttpClient();

    GoogleSide(URI root) {
        control = root.resolve("control/");
    }

    /** Whether an event of this title comes to be in an account's main calendar within a minute. */
    boolean waitFor(String account, String title) throws IOException, InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end) {
            if (events(account).contains("\"" + title + "\"")) {
                return true;
            }
            LockSupport.parkNanos(200_000_000L);
        }
        return false;
    }

    private String events(String account) throws IOException, InterruptedException {
        URI address = control.resolve("events?live=true&calendar=" + URLEncoder.encode(account, StandardCharsets.UTF_8));
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
}
