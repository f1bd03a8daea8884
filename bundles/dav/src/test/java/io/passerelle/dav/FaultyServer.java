// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of one person's calendar, in memory, that behaves as badly as it is told to. Thread-safe. */
final class FaultyServer implements AutoCloseable {
    /** What it does wrong. */
    enum Fault {
        /** A token it does not know: 403 with valid-sync-token. */
        TOKEN_403,
        /** A token it does not know: a 207 that refuses within. */
        TOKEN_207,
        /** A token it does not know: 500. */
        TOKEN_500,
        /** A token it does not know: everything there is, as if it were the changes. */
        TOKEN_FULL_LIST,
        /** No sync-collection. */
        NO_SYNC,
        /** Neither sync-collection nor CTag. */
        NO_TAG,
        /** If-None-Match and If-Match mean nothing. */
        IGNORES_CONDITIONS,
        /** Stores something else than what it was sent, and tells no ETag. */
        SERIALISES_ANEW,
        /** Takes a UID once only. */
        UNIQUE_UIDS,
        /** Lists in pages of ten. */
        PAGES,
        /** Spells addresses in its own way. */
        ENCODES_ALL,
        /** No multiget. */
        NO_MULTIGET,
        /** The answer to the next write is lost. */
        LOSES_ANSWER,
        /** Lists things of other people. */
        FOREIGN_HREFS,
        /** Grants reading only. */
        READ_ONLY
    }

    /** What somebody asked. */
    record Asked(String method, String path, String body) {}

    private record Entry(String text, int version, long changed) {}

    private static final Pattern UID = Pattern.compile("(?m)^UID:(.*?)\\r?$");
    private static final Pattern HREF = Pattern.compile("<href>(.*?)</href>");
    private static final Pattern TOKEN = Pattern.compile("<sync-token>(.*?)</sync-token>");
    static final String HOME = "/dav/ann/calendar/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Fault> faults;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, Long> deleted = new TreeMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private long clock = 1;
    private long oldest = 1;

    FaultyServer(Set<Fault> faults) {
        this.faults = faults.isEmpty() ? EnumSet.noneOf(Fault.class) : EnumSet.copyOf(faults);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    synchronized void expireTokens() {
        clock++;
        oldest = clock;
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    synchronized void put(String name, String text) {
        clock++;
        entries.put(name, new Entry(text, version(name), clock));
    }

    synchronized String text(String name) {
        return entries.get(name).text();
    }

    private int version(String name) {
        return entries.containsKey(name) ? entries.get(name).version() + 1 : 1;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            synchronized (this) {
                asked.add(new Asked(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body));
                switch (exchange.getRequestMethod()) {
                    case "PROPFIND" -> propfind(exchange, body);
                    case "REPORT" -> report(exchange, body);
                    case "PUT" -> write(exchange, body);
                    case "DELETE" -> delete(exchange);
                    case "GET" -> get(exchange);
                    default -> answer(exchange, 200, "");
                }
            }
        }
    }

    private boolean has(Fault fault) {
        return faults.contains(fault);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void multistatus(HttpExchange exchange, String content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        answer(
                exchange,
                207,
                "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\" xmlns:s=\"http://calendarserver.org/ns/\">"
                        + content + "</d:multistatus>");
    }

    private static String response(String href, String properties) {
        return "<d:response><d:href>" + href + "</d:href><d:propstat><d:prop>" + properties
                + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
    }

    private String href(String name) {
        String spelled = has(Fault.ENCODES_ALL) ? name.replace(".", "%2e").replace("a", "%61") : name;
        return (has(Fault.ENCODES_ALL) ? root().toString().replaceAll("/$", "") : "") + HOME + spelled;
    }

    private void propfind(HttpExchange exchange, String body) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(HOME)) {
            principal(exchange);
            return;
        }
        StringBuilder content = new StringBuilder();
        String reports = has(Fault.NO_SYNC) || has(Fault.NO_TAG) ? "<c:calendar-multiget/>" : "<d:sync-collection/>";
        String privilege = has(Fault.READ_ONLY) ? "read" : "write";
        String tag = has(Fault.NO_TAG) ? "" : "<s:getctag>" + clock + "</s:getctag>";
        content.append(response(
                HOME,
                "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>Ann</d:displayname>"
                        + "<d:current-user-privilege-set><d:privilege><d:" + privilege + "/></d:privilege></d:current-user-privilege-set>"
                        + "<d:supported-report-set>" + reports + "</d:supported-report-set>" + tag));
        if ("1".equals(exchange.getRequestHeaders().getFirst("Depth"))) {
            entries.forEach((name, entry) -> content.append(listed(name, entry)));
        }
        multistatus(exchange, content.toString());
    }

    private void principal(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        multistatus(
                exchange,
                response(
                        path,
                        "<d:current-user-principal><d:href>/dav/ann/</d:href></d:current-user-principal>"
                                + "<c:calendar-home-set><d:href>/dav/ann/</d:href></c:calendar-home-set>"));
    }

    private String listed(String name, Entry entry) {
        return response(href(name), "<d:getetag>\"" + entry.version() + "-" + name.hashCode() + "\"</d:getetag>");
    }

    private void report(HttpExchange exchange, String body) throws IOException {
        if (body.contains("sync-collection")) {
            sync(exchange, body);
        } else if (body.contains("calendar-multiget")) {
            multiget(exchange, body);
        } else {
            query(exchange, body);
        }
    }

    private void query(HttpExchange exchange, String body) throws IOException {
        StringBuilder content = new StringBuilder();
        entries.forEach((name, entry) -> {
            if (body.contains(">" + uid(entry.text()) + "<")) {
                content.append(listed(name, entry));
            }
        });
        multistatus(exchange, content.toString());
    }

