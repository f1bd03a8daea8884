// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Privacy;
import io.passerelle.model.integration.Side;
import io.passerelle.store.spi.Mapping;
import java.util.Arrays;
import java.util.Optional;

/** Decides about a single item. Pure; used for the plan of a run and again when an item turns out to have changed. */
public final class Decider {
    private static final long[] NO_PATHS = new long[0];

    private final Settings settings;

    /** Decides under these settings. */
    public Decider(Settings settings) {
        this.settings = settings;
    }

    /**
     * Decides about an item that both sides had.
     *
     * @param mapping what is known
     * @param host what the host reported, null for nothing
     * @param provider what the provider reported, null for nothing
     * @return empty when there is nothing to do
     */
    public Optional<Action> decide(Mapping mapping, Header host, Header provider) {
        if (host != null && host.isUnreadable() || provider != null && provider.isUnreadable()) {
            return Optional.empty();
        }
        boolean hostGone = isGone(mapping, Side.HOST, host);
        boolean providerGone = isGone(mapping, Side.PROVIDER, provider);
        if (hostGone && providerGone) {
            return Optional.of(new Action.Forget(mapping));
        }
        if (hostGone) {
            return survivor(mapping, Side.PROVIDER, provider);
        }
        if (providerGone) {
            return survivor(mapping, Side.HOST, host);
        }
        return merge(Optional.of(mapping), present(host), present(provider));
    }

    /** Decides about two items that meet for the first time: equal identity, nothing known. */
    public Optional<Action> link(Header host, Header provider) {
        return merge(Optional.empty(), host, provider);
    }

    private static boolean isGone(Mapping mapping, Side side, Header header) {
        return header == null || header.presence() == Header.Presence.KNOWN
                ? Mappings.isReleased(mapping, side)
                : header.isDeleted() || isLeftOver(mapping, side, header);
    }

    /** A listing may lag behind: it still shows, as it was, a copy that was taken back. */
    private static boolean isLeftOver(Mapping mapping, Side side, Header header) {
        return Mappings.isUndone(mapping, side)
                && header.isPresent()
                && Arrays.equals(header.digests(), Mappings.digests(mapping, side));
    }

    private static Header present(Header header) {
        return header != null && header.isPresent() ? header : null;
    }

    /** The item is there on one side only. */
    private Optional<Action> survivor(Mapping mapping, Side side, Header header) {
        Side vanished = side.other();
        Header seen = present(header);
        if (seen != null && !seen.inWindow()) {
            return Optional.empty();
        }
        if (seen != null && !Arrays.equals(seen.digests(), Mappings.digests(mapping, side))) {
            return Optional.of(
                    settings.writes(vanished)
                            ? new Action.Create(vanished, seen, Optional.of(mapping))
                            : new Action.Forget(mapping));
        }
        if (Mappings.isReleased(mapping, vanished)) {
            return seen != null && settings.bothWays() && !Mappings.staysAway(mapping, vanished) && settings.deletions() != DeletionPolicy.NEVER
                    ? Optional.of(new Action.Create(vanished, seen, Optional.of(mapping)))
                    : followed(mapping, side, seen);
        }
        boolean follows = settings.deletions() != DeletionPolicy.NEVER;
        if (follows && settings.waitsFor(side)) {
            return Optional.empty();
        }
        return Optional.of(
                follows && settings.writes(side)
                        ? new Action.Delete(side, mapping, seen)
                        : new Action.Release(mapping, vanished));
    }

    /** The copy was removed and stays away; that the original moved is noted. */
    private static Optional<Action> followed(Mapping mapping, Side side, Header seen) {
        return refresh(
                mapping,
                side == Side.HOST ? seen : null,
                side == Side.PROVIDER ? seen : null,
                Mappings.digests(mapping, Side.HOST),
                Mappings.digests(mapping, Side.PROVIDER),
                seen == null ? Privacy.FULL : seen.privacy());
    }

