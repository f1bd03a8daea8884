// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavCredential;
import io.passerelle.model.collection.Traffic;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Sends requests of one account and counts them. Any number of threads. */
public final class DavHttp implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final int REPEATS = 2;
    private static final Duration BREATH = Duration.ofMillis(50);
    private static final int MOST_LEFT_OVER = 64 << 10;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 307, 308);

    private final DavAccount account;
    private final Connections connections;
    private final Origins origins;
    private final DavFailures failures;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    /** The requests of an account. */
    public DavHttp(DavAccount account) {
        this(account, GuardedNames.Lookup.SYSTEM);
    }

    DavHttp(DavAccount account, GuardedNames.Lookup lookup) {
        this(account, new Connections(account, lookup), new Origins(account));
    }

    private DavHttp(DavAccount account, Connections connections, Origins origins) {
        this.account = account;
        this.connections = connections;
        this.origins = origins;
        failures = new DavFailures(account.side(), account.clock());
    }

    /** The same connections, counted for themselves. */
    public DavHttp fork() {
        return new DavHttp(account, connections, origins);
    }

    /** Where requests may go. */
    public Origins origins() {
        return origins;
    }

    /** What failures mean. */
    public DavFailures failures() {
        return failures;
    }

    /** What was sent and received so far. */
    public Traffic traffic() {
        return new Traffic(requests.get(), sent.get(), received.get());
    }

    /**
     * Sends a request; repeats it when it fails in transit: every method used here may be repeated (RFC 9110 §9.2.2), and what a
     * condition says to a repeated write is looked into by whoever wrote; follows redirects within the account's origins
     * when it changes nothing.
     *
     * @throws PasserelleException when there is no answer, it is too long or too slow, or leads elsewhere
     */
    public <T> T send(DavRequest request, DavAnswer.Reader<T> reader) {
        DavRequest current = request;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Step<T> step = transmit(current, reader);
            if (step.next() == null) {
                return step.result();
            }
            current = current.at(step.next());
        }
        throw failures.unreadable("too many redirects");
    }

    private record Step<T>(T result, URI next) {}

    private <T> Step<T> transmit(DavRequest request, DavAnswer.Reader<T> reader) {
        int attempts = 0;
        while (true) {
            origins.require(request.target());
            try {
                return once(request, reader);
            } catch (Connections.TooSlow | SocketTimeoutException slow) {
                throw failures.tooSlow();
            } catch (IOException failed) {
                boolean fewer = isHungUp(failed) && connections.fewer();
                if (!fewer && (attempts++ >= REPEATS || !repeatable(failed))) {
                    throw failures.noAnswer(failed);
                }
                if (isHungUp(failed)) {
                    // until the server has noticed which connections are closed
                    LockSupport.parkNanos(BREATH.toNanos());
                }
            }
        }
    }

    /** Closed without a word: how SOGo says that each of its processes is busy with a connection. */
    private static boolean isHungUp(IOException failed) {
        return failed instanceof NoHttpResponseException
                || failed instanceof SocketException && !(failed instanceof ConnectException);
    }

    private static boolean repeatable(IOException failed) {
        boolean hopeless = failed instanceof SSLException
                || failed instanceof ConnectException
                || failed instanceof java.net.UnknownHostException
                || failed instanceof BoundedBody.TooLong;
        return !hopeless;
    }

    private <T> Step<T> once(DavRequest request, DavAnswer.Reader<T> reader) throws IOException {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), request.target());
        request.headers().forEach(message::setHeader);
        message.setHeader("User-Agent", "Passerelle");
        message.setHeader("Accept-Encoding", "gzip");
        authorize(message);
        if (request.body().length > 0) {
            // the type is a header already
            message.setEntity(new ByteArrayEntity(request.body(), null));
        }
        requests.incrementAndGet();
        sent.addAndGet(request.body().length);
        return connections.execute(message, response -> {
            try {
                URI next = request.harmless() ? redirect(request.target(), response) : null;
                return new Step<>(next == null ? read(request.target(), response, reader, message) : null, next);
            } catch (IOException | RuntimeException failed) {
                // closing would read the rest first, however long it is
                message.cancel();
                throw failed;
            }
        });
    }

    private static URI redirect(URI from, ClassicHttpResponse response) {
        Header location = response.getFirstHeader("Location");
        if (!REDIRECTS.contains(response.getCode()) || location == null) {
            return null;
        }
        try {
            return from.resolve(location.getValue().strip());
        } catch (IllegalArgumentException malformed) {
            throw PasserelleException.of(ErrorCode.FOREIGN_ADDRESS, "a redirect to no address");
        }
    }

    private <T> T read(
            URI target, ClassicHttpResponse response, DavAnswer.Reader<T> reader, HttpUriRequestBase message)
            throws IOException {
        InputStream body = body(response);
        T result = reader.read(new DavAnswer(
                response.getCode(),
                target,
                name -> {
                    Header header = response.getFirstHeader(name);
                    return header == null ? null : header.getValue();
                },
                body));
        // a connection whose body is read to its end can be used again
        if (!drained(body)) {
            message.cancel();
        }
        return result;
    }

    private static boolean drained(InputStream body) throws IOException {
        byte[] discarded = new byte[4096];
        int rest = 0;
        while (rest < MOST_LEFT_OVER) {
            int read = body.read(discarded);
            if (read < 0) {
                return true;
            }
            rest += read;
        }
        return false;
    }

    private InputStream body(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return InputStream.nullInputStream();
        }
        long most = account.limits().body();
        InputStream body = new BoundedBody(entity.getContent(), most, received::addAndGet);
        String encoding = String.valueOf(entity.getContentEncoding());
        if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
            return new BoundedBody(new GZIPInputStream(body, 8192), most, decoded -> {});
        }
        return body;
    }

    private void authorize(HttpUriRequestBase message) {
        DavCredential credential = account.credential();
        if (credential instanceof DavCredential.Basic basic) {
            byte[] pair = (basic.user() + ":" + basic.password()).getBytes(StandardCharsets.UTF_8);
            message.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        } else if (credential instanceof DavCredential.Bearer bearer) {
            message.setHeader("Authorization", "Bearer " + bearer.token().get());
        } else if (credential instanceof DavCredential.TrustedHeader header) {
            message.setHeader(header.name(), header.value());
        }
    }

    @Override
    public void close() {
        connections.close();
    }
}
