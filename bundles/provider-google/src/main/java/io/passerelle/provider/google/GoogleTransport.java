// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import io.passerelle.model.collection.Traffic;
import io.passerelle.provider.kit.PinnedOrigins;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * HTTP for Google's libraries with what they leave open: only pinned origins, no redirects, bodies bounded in size and time,
 * and traffic counted. It starts no thread and keeps nothing that outlives the bundle.
 */
final class GoogleTransport extends HttpTransport {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

    private final PinnedOrigins origins;
    private final Duration longest;
    private final boolean once;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    /**
     * Opens nothing yet.
     *
     * @param origins where requests may go
     * @param longest how long one exchange may take, its body included
     */
    GoogleTransport(PinnedOrigins origins, Duration longest) {
        this(origins, longest, false);
    }

    private GoogleTransport(PinnedOrigins origins, Duration longest, boolean once) {
        this.origins = origins;
        this.longest = longest;
        this.once = once;
    }

    /** The same for a service that cannot tell a repeated creation from another one: the JDK does not repeat a body either. */
    GoogleTransport repeatingNothing() {
        return new GoogleTransport(origins, longest, true);
    }

    @Override
    public boolean supportsMethod(String method) {
        // PATCH is none of them: the SDK then sends POST with X-HTTP-Method-Override, which Google documents.
        return METHODS.contains(method);
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) throws IOException {
        URI address = origins.require(URI.create(url));
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        return new GoogleExchange(connection, longest, once, this::count);
    }

    private void count(long requestsSent, long bytesSent, long bytesReceived) {
        requests.addAndGet(requestsSent);
        sent.addAndGet(bytesSent);
        received.addAndGet(bytesReceived);
    }

    /** Everything so far. */
    Traffic traffic() {
        return new Traffic(requests.get(), sent.get(), received.get());
    }
}
