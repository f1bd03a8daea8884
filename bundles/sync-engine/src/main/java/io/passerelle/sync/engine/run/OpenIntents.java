// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.run;

import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.store.spi.Mapping;
import io.passerelle.sync.engine.plan.Digests;
import io.passerelle.sync.engine.plan.Mappings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a run that was cut off was about to write, looked at by the next one: what took effect becomes a mapping, as it would
 * have at once, so that whatever a person did since is seen as theirs. Only reads.
 */
final class OpenIntents {
    private static final int FETCHED_AT_ONCE = 500;
    private static final byte[] NO_RESIDUE = new byte[0];

    /** A revision that no side reports: the item is read once more. */
    private static final Revision UNKNOWN = Revision.of("passerelle:unknown");

    private final RunState run;
    private final Map<String, ItemRef> created = new HashMap<>();
    private final Map<Side, Map<ItemRef, Fetched>> read = new EnumMap<>(Side.class);
    private final Map<Side, Map<ItemRef, Mapping>> known = new EnumMap<>(Side.class);
    private final List<Mapping> put = new ArrayList<>();
    private final List<ItemRef> remove = new ArrayList<>();
    private final List<Intent> unfinished = new ArrayList<>();

    OpenIntents(RunState run) {
        this.run = run;
    }

    void resolve() {
        List<Intent> open = run.intents();
        if (open.isEmpty()) {
            return;
        }
        for (Side side : Side.values()) {
            created.putAll(run.scope().collection(side).created(open.stream()
                    .filter(intent -> intent instanceof Intent.Creation creation && creation.target() == side)
                    .map(intent -> ((Intent.Creation) intent).key())
                    .toList()));
        }
        for (Side side : Side.values()) {
            Set<ItemRef> refs = new LinkedHashSet<>();
            open.forEach(intent -> concerned(intent, side).ifPresent(refs::add));
            read.put(side, fetch(side, List.copyOf(refs)));
            known.put(side, mappings(side, open, refs));
        }
        open.forEach(this::resolve);
        run.commit(put, remove, IntentCodec.encode(unfinished));
        run.ahead().inherit(unfinished);
    }

    private Optional<ItemRef> concerned(Intent intent, Side side) {
        if (intent instanceof Intent.Creation creation) {
            return creation.target() == side
                    ? Optional.ofNullable(created.get(creation.key()))
                    : Optional.of(creation.source()).filter(ref -> created.containsKey(creation.key()));
        }
        if (intent instanceof Intent.Update update) {
            return update.writes().stream().anyMatch(written -> written.side() == side)
                    ? Optional.of(update.ref(side))
                    : Optional.empty();
        }
        Intent.Deletion deletion = (Intent.Deletion) intent;
        return deletion.target() == side ? Optional.of(deletion.ref()) : Optional.empty();
    }

    private Map<ItemRef, Fetched> fetch(Side side, List<ItemRef> refs) {
        Map<ItemRef, Fetched> fetched = new HashMap<>();
        for (int from = 0; from < refs.size(); from += FETCHED_AT_ONCE) {
            run.lease().check();
            run.scope()
                    .collection(side)
                    .fetch(refs.subList(from, Math.min(refs.size(), from + FETCHED_AT_ONCE)))
                    .forEach(one -> fetched.put(one.ref(), one));
        }
        return fetched;
    }

    private Map<ItemRef, Mapping> mappings(Side side, List<Intent> open, Set<ItemRef> refs) {
        Set<ItemRef> wanted = new LinkedHashSet<>(refs);
        for (Intent intent : open) {
            if (intent instanceof Intent.Update update) {
                wanted.add(update.ref(side));
            } else if (side == Side.HOST && intent instanceof Intent.Deletion deletion) {
                wanted.add(deletion.mapping());
            } else if (side == Side.HOST && intent instanceof Intent.Creation creation) {
                creation.previous().ifPresent(wanted::add);
            }
        }
        Map<ItemRef, Mapping> mappings = new HashMap<>();
        run.mappings(side, wanted).forEach(mapping -> mappings.put(Mappings.ref(mapping, side), mapping));
        return mappings;
    }

    private void resolve(Intent intent) {
        if (intent instanceof Intent.Creation creation && created.containsKey(creation.key())) {
            creation(creation, created.get(creation.key()));
        } else if (intent instanceof Intent.Update update) {
            update(update);
        } else if (intent instanceof Intent.Deletion deletion
                && read.get(deletion.target()).get(deletion.ref()) instanceof Fetched.Gone) {
            run.deletedUnnoted(deletion.target(), deletion.mapping());
            unfinished.add(deletion);
        }
    }