    private Optional<Action> merge(Optional<Mapping> mapping, Header host, Header provider) {
        byte[] hostBase = mapping.map(known -> Mappings.digests(known, Side.HOST)).orElse(Digests.NONE);
        byte[] providerBase = mapping.map(known -> Mappings.digests(known, Side.PROVIDER)).orElse(Digests.NONE);
        byte[] hostNow = host == null ? hostBase : host.digests();
        byte[] providerNow = provider == null ? providerBase : provider.digests();
        Exposure exposure = Exposure.of(settings.masking(), mapping, host, provider);
        boolean changed = !Arrays.equals(hostBase, hostNow) || !Arrays.equals(providerBase, providerNow);
        if (mapping.isPresent() && !changed && exposure.isSteady()) {
            return refresh(mapping.get(), host, provider, hostBase, providerBase, exposure.now());
        }
        Fields fields = new Fields();
        Optional<Side> winner = settings.winner(host, provider);
        for (long path : Digests.union(hostBase, hostNow, providerBase, providerNow)) {
            int onHost = Digests.find(hostNow, path);
            int atProvider = Digests.find(providerNow, path);
            boolean hostChanged = !Digests.sameValue(hostNow, onHost, hostBase, Digests.find(hostBase, path));
            boolean providerChanged =
                    !Digests.sameValue(providerNow, atProvider, providerBase, Digests.find(providerBase, path));
            boolean same = Digests.sameValue(hostNow, onHost, providerNow, atProvider);
            Optional<Side> rewritten = exposure.rewritten(path, same).filter(settings::writes);
            if (rewritten.isPresent()) {
                fields.written(rewritten.get(), path);
            } else if (!exposure.shows(path)) {
                continue;
            } else if (hostChanged && providerChanged) {
                if (!same) {
                    fields.conflict(winner, path);
                }
            } else if (hostChanged) {
                fields.changed(Side.PROVIDER, path, settings.writesProvider());
            } else if (providerChanged) {
                fields.changed(Side.HOST, path, settings.writesHost());
            }
        }
        return Optional.of(new Action.Merge(
                mapping,
                host,
                provider,
                patch(fields.toHost, fields.keptOnHost, hostBase, hostNow, providerNow),
                patch(fields.toProvider, fields.keptAtProvider, providerBase, providerNow, hostNow),
                fields.conflicts.toArray(),
                exposure.now()));
    }

    /** Which paths go where. */
    private static final class Fields {
        private final Paths toHost = new Paths();
        private final Paths toProvider = new Paths();
        private final Paths keptOnHost = new Paths();
        private final Paths keptAtProvider = new Paths();
        private final Paths conflicts = new Paths();

        void written(Side side, long path) {
            (side == Side.HOST ? toHost : toProvider).add(path);
        }

        /** Changed on one side only; kept there when the other side is not written to. */
        void changed(Side other, long path, boolean writes) {
            if (writes) {
                written(other, path);
            } else {
                (other == Side.PROVIDER ? keptOnHost : keptAtProvider).add(path);
            }
        }

        /** Without a winner both sides keep their value, and their base, so that it stays a conflict. */
        void conflict(Optional<Side> winner, long path) {
            conflicts.add(path);
            if (winner.isPresent()) {
                written(winner.get().other(), path);
            } else {
                keptOnHost.add(path);
                keptAtProvider.add(path);
            }
        }
    }

    private static Patch patch(Paths write, Paths kept, byte[] base, byte[] now, byte[] other) {
        Patch paths = new Patch(write.toArray(), kept.toArray(), base);
        byte[] written = paths.isEmpty() ? now : Digests.overlay(now, other, paths::writes);
        byte[] after = paths.kept().length == 0 ? written : Digests.overlay(written, base, paths::keeps);
        return new Patch(paths.write(), paths.kept(), after);
    }

    private static Optional<Action> refresh(
            Mapping mapping, Header host, Header provider, byte[] hostBase, byte[] providerBase, Privacy privacy) {
        boolean same = isSame(mapping, Side.HOST, host) && isSame(mapping, Side.PROVIDER, provider);
        return same
                ? Optional.empty()
                : Optional.of(new Action.Merge(
                        Optional.of(mapping),
                        host,
                        provider,
                        new Patch(NO_PATHS, NO_PATHS, hostBase),
                        new Patch(NO_PATHS, NO_PATHS, providerBase),
                        NO_PATHS,
                        privacy));
    }

    private static boolean isSame(Mapping mapping, Side side, Header header) {
        return header == null
                || header.ref().equals(Mappings.ref(mapping, side))
                        && header.revision().equals(Mappings.revision(mapping, side));
    }

    /** A growing list of paths; they arrive sorted. */
    private static final class Paths {
        private long[] values = NO_PATHS;
        private int size;

        void add(long path) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size + 8);
            }
            values[size++] = path;
        }

        long[] toArray() {
            return size == values.length ? values : Arrays.copyOf(values, size);
        }
    }
}
