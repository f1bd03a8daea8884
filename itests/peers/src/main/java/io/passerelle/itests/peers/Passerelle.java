// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import com.fasterxml.jackson.databind.JsonNode;
import io.passerelle.itests.hosts.Sogo;
import io.passerelle.launcher.Server;
import io.passerelle.launcher.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The production server with SOGo as its host: a person, signed in by their SOGo session, has connected another person's account of the
 * same SOGo as a CalDAV account. It is warm, as a server is; what it is asked goes through its REST interface.
 */
final class Passerelle implements Peer {
    private static final Duration BOOT = Duration.ofMinutes(3);

    /** People may ask for a sync every ten seconds. */
    private static final Duration BETWEEN_SYNCS = Duration.ofMillis(10_500);

    private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

    private final Sogo sogo;
    private final Server server;
    private Person person;
    private String integration = "";
    private String pair = "";
    private boolean confirmed;
    private long asked = System.nanoTime();

    private Passerelle(Sogo sogo, Server server) {
        this.sogo = sogo;
        this.server = server;
    }

    /** Unpacks, configures and starts the server. */
    static Passerelle start(Sogo sogo, Path archive, Path folder) throws Exception {
        Path home = Files.createDirectories(folder.resolve("server"));
        int status = new ProcessBuilder("tar", "-xzf", archive.toString(), "-C", home.toString(), "--strip-components=1")
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("cannot unpack " + archive);
        }
        configure(sogo, home, folder);
        ServerSettings settings = new ServerSettings(
                home,
                folder.resolve("data"),
                "127.0.0.1",
                sogo.passerellePort(),
                List.of(
                        "-Dpasserelle.passphrase.file=" + folder.resolve("passphrase"),
                        "-Dpasserelle.url=" + withoutSlash(sogo.web())));
        Server server = Server.start(settings);
        server.awaitReady(BOOT);
        return new Passerelle(sogo, server);
    }

    private static void configure(Sogo sogo, Path home, Path folder) throws IOException {
        Files.writeString(folder.resolve("passphrase"), "a passphrase of this benchmark only\n");
        Path features = home.resolve("etc/org.apache.karaf.features.cfg");
        Files.writeString(features, Files.readString(features).replace("passerelle-host-local", "passerelle-host-dav"));
        Files.writeString(
                home.resolve("etc/io.passerelle.host.dav.cfg"),
                "url = " + sogo.door() + "dav/\nhome = /SOGo/dav/{user}/\nacting = TRUSTED_HEADER\n");
        Files.writeString(home.resolve("etc/io.passerelle.host.dav.sogo.cfg"), "url = " + sogo.web() + "\n");
        Files.writeString(
                home.resolve("etc/io.passerelle.provider.caldav.cfg"),
                "allowed = http://127.0.0.1:" + sogo.web().getPort() + "\n");
    }

    private static String withoutSlash(URI address) {
        return address.toString().replaceFirst("/$", "");
    }

    @Override
    public String name() {
        return "Passerelle";
    }

    @Override
    public void setUp(Side a, Side b, Kind kind, Path folder) throws Exception {
        String reads = kind == Kind.CALENDAR ? "CALENDAR" : "CONTACTS";
        person = Person.signIn(sogo.web(), a);
        person.post(
                "user/integrations/caldav/connect",
                Map.of(
                        "capabilities", List.of(reads + "_READ", reads + "_WRITE"),
                        "answers",
                        Map.of(
                                "server", sogo.web().resolve("dav/").toString(),
                                "user", b.user(),
                                "password", b.password())));
        JsonNode connected = person.get("user/integrations").at("/integrations/0");
        integration = connected.get("id").asText();
        JsonNode collections = person.get("user/integrations/" + integration + "/collections");
        JsonNode changed = person.put(
                "user/integrations/" + integration + "/settings",
                Map.of(
                        "version", connected.get("version").asLong(),
                        "intervalMinutes", 1440,
                        "pairs",
                        List.of(Map.of(
                                "kind", kind == Kind.CALENDAR ? "CALENDAR" : "ADDRESS_BOOK",
                                "hostCollection", at(collections.get("host"), a),
                                "providerCollection", at(collections.get("provider"), b),
                                "direction", "BOTH"))));
        pair = changed.at("/pairs/0/id").asText();
        confirmed = false;
        awaitRun("");
    }

    /** The collection at an address: ids of DAV collections are their paths. */
    private static String at(JsonNode collections, Side side) {
        for (JsonNode collection : collections) {
            if (collection.get("id").asText().endsWith(side.address().getPath())) {
                return collection.get("id").asText();
            }
        }
        throw new IllegalStateException("There is no " + side.address() + " among " + collections);
    }

    @Override
    public void awaitTurn() throws InterruptedException {
        java.util.concurrent.TimeUnit.NANOSECONDS.sleep(BETWEEN_SYNCS.toNanos() - (System.nanoTime() - asked));
    }

    @Override
    public void sync() throws Exception {
        asked = System.nanoTime();
        String before = latest().path("id").asText();
        String path = "user/integrations/" + integration;
        if (confirmed) {
            person.post(path + "/sync", Map.of());
        } else {
            JsonNode preview = person.get(path + "/pairs/" + pair + "/preview");
            person.post(path + "/pairs/" + pair + "/confirm", Map.of("madeAt", preview.get("madeAt").asText()));
            confirmed = true;
        }
        JsonNode run = awaitRun(before);
        if (!run.get("outcome").asText().equals("SUCCEEDED")) {
            throw new IllegalStateException("Passerelle's run ended so: " + run);
        }
    }

    private JsonNode awaitRun(String before) throws Exception {
        while (true) {
            JsonNode run = latest();
            if (!run.path("id").asText().equals(before) && run.hasNonNull("finishedAt")) {
                return run;
            }
            java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private JsonNode latest() throws Exception {
        return person.get("user/integrations/" + integration).at("/pairs/0/latest");
    }

    @Override
    public double processorSeconds() throws IOException {
        return ProcessorTime.of(server.pid());
    }

    @Override
    public OptionalDouble megabytes() throws Exception {
        command("GC.run");
        Matcher used = HEAP_USED.matcher(command("GC.heap_info"));
        double kilobytes = 0;
        while (used.find()) {
            kilobytes += Double.parseDouble(used.group(1));
        }
        return OptionalDouble.of(kilobytes / 1024);
    }

    private String command(String name) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/jcmd").toString(), "" + server.pid(), name)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        // Metaspace is no heap.
        return said.replaceAll("(?m)^.*(Metaspace|class space).*$", "");
    }

    @Override
    public void close() {
        server.close();
    }
}
