// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.itests.hosts.FaultyDoor;
import io.passerelle.itests.hosts.People.Person;
import io.passerelle.itests.hosts.RealHosts;
import io.passerelle.itests.hosts.Sogo;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.ItemUid;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Between us and SOGo requests and answers get lost, are cut, come late or as 502. What was to be written is written in the end,
 * once, as somebody sees who asks SOGo directly and knows nothing of us.
 */
class SogoFaultsIT {
    private static final int EVENTS = 40;
    private static final int ATTEMPTS = 60;

    private final Sogo sogo = RealHosts.sogo();
    private final Person person = sogo.people().newcomer();
    private final UserId user = UserId.of(OrganisationId.DEFAULT, person.name());

    private static CalendarEvent event(int number, String title) {
        LocalDate day = LocalDate.of(2027, 1, 1).plusDays(number);
        return CalendarEvent.single(
                ItemUid.of("faults-" + number),
                new EventTime.AllDay(day, day.plusDays(1)),
                EventDetails.builder().title(title + " " + number).build());
    }

    private static String key(int number) {
        return "%032x".formatted(number + 1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("A25 A28 A29 nothing is lost and nothing is there twice")
    void inTheEnd(long seed) throws Exception {
        try (FaultyDoor door = FaultyDoor.before(sogo.door(), seed, 4)) {
            DavHost host = new DavHost(Configured.header(door.address().resolve("dav/").toString(), "/SOGo/dav/{user}/"));
            CollectionId calendar = host.create(user, CollectionKind.CALENDAR, "Faults " + seed).id();
            door.faulty(true);

            Map<Integer, ItemRef> made = new LinkedHashMap<>();
            untilDone(host, calendar, numbers(0, EVENTS), open -> number -> new Write.Create(key(number), event(number, "New")), made);
            untilDone(host, calendar, numbers(0, EVENTS / 2), open -> number -> update(open, made.get(number), event(number, "Changed")), made);
            untilDone(host, calendar, numbers(EVENTS - 10, EVENTS), open -> number -> delete(open, made.get(number)), made);

            assertThat(door.faults().keySet()).containsAll(EnumSet.allOf(FaultyDoor.Fault.class));
            Map<String, String> expected = new TreeMap<>();
            for (int number = 0; number < EVENTS - 10; number++) {
                expected.put("faults-" + number, (number < EVENTS / 2 ? "Changed " : "New ") + number);
            }
            assertThat(titlesBySomebodyElse(calendar)).isEqualTo(expected);
        }
    }

    private static List<Integer> numbers(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = from; number < to; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    /** What a run does and the next one repeats: writes what is open, and takes what is done off the list. */
    private void untilDone(
            DavHost host,
            CollectionId calendar,
            List<Integer> open,
            Function<ItemCollection, Function<Integer, Write>> write,
            Map<Integer, ItemRef> made) {
        for (int attempt = 0; attempt < ATTEMPTS && !open.isEmpty(); attempt++) {
            try (ItemCollection collection = host.open(user, calendar)) {
                List<Integer> batch = List.copyOf(open);
                List<Write> writes = batch.stream().map(write.apply(collection)).toList();
                List<WriteResult> results = collection.write(writes);
                for (int i = 0; i < batch.size(); i++) {
                    if (results.get(i) instanceof WriteResult.Done done) {
                        made.put(batch.get(i), done.ref());
                        open.remove(batch.get(i));
                    } else if (results.get(i) instanceof WriteResult.Deleted) {
                        open.remove(batch.get(i));
                    }
                }
            } catch (PasserelleException failed) {
                // The run has ended; the next one goes on.
            }
        }
        assertThat(open).as("not done after " + ATTEMPTS + " runs").isEmpty();
    }

    private static Write update(ItemCollection collection, ItemRef ref, CalendarEvent event) {
        return new Write.Update(ref, found(collection, ref).revision(), event, Set.of(FieldPath.of("title")));
    }

    private static Write delete(ItemCollection collection, ItemRef ref) {
        Fetched fetched = collection.fetch(List.of(ref)).get(0);
        return new Write.Delete(ref, fetched instanceof Fetched.Found found ? found.revision() : Revision.of("gone"));
    }

    private static Fetched.Found found(ItemCollection collection, ItemRef ref) {
        return (Fetched.Found) collection.fetch(List.of(ref)).get(0);
    }

    /** Titles by UID; a UID that is there twice shows as both. */
    private Map<String, String> titlesBySomebodyElse(CollectionId calendar) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        URI folder = sogo.door().resolve(calendar.value());
        String list = client.send(
                        HttpRequest.newBuilder(folder)
                                .header(Sogo.DOOR_HEADER, person.name())
                                .header("Depth", "1")
                                .method("PROPFIND", BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Map<String, String> titles = new TreeMap<>();
        // SOGo names an address twice for each resource, once as a property
        Set<String> addresses = new LinkedHashSet<>();
        Matcher href = Pattern.compile("href[^>]*>([^<]+\\.ics)<").matcher(list);
        while (href.find()) {
            addresses.add(href.group(1));
        }
        for (String address : addresses) {
            String text = client.send(
                            HttpRequest.newBuilder(folder.resolve(address)).header(Sogo.DOOR_HEADER, person.name()).build(),
                            BodyHandlers.ofString())
                    .body();
            titles.merge(line(text, "UID"), line(text, "SUMMARY"), (one, other) -> one + " and " + other);
        }
        return titles;
    }

    private static String line(String text, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":(.*?)\\r?$").matcher(text);
        return line.find() ? line.group(1) : "";
    }
}
