// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import static io.passerelle.testkit.store.Codes.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.passerelle.api.Events.Event;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.EventStore;
import io.passerelle.testkit.store.Samples;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The event log")
class EventLogTest {
    private final Store store = new Store();
    private final MutableClock clock = MutableClock.at("2026-11-22T10:00:00Z");
    private final FakeTimer timer = new FakeTimer();
    private final EventLog log = new EventLog(store, clock, timer);
    private final UserId alice = Samples.user();

    @Test
    @DisplayName("gives a user what was published after the last event they saw")
    void eventsAfter() {
        log.publish(alice, "first", "{}");
        long seen = log.latest();
        log.publish(alice, "second", "{\"n\":1}");
        log.publish(alice.organisation(), "third", "{}");
        assertThat(log.after(alice, seen, 10))
                .containsExactly(
                        new Event(2, Optional.of(alice), "second", "{\"n\":1}"),
                        new Event(3, Optional.empty(), "third", "{}"));
    }

    @Test
    @DisplayName("from now on: nothing yet")
    void fromNowOn() {
        log.publish(alice, "first", "{}");
        assertThat(log.after(alice, -1, 10)).isEmpty();
    }

    @Test
    @DisplayName("answers between 1 and 1000 events")
    void limits() {
        for (int limit : new int[] {0, -1, 1001}) {
            assertFails(ErrorCode.INVALID_INPUT, () -> log.after(alice, 0, limit));
        }
    }

    @Test
    @DisplayName("wakes every subscriber at once, until it closes")
    void wakesSubscribers() throws Exception {
        AtomicInteger one = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        AutoCloseable subscription = log.subscribe(one::incrementAndGet);
        log.subscribe(other::incrementAndGet);
        log.publish(alice, "first", "{}");
        subscription.close();
        log.publish(alice, "second", "{}");
        assertThat(one).hasValue(1);
        assertThat(other).hasValue(2);
    }

    @Test
    @DisplayName("one subscriber that fails keeps no other from being woken")
    void failingSubscriber() {
        AtomicInteger woken = new AtomicInteger();
        log.subscribe(() -> {
            throw new IllegalStateException("broken");
        });
        log.subscribe(woken::incrementAndGet);
        log.publish(alice, "first", "{}");
        assertThat(woken).hasValue(1);
    }

    @Test
    @DisplayName("wakes subscribers within two seconds of what another node published")
    void otherNodes() {
        AtomicInteger woken = new AtomicInteger();
        log.subscribe(woken::incrementAndGet);
        store.append(alice.organisation(), Optional.of(alice), "elsewhere", "{}", clock.instant());
        timer.pass(Duration.ofSeconds(2));
        assertThat(woken).hasValue(1);
        timer.pass(Duration.ofSeconds(10));
        assertThat(woken).hasValue(1);
    }

    @Test
    @DisplayName("does not ask the store while no page is open")
    void asksNothingWithoutPages() {
        store.asked = 0;
        timer.pass(Duration.ofMinutes(5));
        assertThat(store.asked).isZero();
    }

    @Test
    @DisplayName("goes on after the store was unavailable")
    void goesOn() {
        AtomicInteger woken = new AtomicInteger();
        log.subscribe(woken::incrementAndGet);
        store.broken = true;
        timer.pass(Duration.ofHours(3));
        store.broken = false;
        store.append(alice.organisation(), Optional.of(alice), "elsewhere", "{}", clock.instant());
        timer.pass(Duration.ofSeconds(2));
        assertThat(woken).hasValue(1);
    }

    @Test
    @DisplayName("forgets events after a day")
    void forgets() {
        log.publish(alice, "old", "{}");
        clock.advance(EventLog.KEPT.plusSeconds(1));
        log.publish(alice, "new", "{}");
        timer.pass(Duration.ofHours(1));
        assertThat(log.after(alice, 0, 10)).extracting(Event::kind).containsExactly("new");
    }

    /** Events in memory. */
    private static final class Store implements EventStore {
        private final List<StoredEvent> events = new ArrayList<>();
        private long last;
        private int asked;
        private boolean broken;

        @Override
        public long append(OrganisationId organisation, Optional<UserId> user, String kind, String data, Instant at) {
            events.add(new StoredEvent(++last, organisation, user, kind, data, at));
            return last;
        }

        @Override
        public List<StoredEvent> after(UserId user, long id, int limit) {
            return events.stream()
                    .filter(event -> event.id() > id
                            && event.organisation().equals(user.organisation())
                            && event.user().map(user::equals).orElse(true))
                    .limit(limit)
                    .toList();
        }

        @Override
        public long latest() {
            asked++;
            if (broken) {
                throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE);
            }
            return last;
        }

        @Override
        public int prune(Instant before) {
            if (broken) {
                throw PasserelleException.of(ErrorCode.STORE_UNAVAILABLE);
            }
            events.removeIf(event -> event.at().isBefore(before));
            return 0;
        }
    }
}
