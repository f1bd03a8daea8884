// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.integration.Side;
import io.passerelle.model.item.Item;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Header;
import io.passerelle.sync.engine.plan.Window;
import io.passerelle.sync.engine.spool.Spool;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parts of one run share. Used by one thread. */
final class RunState implements AutoCloseable {
    private final Ports ports;
    private final RunScope scope;
    private final Lease lease;
    private final Recorder recorder;
    private final Digester digester;
    private final Window window;
    private final Rules rules;
    private final ConflictNotes conflicts;
    private final Spool spool;
    private final UndoLog undoLog;
    private final WriteAhead ahead;
    private final Map<Side, Set<ItemRef>> gone = new EnumMap<>(Side.class);
    private final Map<Side, Set<ItemRef>> deletedUnnoted = new EnumMap<>(Side.class);
    private Optional<Likenesses> likenesses = Optional.empty();

    RunState(Ports ports, RunScope scope, Lease lease, Recorder recorder, Digester digester, Rules rules) {
        this.ports = ports;
        this.scope = scope;
        this.lease = lease;
        this.recorder = recorder;
        this.digester = digester;
        this.window = Window.on(LocalDate.now(ports.clock()), scope.pair().window());
        this.rules = rules;
        this.conflicts = new ConflictNotes(this, new Conflicts(ports, scope.seal(), scope.id()));
        this.spool = new Spool(ports.spool());
        this.undoLog = new UndoLog(ports, this);
        this.ahead = new WriteAhead(this);
    }

    RunScope scope() {
        return scope;
    }

    Lease lease() {
        return lease;
    }

    Recorder recorder() {
        return recorder;
    }

    Digester digester() {
        return digester;
    }

    /** Why an item takes no part, if it takes none. */
    Optional<ErrorCode> leftOut(Item item) {
        return !window.contains(item)
                ? Optional.of(ErrorCode.OUTSIDE_WINDOW)
                : rules.leavesOut(item) ? Optional.of(ErrorCode.FILTERED_OUT) : Optional.empty();
    }

    /** What a run that was cut off was about to write. */
    List<Intent> intents() {
        return IntentCodec.decode(ports.sync().intents(scope.organisation(), scope.id()));
    }

    /** Seals under the integration's key. */
    byte[] seal(String field, byte[] plain) {
        return ports.cipher().seal(scope.seal(), field, plain);
    }

    /**
     * Opens what {@link #seal} sealed.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code SECRET_UNREADABLE}
     */
    byte[] open(String field, byte[] sealed) {
        return ports.cipher().open(scope.seal(), field, sealed);
    }

    ConflictNotes conflicts() {
        return conflicts;
    }

    WriteAhead ahead() {
        return ahead;
    }

    /** Notes that an item is not there any more, although its side may not report it. */
    void gone(Side side, ItemRef ref) {
        gone.computeIfAbsent(side, key -> new HashSet<>()).add(ref);
    }

    /** What was noted as gone. */
    Set<ItemRef> gone(Side side) {
        return gone.getOrDefault(side, Set.of());
    }

    /** Notes that an earlier run was about to delete the item of a mapping on a side, where it is not under its address any more. */
    void deletedUnnoted(Side side, ItemRef mapping) {
        deletedUnnoted.computeIfAbsent(side, key -> new HashSet<>()).add(mapping);
    }

    /** The mappings so noted, by their addresses on the host. */
    Set<ItemRef> deletedUnnoted(Side side) {
        return deletedUnnoted.getOrDefault(side, Set.of());
    }

    UndoLog undoLog() {
        return undoLog;
    }

    Rules rules() {
        return rules;
    }

    /** From now on items that are read tell what they look like. */
    void seekDuplicates() {
        likenesses = Optional.of(new Likenesses(digester));
    }

    /** Puts an item into the spool and keeps what the plan needs of it. */
    Header spooled(ItemRef ref, Revision revision, Item item, Optional<Instant> modifiedAt) {
        Header header = Header.present(
                ref,
                revision,
                digester.identity(item.uid()),
                digester.digests(item),
                window.contains(item) && !rules.leavesOut(item),
                spool.add(item),
                rules.privacy(item),
                modifiedAt.orElse(null));
        return likenesses.map(all -> header.resembling(all.of(item))).orElse(header);
    }

    /** Puts an item into the spool that stands for none that was read. */
    long spooledBody(Item item) {
        return spool.add(item);
    }

    /** The item behind a header that was read. */
    Item item(Header header) {
        return spool.get(header.body());
    }

    /** What a person calls the item, when it was read. */
    String label(Header header) {
        return header == null || !header.isPresent() ? "" : item(header).label();
    }

    List<Mapping> mappings(Side side, Collection<ItemRef> refs) {
        if (refs.isEmpty()) {
            return List.of();
        }
        return side == Side.HOST
                ? ports.sync().byHostRef(scope.organisation(), scope.id(), refs)
                : ports.sync().byProviderRef(scope.organisation(), scope.id(), refs);
    }

    /** The mapping of an address. */
    Optional<Mapping> mapping(Side side, ItemRef ref) {
        return mappings(side, List.of(ref)).stream().findFirst();
    }

    /** Commits under the fence of this run. */
    void commit(List<Mapping> put, List<ItemRef> remove) {
        if (put.isEmpty() && remove.isEmpty()) {
            return;
        }
        ports.sync().commit(scope.organisation(), scope.id(), lease.fence(), put, ended(put, remove));
    }

    /** The same, together with what is written next. */
    void commit(List<Mapping> put, List<ItemRef> remove, byte[] intents) {
        ports.sync().commit(scope.organisation(), scope.id(), lease.fence(), put, ended(put, remove), intents);
    }

    private static List<ItemRef> ended(List<Mapping> put, List<ItemRef> remove) {
        Set<ItemRef> kept = new HashSet<>();
        put.forEach(mapping -> kept.add(mapping.hostRef()));
        List<ItemRef> ended = new ArrayList<>(remove);
        ended.removeIf(kept::contains);
        return ended;
    }

    @Override
    public void close() {
        spool.close();
    }
}
