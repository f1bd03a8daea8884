// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.api.SyncReview.Conflict;
import io.passerelle.model.PairId;
import io.passerelle.model.RunId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.ReviewStore.Entry;
import io.passerelle.store.spi.ReviewStore.Kind;
import io.passerelle.store.spi.SealScope;
import io.passerelle.sync.engine.plan.Identity;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sealed notes of fields that both sides of a pair changed. */
public final class Conflicts {
    private static final Logger LOG = LoggerFactory.getLogger(Conflicts.class);

    /** How long a decision can be taken back. */
    private static final Duration KEPT = Duration.ofDays(30);

    /** Without the note it would be forgotten that the other side has a value of its own. */
    private static final Duration WAITS = Duration.ofDays(3650);

    private static final int MOST_OPEN = 1000;

    private final Ports ports;
    private final SealScope.OfIntegration seal;
    private final PairId pair;

    /** The notes of one pair. */
    public Conflicts(Ports ports, SealScope.OfIntegration seal, PairId pair) {
        this.ports = ports;
        this.seal = seal;
        this.pair = pair;
    }

    /** A note that can be read. */
    record Known(Entry entry, ConflictNote note) {}

    /** As a person sees them, latest first. */
    public List<Conflict> list(boolean openOnly, int limit) {
        return ports
                .review()
                .list(seal.organisation(), pair, Kind.CONFLICT, openOnly ? Optional.of(true) : Optional.empty(), 0, limit)
                .stream()
                .filter(entry -> entry.expiresAt().isAfter(ports.clock().instant()))
                .flatMap(entry -> opened(entry).stream())
                .map(this::shown)
                .toList();
    }

    /** One note, by its id. */
    Optional<Known> find(UUID id) {
        return ports.review().find(seal.organisation(), id)
                .filter(entry -> entry.pair().equals(pair) && entry.kind() == Kind.CONFLICT)
                .filter(entry -> entry.expiresAt().isAfter(ports.clock().instant()))
                .flatMap(this::opened);
    }

    /** What waits for a person. */
    List<Known> open() {
        return ports.review().list(seal.organisation(), pair, Kind.CONFLICT, Optional.of(true), 0, MOST_OPEN).stream()
                .flatMap(entry -> opened(entry).stream())
                .toList();
    }

    /** Notes; of two notes of one field the later one counts. */
    void put(RunId run, Identity identity, List<ConflictNote> notes) {
        if (notes.isEmpty()) {
            return;
        }
        Map<UUID, Entry> entries = new LinkedHashMap<>();
        for (ConflictNote note : notes) {
            Entry entry = entry(run, identity, note);
            entries.put(entry.id(), entry);
        }
        ports.review().put(seal.organisation(), new ArrayList<>(entries.values()));
    }

    /** A person chose. */
    void decided(Known known, Side chosen) {
        Instant now = ports.clock().instant();
        Entry before = known.entry();
        ports.review()
                .put(
                        seal.organisation(),
                        List.of(new Entry(
                                before.id(),
                                pair,
                                before.run(),
                                Kind.CONFLICT,
                                before.subject(),
                                false,
                                before.at(),
                                now.plus(KEPT),
                                sealed(known.note().decided(chosen)))));
    }

    void remove(List<UUID> ids) {
        if (!ids.isEmpty()) {
            ports.review().remove(seal.organisation(), ids);
        }
    }

    private Entry entry(RunId run, Identity identity, ConflictNote note) {
        Instant now = ports.clock().instant();
        boolean open = note.chosen().isEmpty();
        String subject = HexFormat.of().formatHex(identity.bytes());
        ByteBuffer id = ByteBuffer.wrap(ports.cipher()
                .fingerprints(seal)
                .of(ConflictNote.SEALED_AS, pair + "\n" + subject + "\n" + note.path()));
        return new Entry(
                new UUID(id.getLong(), id.getLong()),
                pair,
                run,
                Kind.CONFLICT,
                subject,
                open,
                now,
                now.plus(open ? WAITS : KEPT),
                sealed(note));
    }

    private byte[] sealed(ConflictNote note) {
        return ports.cipher().seal(seal, ConflictNote.SEALED_AS, note.encode());
    }

    private Optional<Known> opened(Entry entry) {
        try {
            return ConflictNote.decode(ports.cipher().open(seal, ConflictNote.SEALED_AS, entry.sealed()))
                    .map(note -> new Known(entry, note));
        } catch (PasserelleException lost) {
            LOG.debug("Conflict {} cannot be read: {}", entry.id(), lost.code());
            return Optional.empty();
        }
    }

    private Conflict shown(Known known) {
        Entry entry = known.entry();
        ConflictNote note = known.note();
        return new Conflict(
                entry.id(),
                pair,
                entry.run(),
                note.label(),
                note.path().root(),
                note.value(Side.HOST),
                note.value(Side.PROVIDER),
                note.chosen(),
                note.byPerson(),
                entry.at(),
                entry.expiresAt());
    }
}
