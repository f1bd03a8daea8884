// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import io.passerelle.api.Events;
import io.passerelle.api.Sessions;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.RequestHead;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open event streams. One thread reads the store for all of them: at once when something was published on this node,
 * every second for what other nodes published. A stream ends with the session it was opened in.
 */
final class EventStreams implements AutoCloseable {
    static final int MOST_STREAMS_PER_USER = 20;

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration SESSION_CHECK = Duration.ofSeconds(60);
    private static final int BATCH = 200;

    private final Events events;
    private final Sessions sessions;
    private final Clock clock;
    private final Map<Stream, Boolean> streams = new ConcurrentHashMap<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "passerelle-events");
        created.setDaemon(true);
        return created;
    });
    private final AutoCloseable subscription;

    EventStreams(Events events, Sessions sessions, Clock clock) {
        this.events = events;
        this.sessions = sessions;
        this.clock = clock;
        this.subscription = events.subscribe(this::wake);
        thread.scheduleWithFixedDelay(this::deliver, 1, 1, TimeUnit.SECONDS);
    }

    long latest() {
        return events.latest();
    }

    void open(UserId user, RequestHead head, SseEventSink sink, Sse sse, long after) {
        long open = streams.keySet().stream().filter(s -> s.user.equals(user)).count();
        if (open >= MOST_STREAMS_PER_USER) {
            throw PasserelleException.of(ErrorCode.TOO_OFTEN, "too many open event streams");
        }
        Stream stream = new Stream(user, head, sink, sse, after, clock.instant());
        streams.put(stream, Boolean.TRUE);
        // the first bytes tell the browser that the stream is open
        stream.send(sse.newEventBuilder().comment("open").build());
        wake();
    }

    private void wake() {
        if (!thread.isShutdown() && woken.compareAndSet(false, true)) {
            thread.execute(this::deliver);
        }
    }

    private void deliver() {
        woken.set(false);
        for (Stream stream : streams.keySet()) {
            try {
                deliver(stream);
            } catch (RuntimeException failed) {
                // the store may be away for a moment; the page comes back with the last id it saw
                LOG.debug("an event stream ended: {}", failed.getClass().getSimpleName());
                stream.close();
            }
            if (stream.sink.isClosed()) {
                streams.remove(stream);
            }
        }
    }

    private void deliver(Stream stream) {
        Instant now = clock.instant();
        if (stream.sink.isClosed()) {
            return;
        }
        if (Duration.between(stream.checkedAt, now).compareTo(SESSION_CHECK) >= 0) {
            stream.checkedAt = now;
            boolean same = sessions.current(stream.head)
                    .filter(who -> who.user().id().equals(stream.user))
                    .isPresent();
            if (!same) {
                stream.close();
                return;
            }
        }
        for (Events.Event event : events.after(stream.user, stream.last, BATCH)) {
            stream.last = event.id();
            stream.sentAt = now;
            stream.send(stream.sse
                    .newEventBuilder()
                    .id(Long.toString(event.id()))
                    .name(event.kind())
                    .mediaType(MediaType.TEXT_PLAIN_TYPE)
                    .data(String.class, event.data())
                    .build());
        }
        if (Duration.between(stream.sentAt, now).compareTo(HEARTBEAT) >= 0) {
            stream.sentAt = now;
            stream.send(stream.sse.newEventBuilder().comment("still here").build());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            subscription.close();
        } catch (Exception failed) {
            LOG.debug("unsubscribing failed", failed);
        }
        streams.keySet().forEach(Stream::close);
    }

    /** One open page. */
    private static final class Stream {
        private final UserId user;
        private final RequestHead head;
        private final SseEventSink sink;
        private final Sse sse;
        private long last;
        private Instant sentAt;
        private Instant checkedAt;

        Stream(UserId user, RequestHead head, SseEventSink sink, Sse sse, long last, Instant now) {
            this.user = user;
            this.head = head;
            this.sink = sink;
            this.sse = sse;
            this.last = last;
            this.sentAt = now;
            this.checkedAt = now;
        }

        void send(jakarta.ws.rs.sse.OutboundSseEvent event) {
            CompletionStage<?> sent = sink.send(event);
            sent.exceptionally(failed -> {
                close();
                return null;
            });
        }

        void close() {
            try {
                sink.close();
            } catch (RuntimeException closed) {
                LOG.trace("closing an event stream failed", closed);
            }
        }
    }
}
