// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Connector;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that mean no good: each is refused in words, in bounds, and reaches nothing. */
class HostileServerTest {
    private static final String HEAD = "<?xml version=\"1.0\"?>";

    private final CaldavSide side = new CaldavSide();
    private final List<HttpServer> servers = new ArrayList<>();
    private final AtomicInteger victimsVisitors = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "hostile");
        thread.setDaemon(true);
        return thread;
    });

    @TempDir
    Path folder;

    /** What a server does with a request. */
    @FunctionalInterface
    private interface Deed {
        void answer(HttpExchange exchange) throws IOException;
    }

    @AfterEach
    void close() {
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
        side.close();
    }

    private URI start(HttpServer server, String scheme, Deed deed) {
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                deed.answer(exchange);
            }
        });
        server.start();
        servers.add(server);
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private URI start(Deed deed) {
        try {
            return start(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http", deed);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Something on this machine that nobody may reach. */
    private URI victim() {
        return start(exchange -> {
            victimsVisitors.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static PasserelleException refused(URI server) {
        PasserelleException refused = catchThrowableOfType(
                PasserelleException.class,
                () -> CaldavSide.connect(
                        CaldavSide.allowing(CaldavSide.exception(server)), CaldavSide.answers(server.toString())));
        assertThat(refused.field()).contains("server");
        return refused;
    }

    @Test
    @DisplayName("An XML bomb is refused before it unfolds")
    void bomb() {
        StringBuilder bomb = new StringBuilder(HEAD + "<!DOCTYPE b [<!ENTITY a0 \"bombbombbomb\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a").append(i).append(" \"").append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        bomb.append("]><d:multistatus xmlns:d=\"DAV:\">&a29;</d:multistatus>");

        assertThat(refused(start(exchange -> send(exchange, 207, bomb.toString()))).code())
                .isEqualTo(ErrorCode.PROVIDER_ANSWER_UNREADABLE);
    }

    @Test
    @DisplayName("An external entity is not fetched, neither from the network nor from the disk")
    void externalEntity() throws IOException {
        URI victim = victim();
        Path secret = Files.writeString(folder.resolve("secret.txt"), "canary");
        for (String target : List.of(victim + "entity", secret.toUri().toString())) {
            String xml = HEAD + "<!DOCTYPE d [<!ENTITY x SYSTEM \"" + target + "\">]><d:multistatus xmlns:d=\"DAV:\"><d:response>"
                    + "<d:href>&x;</d:href></d:response></d:multistatus>";
            PasserelleException refused = refused(start(exchange -> send(exchange, 207, xml)));

            assertThat(refused.code()).isEqualTo(ErrorCode.PROVIDER_ANSWER_UNREADABLE);
            assertThat(refused.getMessage()).doesNotContain("canary");
        }
        assertThat(victimsVisitors).hasValue(0);
    }

    @Test
    @DisplayName("A body without end ends")
    void endlessBody() {
        byte[] blanks = " ".repeat(65_536).getBytes(StandardCharsets.UTF_8);
        URI server = start(exchange -> {
            exchange.sendResponseHeaders(207, 0);
            OutputStream out = exchange.getResponseBody();
            out.write((HEAD + "<d:multistatus xmlns:d=\"DAV:\">").getBytes(StandardCharsets.UTF_8));
            while (!Thread.currentThread().isInterrupted()) {
                out.write(blanks);
            }
        });

        assertThat(refused(server).code()).isIn(ErrorCode.SERVER_TOO_SLOW, ErrorCode.PROVIDER_ANSWER_UNREADABLE);
    }

    @Test
    @DisplayName("A redirect of the account to another place of this machine is not followed, with or without the password")
    void redirectWithPassword() {
        URI victim = victim();
        URI server = start(exchange -> {
            boolean probing = exchange.getRequestMethod().equals("GET");
            exchange.getResponseHeaders().set("Location", victim.toString());
            exchange.sendResponseHeaders(probing ? 401 : 302, -1);
        });

        assertThat(refused(server).code()).isIn(ErrorCode.FOREIGN_ADDRESS, ErrorCode.ADDRESS_REFUSED);
        assertThat(victimsVisitors).hasValue(0);
    }

    @Test
    @DisplayName("A redirect on the way to the account leads into no private network")
    void redirectOnTheWay() {
        URI victim = victim();
        for (String target : List.of(victim.toString(), victim.toString().replace("http:", "https:"), "https://169.254.169.254/latest/")) {
            URI server = start(exchange -> {
                exchange.getResponseHeaders().set("Location", target);
                exchange.sendResponseHeaders(301, -1);
            });

            assertThat(refused(server).code()).isIn(ErrorCode.ADDRESS_REFUSED, ErrorCode.ENCRYPTION_REQUIRED);
        }
        assertThat(victimsVisitors).hasValue(0);
    }

    @Test
    @DisplayName("Redirects in a circle end")
    void circle() {
        URI server = start(exchange -> {
            exchange.getResponseHeaders().set("Location", exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(301, -1);
        });

        assertThat(refused(server).code()).isEqualTo(ErrorCode.SERVER_NOT_FOUND);
    }

    @Test
    @DisplayName("A home at somebody else's server is refused, and the password stays here")
    void foreignHome() {
        URI victim = victim();
        String xml = HEAD + "<d:multistatus xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\"><d:response><d:href>/</d:href>"
                + "<d:propstat><d:prop><c:calendar-home-set><d:href>" + victim + "</d:href></c:calendar-home-set></d:prop>"
                + "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>";

        assertThat(refused(start(exchange -> send(exchange, 207, xml))).code()).isEqualTo(ErrorCode.FOREIGN_ADDRESS);
        assertThat(victimsVisitors).hasValue(0);
    }

    @Test
    @DisplayName("A certificate that nobody vouches for is said, and nothing is sent")
    void certificate() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        URI address = start(server, "https", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
        });

        assertThat(refused(address).code()).isEqualTo(ErrorCode.CERTIFICATE_REFUSED);
        assertThat(requests).hasValue(0);
    }

    private SSLContext selfSigned() throws Exception {
        Path file = folder.resolve("keys.p12");
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC", "-alias",
                        "server", "-dname", "CN=127.0.0.1", "-ext", "SAN=IP:127.0.0.1", "-storetype", "PKCS12", "-storepass", "changeit",
                        "-keystore", file.toString())
                .start()
                .waitFor();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Test
    @DisplayName("Markup in names and descriptions is text; an item without measure is left out, and takes nothing else with it")
    void itemsWithoutMeasure() {
        String calendar = side.server.calendar("<script>alert(1)</script>");
        side.server.put(calendar + "a.ics", event("a", "<img src=x onerror=alert(1)>"));
        side.server.put(calendar + "b.ics", event("b", "x".repeat(5_000_000)));
        String people = side.server.addressBook("Family");
        side.server.put(people + "a.vcf", contact("a", ""));
        side.server.put(people + "b.vcf", contact("b", "PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD".repeat(2_500_000) + "\r\n"));

        try (Connector connector = side.connector(side.connect(), CaldavSide.ALL)) {
            List<CollectionInfo> all = connector.collections();
            assertThat(all).extracting(CollectionInfo::name).contains("<script>alert(1)</script>", "Family");
            assertThat(all).extracting(CollectionInfo::kind).contains(CollectionKind.CALENDAR, CollectionKind.ADDRESS_BOOK);
            for (String name : List.of("<script>alert(1)</script>", "Family")) {
                CollectionInfo info = all.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
                try (ItemCollection collection = connector.open(info.id())) {
                    List<Fetched> fetched = collection.fetch(refs(collection));
                    assertThat(fetched).hasSize(2);
                    assertThat(fetched).filteredOn(Fetched.Found.class::isInstance).isNotEmpty();
                    assertThat(fetched).noneMatch(Fetched.Gone.class::isInstance);
                }
            }
        }
    }

    private static List<ItemRef> refs(ItemCollection collection) {
        List<ItemRef> refs = new ArrayList<>();
        try (ChangeFeed feed = collection.changesSince(Cursor.START)) {
            FeedStep step = feed.next();
            while (step instanceof FeedStep.Page page) {
                page.changes().forEach(change -> refs.add(change.ref()));
                assertThat(page.changes()).noneMatch(Change.Tombstone.class::isInstance);
                step = feed.next();
            }
        }
        return refs;
    }

    private static String event(String uid, String description) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:" + uid
                + "\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260301T100000Z\r\nDTEND:20260301T110000Z\r\nSUMMARY:" + uid
                + "\r\nDESCRIPTION:" + description + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private static String contact(String uid, String more) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + uid + "\r\nFN:" + uid + "\r\nN:" + uid + ";;;;\r\n" + more + "END:VCARD\r\n";
    }
}
