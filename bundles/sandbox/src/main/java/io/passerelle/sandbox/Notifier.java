// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import io.passerelle.sandbox.calendar.Channels;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers push messages in the background; like Google it does not mind when nobody listens. */
final class Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private HttpClient client;

    synchronized void send(Channels.Notification notification) {
        if (client == null) {
            client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(notification.address()).timeout(TIMEOUT).POST(HttpRequest.BodyPublishers.noBody());
        notification.headers().forEach(request::header);
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()).exceptionally(failed -> {
            LOG.debug("A push message was not delivered: {}", failed.getMessage());
            return null;
        });
    }
}
