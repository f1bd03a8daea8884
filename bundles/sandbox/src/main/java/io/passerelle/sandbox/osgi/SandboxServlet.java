// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.osgi;

import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.http.Compression;
import io.passerelle.sandbox.http.Delivery;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Brings the sandbox into a servlet container. Answers callers on this machine only, whatever the listener is bound to. */
final class SandboxServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Sandbox sandbox;
    private final transient CountDownLatch stopped = new CountDownLatch(1);

    SandboxServlet(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public void destroy() {
        stopped.countDown();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress() || !Loopback.host(request.getServerName())) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        String path = request.getRequestURI().substring(request.getContextPath().length() + request.getServletPath().length());
        if (path.isEmpty()) {
            response.setHeader("Location", request.getRequestURI() + "/");
            response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
            return;
        }
        deliver(answer(request, path), response);
    }

    private SandboxResponse answer(HttpServletRequest request, String path) throws IOException {
        byte[] body = request.getInputStream().readNBytes(Compression.MAX_BODY + 1);
        if (body.length > Compression.MAX_BODY) {
            return GoogleError.of(413, "global", "uploadTooLarge", "Request is too large.").response();
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, String.join(", ", Collections.list(request.getHeaders(name))));
        }
        try {
            return sandbox.handle(new SandboxRequest(request.getMethod(), path, Params.parse(request.getQueryString()),
                    headers, body));
        } catch (GoogleError malformed) {
            return malformed.response();
        }
    }

    private void deliver(SandboxResponse answer, HttpServletResponse response) throws IOException {
        Delivery delivery = answer.delivery();
        if (!delivery.delay().isZero() && waited(delivery)) {
            return;
        }
        byte[] body = answer.body();
        response.setStatus(delivery.dropped() ? HttpServletResponse.SC_OK : answer.status());
        answer.headers().forEach(response::setHeader);
        if (delivery.dropped() || delivery.cutAfter() >= 0) {
            // A promised length that never comes is the one way a servlet has to break a connection.
            int sent = delivery.dropped() ? 0 : Math.min(delivery.cutAfter(), Math.max(0, body.length - 1));
            response.setContentLength(Math.max(1, body.length));
            response.getOutputStream().write(body, 0, sent);
            response.flushBuffer();
            throw new IOException("The sandbox breaks this connection on purpose");
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Waits out a delay; true if the servlet was taken away meanwhile. */
    private boolean waited(Delivery delivery) {
        try {
            return stopped.await(delivery.delay().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