    private void multiget(HttpExchange exchange, String body) throws IOException {
        if (has(Fault.NO_MULTIGET)) {
            answer(exchange, 501, "");
            return;
        }
        StringBuilder content = new StringBuilder();
        Matcher hrefs = HREF.matcher(body);
        while (hrefs.find()) {
            String name = hrefs.group(1).substring(HOME.length());
            Entry entry = entries.get(name);
            content.append(
                    entry == null
                            ? "<d:response><d:href>" + href(name) + "</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
                            : listed(name, entry)
                                    .replace("</d:prop>", "<c:calendar-data>" + escaped(entry.text()) + "</c:calendar-data></d:prop>"));
        }
        multistatus(exchange, content.toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;");
    }

    private void sync(HttpExchange exchange, String body) throws IOException {
        Matcher token = TOKEN.matcher(body);
        String since = token.find() ? token.group(1) : "";
        String[] parts = since.replace("t:", "").split("/");
        long from = since.isEmpty() ? 0 : Long.parseLong(parts[0]);
        int skip = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
        if (has(Fault.NO_SYNC)) {
            answer(exchange, 501, "");
            return;
        }
        if (!since.isEmpty() && from < oldest && skip == 0) {
            if (unknown(exchange)) {
                return;
            }
            from = 0;
        }
        changes(exchange, from, skip, from == 0);
    }

    /** Whether that was the answer. */
    private boolean unknown(HttpExchange exchange) throws IOException {
        if (has(Fault.TOKEN_FULL_LIST)) {
            return false;
        }
        if (has(Fault.TOKEN_207)) {
            multistatus(
                    exchange,
                    "<d:response><d:href>" + HOME + "</d:href><d:status>HTTP/1.1 403 Forbidden</d:status><d:error><d:valid-sync-token/></d:error></d:response>");
        } else {
            answer(exchange, has(Fault.TOKEN_500) ? 500 : 403, "<d:error xmlns:d=\"DAV:\"><d:valid-sync-token/></d:error>");
        }
        return true;
    }

    private void changes(HttpExchange exchange, long from, int skip, boolean full) throws IOException {
        List<String> all = new ArrayList<>();
        entries.forEach((name, entry) -> {
            if (entry.changed() > from) {
                all.add(listed(name, entry));
            }
        });
        if (!full) {
            deleted.forEach((name, at) -> {
                if (at > from && !entries.containsKey(name)) {
                    all.add("<d:response><d:href>" + href(name) + "</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>");
                }
            });
        }
        StringBuilder content = new StringBuilder();
        int to = has(Fault.PAGES) ? Math.min(all.size(), skip + 10) : all.size();
        all.subList(Math.min(skip, to), to).forEach(content::append);
        if (has(Fault.FOREIGN_HREFS)) {
            content.append(response("/dav/bob/calendar/secret.ics", "<d:getetag>\"1\"</d:getetag>"));
            content.append(response(HOME + "..%2F..%2Fbob/secret.ics", "<d:getetag>\"1\"</d:getetag>"));
            content.append(response("http://elsewhere.example" + HOME + "secret.ics", "<d:getetag>\"1\"</d:getetag>"));
        }
        boolean more = to < all.size();
        if (more) {
            content.append("<d:response><d:href>").append(HOME).append("</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>");
        }
        content.append("<d:sync-token>t:").append(more ? from + "/" + to : clock + "").append("</d:sync-token>");
        multistatus(exchange, content.toString());
    }

    private static String name(HttpExchange exchange) {
        return exchange.getRequestURI().getPath().substring(HOME.length());
    }

    private static String uid(String text) {
        Matcher uid = UID.matcher(text);
        return uid.find() ? uid.group(1) : "";
    }

    private boolean refused(HttpExchange exchange, String name) {
        if (has(Fault.IGNORES_CONDITIONS)) {
            return false;
        }
        Entry there = entries.get(name);
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        String tag = there == null ? "" : "\"" + there.version() + "-" + name.hashCode() + "\"";
        return there != null && "*".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                || match != null && !match.equals(tag);
    }

    private void write(HttpExchange exchange, String body) throws IOException {
        String name = name(exchange);
        if (refused(exchange, name)) {
            answer(exchange, 412, "");
            return;
        }
        Optional<String> other = entries.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(name) && uid(entry.getValue().text()).equals(uid(body)))
                .map(Map.Entry::getKey)
                .findFirst();
        if (has(Fault.UNIQUE_UIDS) && other.isPresent()) {
            answer(exchange, 409, "");
            return;
        }
        put(name, has(Fault.SERIALISES_ANEW) ? body.replaceAll("(?m)^DTSTAMP.*\\r\\n", "").replace("PRODID:", "PRODID:-//Anew//") : body);
        if (faults.remove(Fault.LOSES_ANSWER)) {
            return;
        }
        if (!has(Fault.SERIALISES_ANEW)) {
            exchange.getResponseHeaders().set("ETag", "\"" + entries.get(name).version() + "-" + name.hashCode() + "\"");
        }
        answer(exchange, 201, "");
    }

    private void delete(HttpExchange exchange) throws IOException {
        String name = name(exchange);
        if (!entries.containsKey(name)) {
            answer(exchange, 404, "");
        } else if (refused(exchange, name)) {
            answer(exchange, 412, "");
        } else {
            entries.remove(name);
            deleted.put(name, ++clock);
            answer(exchange, 204, "");
        }
    }

    private void get(HttpExchange exchange) throws IOException {
        Entry entry = entries.get(name(exchange));
        if (entry == null) {
            answer(exchange, 404, "");
            return;
        }
        exchange.getResponseHeaders().set("ETag", "\"" + entry.version() + "-" + name(exchange).hashCode() + "\"");
        answer(exchange, 200, entry.text());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
