// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.dav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.passerelle.testkit.dav.MemoryDavStore.Folder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A server with one account: discovery (RFC 6764, RFC 5397), listings, multiget, conditional writes; changes are told by ETags
 * only. Listens on 127.0.0.1, without encryption. May be used by several threads; ends when it is closed.
 */
public final class MemoryDavServer implements AutoCloseable {
    private static final Pattern HREF = Pattern.compile("<(?:[a-zA-Z]+:)?href>([^<]*)<");
    private static final String CALENDARS = "/calendars/";
    private static final String CONTACTS = "/contacts/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "memory-dav");
        thread.setDaemon(true);
        return thread;
    });
    private final MemoryDavStore store = new MemoryDavStore();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final String user;
    private volatile String password;

    /** A request that came in, and whether it named anybody. */
    public record Request(String method, String path, boolean authorized) {}

    private MemoryDavServer(String user, String password) throws IOException {
        this.user = user;
        this.password = password;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts on a free port, with a calendar {@code Home} and an address book {@code People}. */
    public static MemoryDavServer start(String user, String password) throws IOException {
        MemoryDavServer started = new MemoryDavServer(user, password);
        started.calendar("Home");
        started.addressBook("People");
        return started;
    }

    /** The root. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Adds a calendar; returns its path. */
    public String calendar(String name) {
        return store.add(CALENDARS + user + "/", name, true);
    }

    /** Adds an address book; returns its path. */
    public String addressBook(String name) {
        return store.add(CONTACTS + user + "/", name, false);
    }

    /** Takes away every calendar and address book. */
    public void clear() {
        store.clear();
    }

    /** From now on another password is right. */
    public void password(String changed) {
        password = changed;
    }

    /** Puts a text, as the account's owner does elsewhere. */
    public void put(String path, String text) {
        store.put(path, text);
    }

    /** The texts in a collection. */
    public List<String> texts(String collection) {
        return store.folder(collection).map(folder -> List.copyOf(folder.texts().values())).orElse(List.of());
    }

    /** What came in so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(new Request(exchange.getRequestMethod(), path, authorization != null));
            if (path.startsWith("/.well-known/")) {
                exchange.getResponseHeaders().set("Location", "/");
                exchange.sendResponseHeaders(301, -1);
            } else if (!isRight(authorization)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"memory\"");
                exchange.sendResponseHeaders(401, -1);
            } else {
                serve(exchange, path, new String(body, StandardCharsets.UTF_8));
            }
        }
    }

    private boolean isRight(String authorization) {
        String pair = user + ":" + password;
        return ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))).equals(authorization);
    }

    private void serve(HttpExchange exchange, String path, String body) throws IOException {
        exchange.getResponseHeaders().set("DAV", "1, 3, calendar-access, addressbook");
        boolean deep = "1".equals(exchange.getRequestHeaders().getFirst("Depth"));
        switch (exchange.getRequestMethod()) {
            case "PROPFIND" -> found(exchange, path, deep);
            case "REPORT" -> multistatus(exchange, report(body));
            case "GET" -> get(exchange, path);
            case "PUT" -> end(exchange, store.put(path, body, conditions(exchange)), path);
            case "DELETE" -> end(exchange, store.delete(path, conditions(exchange)), path);
            case "OPTIONS" -> exchange.sendResponseHeaders(200, -1);
            default -> exchange.sendResponseHeaders(405, -1);
        }
    }

    private static Map<String, String> conditions(HttpExchange exchange) {
        return List.of("If-Match", "If-None-Match").stream()
                .filter(exchange.getRequestHeaders()::containsKey)
                .collect(Collectors.toMap(name -> name, exchange.getRequestHeaders()::getFirst));
    }

    private void end(HttpExchange exchange, int status, String path) throws IOException {
        store.tag(path).ifPresent(tag -> exchange.getResponseHeaders().set("ETag", tag));
        exchange.sendResponseHeaders(status, -1);
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        Optional<String> text = store.text(path);
        if (text.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
        store.tag(path).ifPresent(tag -> exchange.getResponseHeaders().set("ETag", tag));
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void found(HttpExchange exchange, String path, boolean deep) throws IOException {
        StringBuilder answers = new StringBuilder();
        Optional<Folder> folder = store.folder(path);
        if (folder.isPresent()) {
            answers.append(DavText.folder(folder.get()));
            if (deep) {
                folder.get().texts().keySet().forEach(item -> answers.append(DavText.item(item, store.tag(item).orElse(""), "")));
            }
        } else if (path.equals(CALENDARS + user + "/") || path.equals(CONTACTS + user + "/")) {
            answers.append(DavText.home(path, user));
            if (deep) {
                store.below(path).forEach(each -> answers.append(DavText.folder(each)));
            }
        } else if (path.equals("/") || path.equals("/principals/" + user + "/")) {
            answers.append(DavText.home(path, user));
        } else {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        multistatus(exchange, answers.toString());
    }

    private String report(String body) {
        StringBuilder answers = new StringBuilder();
        Matcher hrefs = HREF.matcher(body);
        while (hrefs.find()) {
            String path = DavText.unescaped(hrefs.group(1));
            answers.append(store.text(path)
                    .map(text -> DavText.item(path, store.tag(path).orElse(""), text))
                    .orElseGet(() -> DavText.gone(path)));
        }
        return answers.toString();
    }

    private static void multistatus(HttpExchange exchange, String answers) throws IOException {
        byte[] bytes = DavText.multistatus(answers).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml; charset=utf-8");
        exchange.sendResponseHeaders(207, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