    private void creation(Intent.Creation creation, ItemRef ref) {
        Side target = creation.target();
        Mapping joined = known.get(target).get(ref);
        if (joined == null) {
            if (!(read.get(target).get(ref) instanceof Fetched.Found found)) {
                return;
            }
            adopt(creation, found);
        } else if (!Mappings.ref(joined, target.other()).equals(creation.source())) {
            return;
        }
        // the original came and went since its side was last read to the end: nobody else tells
        if (read.get(target.other()).get(creation.source()) instanceof Fetched.Gone) {
            run.gone(target.other(), creation.source());
            unfinished.add(creation);
        }
    }

    private void adopt(Intent.Creation creation, Fetched.Found found) {
        Side target = creation.target();
        boolean onHost = target == Side.HOST;
        boolean asWritten = Arrays.equals(run.digester().digests(found.item()), creation.written());
        Revision revision = asWritten ? found.revision() : UNKNOWN;
        byte[] atHost = onHost ? creation.written() : creation.original();
        byte[] atProvider = onHost ? creation.original() : creation.written();
        Optional<Mapping> previous = creation.previous().map(known.get(Side.HOST)::get);
        Mapping mapping = new Mapping(
                creation.identity(),
                onHost ? found.ref() : creation.source(),
                onHost ? revision : creation.revision(),
                onHost ? creation.source() : found.ref(),
                onHost ? creation.revision() : revision,
                atHost,
                Arrays.equals(atHost, atProvider) ? Optional.empty() : Optional.of(atProvider),
                previous.map(Mapping::residue).orElse(NO_RESIDUE),
                previous.map(Mapping::createdByUs).orElse(Optional.of(target)));
        previous.map(Mapping::hostRef).filter(ref -> !ref.equals(mapping.hostRef())).ifPresent(remove::add);
        put.add(mapping);
        Recorder recorder = run.recorder();
        recorder.about(
                Addresses.of(mapping),
                () -> recorder.succeeded(found.item().label(), target, SyncItemResult.Action.LINK));
    }

    private void update(Intent.Update update) {
        Optional<Mapping> before = Optional.ofNullable(known.get(Side.HOST).get(update.host()))
                .filter(mapping -> mapping.providerRef().equals(update.provider()));
        boolean taken = before.isEmpty()
                && (known.get(Side.HOST).containsKey(update.host())
                        || known.get(Side.PROVIDER).containsKey(update.provider()));
        Optional<Mapping> base = taken ? Optional.empty() : before.or(() -> update.link().map(link -> joined(update, link)));
        base.map(mapping -> landed(update, mapping)).filter(after -> after != base.get()).ifPresent(put::add);
    }

    private static Mapping joined(Intent.Update update, Intent.Link link) {
        return new Mapping(
                link.identity(),
                update.host(),
                link.hostRevision(),
                update.provider(),
                link.providerRevision(),
                link.hostDigests(),
                Optional.of(link.providerDigests()),
                NO_RESIDUE,
                Optional.empty());
    }

    /** The mapping with the fields that arrived; the very same when none did. */
    private Mapping landed(Intent.Update update, Mapping mapping) {
        Mapping after = mapping;
        for (Intent.Written written : update.writes()) {
            if (read.get(written.side()).get(update.ref(written.side())) instanceof Fetched.Found found) {
                byte[] now = run.digester().digests(found.item());
                long[] arrived = Arrays.stream(written.paths())
                        .filter(path -> Digests.sameAt(now, written.target(), path))
                        .toArray();
                after = arrived.length == 0 ? after : landed(after, written, arrived, found.revision(), now);
            }
        }
        return after;
    }

    private static Mapping landed(Mapping mapping, Intent.Written written, long[] arrived, Revision revision, byte[] now) {
        Map<Side, byte[]> digests = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            byte[] values = side == written.side() ? written.target() : written.source();
            digests.put(
                    side,
                    Digests.overlay(
                            Mappings.digests(mapping, side), values, path -> Arrays.binarySearch(arrived, path) >= 0));
        }
        Mapping after = new Mapping(
                mapping.identity(),
                mapping.hostRef(),
                mapping.hostRevision(),
                mapping.providerRef(),
                mapping.providerRevision(),
                digests.get(Side.HOST),
                Arrays.equals(digests.get(Side.HOST), digests.get(Side.PROVIDER))
                        ? Optional.empty()
                        : Optional.of(digests.get(Side.PROVIDER)),
                mapping.residue(),
                mapping.createdByUs());
        return Arrays.equals(digests.get(written.side()), now) ? Mappings.at(after, written.side(), revision) : after;
    }
}
