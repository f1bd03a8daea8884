// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.store;

import static io.passerelle.testkit.store.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.model.UserId;
import io.passerelle.store.spi.EventStore;
import io.passerelle.store.spi.EventStore.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link EventStore} must do. */
public interface EventStoreContract {
    /** The store under test. */
    EventStore events();

    /** Appends an event for a user. */
    private long append(UserId user, String kind) {
        return events().append(user.organisation(), Optional.of(user), kind, "{\"n\":1}", NOW);
    }

    private List<String> kinds(UserId user, long after) {
        return events().after(user, after, 1000).stream().map(StoredEvent::kind).toList();
    }

    @Test
    @DisplayName("an event is read as it was stored")
    default void eventIsReadAsStored() {
        UserId alice = Samples.user();
        long before = events().latest();
        long id = append(alice, "integration-changed");
        assertThat(events().after(alice, before, 10))
                .containsExactly(new StoredEvent(
                        id, alice.organisation(), Optional.of(alice), "integration-changed", "{\"n\":1}", NOW));
    }

    @Test
    @DisplayName("events come in order, after the last one seen, some at a time")
    default void eventsComeInOrder() {
        UserId alice = Samples.user();
        long first = append(alice, "first");
        append(alice, "second");
        append(alice, "third");
        assertThat(kinds(alice, first)).containsExactly("second", "third");
        assertThat(events().after(alice, first - 1, 2)).extracting(StoredEvent::kind).containsExactly("first", "second");
    }

    @Test
    @DisplayName("an event for everybody reaches everybody of the organisation only")
    default void eventForEverybodyStaysInTheOrganisation() {
        UserId alice = Samples.user();
        long before = events().latest();
        events().append(alice.organisation(), Optional.empty(), "providers-changed", "{}", NOW);
        assertThat(kinds(UserId.of(alice.organisation(), "bob"), before)).containsExactly("providers-changed");
        assertThat(kinds(UserId.of(Samples.organisation(), "alice"), before)).isEmpty();
    }

    @Test
    @DisplayName("an event for a user reaches neither others nor a namesake elsewhere")
    default void eventForAUserReachesNobodyElse() {
        UserId alice = Samples.user();
        long before = events().latest();
        append(alice, "integration-changed");
        assertThat(kinds(UserId.of(alice.organisation(), "bob"), before)).isEmpty();
        assertThat(kinds(UserId.of(Samples.organisation(), "alice"), before)).isEmpty();
    }

    @Test
    @DisplayName("the latest id is the one after which nothing comes")
    default void latestIsTheEnd() {
        UserId alice = Samples.user();
        long id = append(alice, "last");
        assertThat(events().latest()).isGreaterThanOrEqualTo(id);
        assertThat(kinds(alice, events().latest())).isEmpty();
    }

    @Test
    @DisplayName("whoever reads on while several write misses nothing")
    default void readerMissesNothing() throws Exception {
        UserId alice = Samples.user();
        long start = events().latest();
        List<Callable<List<Long>>> works = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            works.add(() -> {
                List<Long> ids = new ArrayList<>();
                for (int n = 0; n < 25; n++) {
                    ids.add(append(alice, "event"));
                }
                return ids;
            });
        }
        works.add(() -> readUntil(alice, start, 100));
        List<List<Long>> results =
                Together.run(works).stream().map(outcome -> outcome.value().orElseThrow()).toList();
        List<Long> written = results.subList(0, 4).stream().flatMap(List::stream).sorted().toList();
        assertThat(results.get(4)).isEqualTo(written);
    }

    /** Reads as a page does: each time only what is after the last one seen. */
    private List<Long> readUntil(UserId user, long start, int count) {
        List<Long> seen = new ArrayList<>();
        long last = start;
        Instant end = Instant.now().plusSeconds(30);
        while (seen.size() < count && Instant.now().isBefore(end)) {
            for (StoredEvent event : events().after(user, last, 7)) {
                seen.add(event.id());
                last = event.id();
            }
        }
        return seen;
    }

    @Test
    @DisplayName("old events are pruned")
    default void oldEventsArePruned() {
        UserId alice = Samples.user();
        long before = events().latest();
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        events().append(alice.organisation(), Optional.of(alice), "old", "{}", longAgo);
        append(alice, "new");
        assertThat(events().prune(longAgo.plusNanos(1000))).isGreaterThanOrEqualTo(1);
        assertThat(kinds(alice, before)).containsExactly("new");
    }
}
