// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.collection.Traffic;
import io.passerelle.provider.kit.BoundedInput;
import io.passerelle.provider.kit.PinnedOrigins;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/**
 * HTTP with the JDK's own client: only pinned origins, no redirects, bodies bounded in size and time, traffic counted. It starts no
 * thread and keeps nothing that outlives the bundle.
 */
final class GraphHttp {
    /** A page of 1,000 events with long descriptions stays below this. */
    private static final long LARGEST_BODY = 64L << 20;

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private final PinnedOrigins origins;
    private final Duration longest;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    /** What becomes of an answer. */
    interface Reader<T> {
        T read(int status, HeaderValues headers, InputStream body) throws IOException;
    }

    /** The headers of an answer. */
    interface HeaderValues {
        String first(String name);

        Map<String, List<String>> all();
    }

    /**
     * Opens nothing yet.
     *
     * @param origins where requests may go
     * @param longest how long one exchange may take, its body included
     */
    GraphHttp(PinnedOrigins origins, Duration longest) {
        this.origins = origins;
        this.longest = longest;
    }

    /**
     * Sends a request.
     *
     * @param body null for none
     * @throws IOException when there was no answer, or reading it failed
     */
    <T> T send(String method, URI address, Map<String, String> headers, byte[] body, Reader<T> reader) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) origins.require(address).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) longest.toMillis());
        headers.forEach(connection::setRequestProperty);
        connection.setRequestProperty("Accept-Encoding", "gzip");
        long deadline = System.nanoTime() + longest.toNanos();
        requests.incrementAndGet();
        if (body != null) {
            connection.setDoOutput(true);
            // Written in full first: the JDK loses the body of a 401 when a request is streamed.
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
            sent.addAndGet(body.length);
        }
        return answer(connection, deadline, reader);
    }

    private <T> T answer(HttpURLConnection connection, long deadline, Reader<T> reader) throws IOException {
        int status = connection.getResponseCode();
        if (status < 100) {
            throw new IOException("the answer is not HTTP");
        }
        InputStream raw = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        BoundedInput wire = new BoundedInput(
                raw == null ? InputStream.nullInputStream() : raw,
                LARGEST_BODY,
                raw == null ? -1 : connection.getContentLengthLong(),
                deadline,
                received::addAndGet);
        InputStream content = "gzip".equalsIgnoreCase(connection.getContentEncoding())
                ? new BoundedInput(new GZIPInputStream(wire), LARGEST_BODY, -1, deadline, bytes -> {})
                : wire;
        boolean complete = false;
        try {
            T result = reader.read(status, values(connection), content);
            content.transferTo(OutputStream.nullOutputStream());
            complete = true;
            return result;
        } finally {
            if (complete) {
                // Read to its end, the connection stays open for the next request.
                content.close();
            } else {
                connection.disconnect();
            }
        }
    }

    private static HeaderValues values(HttpURLConnection connection) {
        return new HeaderValues() {
            @Override
            public String first(String name) {
                return connection.getHeaderField(name);
            }

            @Override
            public Map<String, List<String>> all() {
                return connection.getHeaderFields();
            }
        };
    }

    /** Everything so far. */
    Traffic traffic() {
        return new Traffic(requests.get(), sent.get(), received.get());
    }
}
