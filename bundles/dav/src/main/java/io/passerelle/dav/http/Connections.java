// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.http;

import io.passerelle.dav.DavAccount;
import io.passerelle.dav.DavLimits;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The connections of one account, and the clock that ends what takes too long. Any number of threads. */
final class Connections implements Closeable {
    private static final int MOST_HEADERS = 200;
    private static final int LONGEST_LINE = 16 << 10;

    private final PoolingHttpClientConnectionManager manager;
    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private final long longest;

    Connections(DavAccount account, GuardedNames.Lookup lookup) {
        DavLimits limits = account.limits();
        longest = limits.answer().toMillis();
        manager = manager(account, lookup);
        client = HttpClients.custom()
                .setConnectionManager(manager)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(timeout(limits.silence().toMillis()))
                        .setConnectionRequestTimeout(timeout(longest))
                        .setRedirectsEnabled(false)
                        .setExpectContinueEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
        deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName("passerelle-dav-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        deadlines.setKeepAliveTime(10, TimeUnit.SECONDS);
        deadlines.allowCoreThreadTimeOut(true);
    }

    private static PoolingHttpClientConnectionManager manager(DavAccount account, GuardedNames.Lookup lookup) {
        DavLimits limits = account.limits();
        TlsSocketStrategy tls = ClientTlsStrategyBuilder.create()
                .useSystemProperties()
                .setHostnameVerifier(HttpsSupport.getDefaultHostnameVerifier())
                .buildClassic();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new GuardedNames(account.addresses(), lookup))
                .setTlsSocketStrategy(tls)
                .setMaxConnPerRoute(limits.parallel())
                .setMaxConnTotal(limits.parallel() * 2)
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoTimeout(timeout(limits.silence().toMillis()))
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(limits.connect().toMillis()))
                        .setSocketTimeout(timeout(limits.silence().toMillis()))
                        // SOGo closes connections right after an answer, without saying so
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxHeaderCount(MOST_HEADERS)
                                .setMaxLineLength(LONGEST_LINE)
                                .build())
                        .build())
                .build();
    }

    /** Closes those that are not in use, and takes one fewer at the same time from now on; false when there was one only. */
    synchronized boolean fewer() {
        manager.closeIdle(TimeValue.ZERO_MILLISECONDS);
        int most = manager.getDefaultMaxPerRoute();
        if (most <= 1) {
            return false;
        }
        manager.setDefaultMaxPerRoute(most - 1);
        return true;
    }

    private static Timeout timeout(long millis) {
        return Timeout.ofMilliseconds(millis);
    }

    /** The whole answer took too long. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Sends, and reads the answer to its end; ends in time whatever the server does. */
    <T> T execute(HttpUriRequestBase request, HttpClientResponseHandler<T> reader) throws IOException {
        AtomicBoolean late = new AtomicBoolean();
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    request.cancel();
                },
                longest,
                TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, reader);
        } catch (IOException | RuntimeException failed) {
            if (late.get()) {
                throw new TooSlow();
            }
            throw failed;
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }
}
