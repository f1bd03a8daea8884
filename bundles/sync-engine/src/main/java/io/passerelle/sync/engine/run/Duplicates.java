// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.SyncReview.Duplicate;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.ReviewStore.Entry;
import io.passerelle.store.spi.ReviewStore.Kind;
import io.passerelle.store.spi.SealScope;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sealed notes of items of a pair that look like the same and wait for a person. */
public final class Duplicates {
    private static final Logger LOG = LoggerFactory.getLogger(Duplicates.class);

    /** Without the note both items would be copied. */
    private static final Duration WAITS = Duration.ofDays(3650);

    private static final int READ_AT_ONCE = 1000;
    private static final byte[] NOTHING = new byte[0];

    private final Ports ports;
    private final SealScope.OfIntegration seal;
    private final PairId pair;

    /** The notes of one pair. */
    public Duplicates(Ports ports, SealScope.OfIntegration seal, PairId pair) {
        this.ports = ports;
        this.seal = seal;
        this.pair = pair;
    }

    /** A note that can be read. */
    record Known(UUID id, DuplicateNote note) {}

    /** As a person sees them. */
    public List<Duplicate> list(int limit) {
        return entries(0, limit).stream()
                .flatMap(entry -> opened(entry)
                        .map(known -> new Duplicate(
                                known.id(), pair, known.note().label(), known.note().details(), entry.at()))
                        .stream())
                .toList();
    }

    /** Everything that waits. */
    List<Known> waiting() {
        List<Known> waiting = new ArrayList<>();
        List<Entry> some;
        int from = 0;
        do {
            some = entries(from, READ_AT_ONCE);
            some.forEach(entry -> opened(entry).ifPresent(waiting::add));
            from += some.size();
        } while (some.size() == READ_AT_ONCE);
        return waiting;
    }

    /** One note that waits, by its id. */
    Optional<Known> find(UUID id) {
        return ports.review().find(seal.organisation(), id)
                .filter(entry -> entry.pair().equals(pair) && entry.kind() == Kind.DUPLICATE && entry.open())
                .flatMap(this::opened);
    }

    /** Whether a run has looked for duplicates, and may have begun to write since. */
    boolean areSought() {
        return ports.review().find(seal.organisation(), mark()).isPresent();
    }

    /** Notes what a run found, and that it has looked: copies that are made from now on are no duplicates. */
    void sought(RunId run, List<DuplicateNote> notes) {
        List<Entry> entries = new ArrayList<>();
        for (DuplicateNote note : notes) {
            byte[] sealed = ports.cipher().seal(seal, DuplicateNote.SEALED_AS, note.encode());
            entries.add(entry(id(note.hostRef() + "\n" + note.providerRef()), run, true, sealed));
        }
        entries.add(entry(mark(), run, false, NOTHING));
        ports.review().put(seal.organisation(), entries);
    }

    /** The run that looked, or one after it, has completed. */
    void endSearch() {
        ports.review().remove(seal.organisation(), List.of(mark()));
    }

    void remove(List<UUID> ids) {
        if (!ids.isEmpty()) {
            ports.review().remove(seal.organisation(), ids);
        }
    }

    private List<Entry> entries(int from, int limit) {
        return ports.review().list(seal.organisation(), pair, Kind.DUPLICATE, Optional.of(true), from, limit);
    }

    private Entry entry(UUID id, RunId run, boolean open, byte[] sealed) {
        Instant now = ports.clock().instant();
        return new Entry(id, pair, run, Kind.DUPLICATE, "", open, now, now.plus(WAITS), sealed);
    }

    private UUID mark() {
        return id("sought");
    }

    private UUID id(String what) {
        ByteBuffer id = ByteBuffer.wrap(
                ports.cipher().fingerprints(seal).of(DuplicateNote.SEALED_AS, pair + "\n" + what));
        return new UUID(id.getLong(), id.getLong());
    }

    private Optional<Known> opened(Entry entry) {
        try {
            return DuplicateNote.decode(ports.cipher().open(seal, DuplicateNote.SEALED_AS, entry.sealed()))
                    .map(note -> new Known(entry.id(), note));
        } catch (PasserelleException lost) {
            LOG.debug("Duplicate {} cannot be read: {}", entry.id(), lost.code());
            return Optional.empty();
        }
    }
}
