// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import io.passerelle.itests.hosts.People;
import io.passerelle.itests.hosts.RealHosts;
import io.passerelle.itests.hosts.Sogo;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the rows that are asked for and writes the table; fails when a budget is exceeded. */
public final class Peers {
    private static final int MOST_MEGABYTES = 100;

    private Peers() {}

    /** Measures and writes. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Path top = Path.of(System.getProperty("passerelle.top"));
        Path folder = Files.createTempDirectory(Files.createDirectories(top.resolve("itests/peers/target")), "peers");
        Path archive = top.resolve("distribution/passerelle/target/passerelle-1.0.0-SNAPSHOT.tar.gz");
        Sogo sogo = RealHosts.sogo();
        Path said = Path.of(System.getProperty("passerelle.hosts.folder"), "sogo/server");
        RequestLog log = new RequestLog(List.of(said.resolve("sogod.log"), said.resolve("sogod-door.log")));
        List<Row> rows = new ArrayList<>();
        double growth;
        try (Passerelle passerelle = Passerelle.start(sogo, archive, folder)) {
            SideBySide sideBySide = new SideBySide(List.of(new Floor(), new Vdirsyncer(), passerelle), log, folder);
            for (String row : System.getProperty("passerelle.peers.rows").trim().split("\\s+")) {
                String[] parts = row.split(":");
                Kind kind = Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
                List<Row> measured = sideBySide.measure(
                        kind, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), () -> side(sogo, kind));
                measured.forEach(out::println);
                rows.addAll(measured);
            }
            growth = sideBySide.memoryGrowth();
        }
        String report = report(rows, growth);
        out.println(report);
        Files.writeString(top.resolve("docs/benchmarks-peers.md"), report);
        if (growth > MOST_MEGABYTES || rows.stream().anyMatch(row -> !row.broken().isEmpty())) {
            throw new IllegalStateException("a budget was exceeded, see above");
        }
    }

    private static Side side(Sogo sogo, Kind kind) {
        People.Person person = sogo.people().newcomer();
        String folder = kind == Kind.CALENDAR ? "Calendar" : "Contacts";
        return new Side(
                sogo.web().resolve("dav/" + person.name() + "/" + folder + "/sync/"), person.name(), person.password());
    }

    private static String report(List<Row> rows, double growth) {
        StringBuilder text = new StringBuilder();
        text.append("# Side by side\n\nTwo collections of two people on one real SOGo 5.8, kept in sync by three programs in turn: vdirsyncer; the *floor*, which does")
                .append(" the least that can be done and keeps no promise; and Passerelle, as the server that an administrator installs, with SOGo as its host.")
                .append(" Written by `mvn -B -DskipTests -Preal-hosts,peers verify` on ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append("; ")
                .append(Runtime.getRuntime().availableProcessors())
                .append(" processors, shared with SOGo and its database. Medians; requests counted by SOGo.\n\n")
                .append(Row.HEAD);
        rows.forEach(row -> text.append(row).append('\n'));
        text.append(String.format(
                Locale.ROOT, "\nGrowth of Passerelle's live heap over the syncs of a round, at most: %.0f MB (≤ %d).\n", growth, MOST_MEGABYTES));
        return text.toString();
    }
}
