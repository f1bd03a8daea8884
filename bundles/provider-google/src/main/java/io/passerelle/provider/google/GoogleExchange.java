// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import io.passerelle.provider.kit.BoundedInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** One request and its answer over a JDK connection. */
final class GoogleExchange extends LowLevelHttpRequest {
    /** A page of 2,500 events with long descriptions stays below this. */
    private static final long LARGEST_BODY = 64L << 20;
    private static final int MOST_HEADERS = 200;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpURLConnection connection;
    private final Duration longest;
    private final boolean once;
    private final Counter counter;

    /** Told what goes over the wire. */
    interface Counter {
        void count(long requests, long sent, long received);
    }

    /**
     * One exchange.
     *
     * @param once keeps the JDK from sending a body again on its own when a connection broke, at the cost of the text of a 401
     */
    GoogleExchange(HttpURLConnection connection, Duration longest, boolean once, Counter counter) {
        this.connection = connection;
        this.longest = longest;
        this.once = once;
        this.counter = counter;
    }

    @Override
    public void addHeader(String name, String value) {
        connection.addRequestProperty(name, value);
    }

    @Override
    public LowLevelHttpResponse execute() throws IOException {
        long deadline = System.nanoTime() + longest.toNanos();
        connection.setConnectTimeout((int) Math.min(CONNECT.toMillis(), longest.toMillis()));
        connection.setReadTimeout((int) longest.toMillis());
        counter.count(1, 0, 0);
        if (getStreamingContent() != null) {
            send();
        }
        return new Answer(connection, connection.getResponseCode(), deadline, counter);
    }

    private void send() throws IOException {
        if (getContentType() != null) {
            connection.setRequestProperty("Content-Type", getContentType());
        }
        if (getContentEncoding() != null) {
            connection.setRequestProperty("Content-Encoding", getContentEncoding());
        }
        // Written in full first: the JDK loses the body of a 401 when a request is streamed.
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        getStreamingContent().writeTo(body);
        connection.setDoOutput(true);
        if (once) {
            connection.setFixedLengthStreamingMode(body.size());
        }
        try (OutputStream out = connection.getOutputStream()) {
            body.writeTo(out);
        }
        counter.count(0, body.size(), 0);
    }

    private static final class Answer extends LowLevelHttpResponse {
        private final HttpURLConnection connection;
        private final int status;
        private final long deadline;
        private final Counter counter;
        private final List<Map.Entry<String, String>> headers = new ArrayList<>();
        private BoundedInput wire;
        private InputStream content;

        private Answer(HttpURLConnection connection, int status, long deadline, Counter counter) throws IOException {
            if (status < 100) {
                throw new IOException("the answer is not HTTP");
            }
            this.connection = connection;
            this.status = status;
            this.deadline = deadline;
            this.counter = counter;
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null && headers.size() < MOST_HEADERS) {
                    values.forEach(value -> headers.add(Map.entry(name, value)));
                }
            });
            if (status == HttpURLConnection.HTTP_NO_CONTENT) {
                connection.getInputStream().close();
            }
        }

        @Override
        public InputStream getContent() throws IOException {
            // Asked for again when the library is done with an answer.
            if (content == null) {
                content = bounded();
            }
            return content;
        }

        private InputStream bounded() throws IOException {
            InputStream raw = stream();
            if (raw == null) {
                return new ByteArrayInputStream(new byte[0]);
            }
            long expected = connection.getContentLengthLong();
            wire = new BoundedInput(
                    raw, LARGEST_BODY, expected, deadline, bytes -> counter.count(0, 0, bytes));
            if (!"gzip".equalsIgnoreCase(connection.getContentEncoding())) {
                return wire;
            }
            return new BoundedInput(new GZIPInputStream(wire), LARGEST_BODY, -1, deadline, bytes -> {});
        }

        private InputStream stream() throws IOException {
            InputStream error = connection.getErrorStream();
            if (error != null || status >= 400) {
                return error;
            }
            try {
                return connection.getInputStream();
            } catch (FileNotFoundException none) {
                return null;
            }
        }

        @Override
        public String getContentEncoding() {
            // Decompressed already, within bounds.
            return null;
        }

        @Override
        public long getContentLength() {
            return -1;
        }

        @Override
        public String getContentType() {
            return connection.getContentType();
        }

        @Override
        public String getStatusLine() {
            return "HTTP/1.1 " + status;
        }

        @Override
        public int getStatusCode() {
            return status;
        }

        @Override
        public String getReasonPhrase() {
            return "";
        }

        @Override
        public int getHeaderCount() {
            return headers.size();
        }

        @Override
        public String getHeaderName(int index) {
            return headers.get(index).getKey();
        }

        @Override
        public String getHeaderValue(int index) {
            return headers.get(index).getValue();
        }

        @Override
        public void disconnect() {
            // A connection whose answer was read to its end stays open for the next request.
            if (wire != null && !wire.hasEnded()) {
                connection.disconnect();
            }
        }
    }
}
