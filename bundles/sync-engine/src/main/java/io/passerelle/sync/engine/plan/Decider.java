// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

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
                : header.isDeleted();
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
            return seen != null && settings.bothWays()
                    ? Optional.of(new Action.Create(vanished, seen, Optional.of(mapping)))
                    : Optional.empty();
        }
        return Optional.of(
                settings.writes(side)
                        ? new Action.Delete(side, mapping, seen)
                        : new Action.Release(mapping, vanished));
    }

    private Optional<Action> merge(Optional<Mapping> mapping, Header host, Header provider) {
        byte[] hostBase = mapping.map(known -> Mappings.digests(known, Side.HOST)).orElse(Digests.NONE);
        byte[] providerBase = mapping.map(known -> Mappings.digests(known, Side.PROVIDER)).orElse(Digests.NONE);
        byte[] hostNow = host == null ? hostBase : host.digests();
        byte[] providerNow = provider == null ? providerBase : provider.digests();
        if (mapping.isPresent() && Arrays.equals(hostBase, hostNow) && Arrays.equals(providerBase, providerNow)) {
            return refresh(mapping.get(), host, provider, hostBase, providerBase);
        }
        Paths toHost = new Paths();
        Paths toProvider = new Paths();
        Paths keptOnHost = new Paths();
        Paths keptAtProvider = new Paths();
        Paths conflicts = new Paths();
        for (long path : Digests.union(hostBase, hostNow, providerBase, providerNow)) {
            int onHost = Digests.find(hostNow, path);
            int atProvider = Digests.find(providerNow, path);
            boolean hostChanged = !Digests.sameValue(hostNow, onHost, hostBase, Digests.find(hostBase, path));
            boolean providerChanged =
                    !Digests.sameValue(providerNow, atProvider, providerBase, Digests.find(providerBase, path));
            if (hostChanged && providerChanged) {
                if (!Digests.sameValue(hostNow, onHost, providerNow, atProvider)) {
                    conflicts.add(path);
                    (settings.winner() == Side.HOST ? toProvider : toHost).add(path);
                }
            } else if (hostChanged) {
                (settings.writesProvider() ? toProvider : keptOnHost).add(path);
            } else if (providerChanged) {
                (settings.writesHost() ? toHost : keptAtProvider).add(path);
            }
        }
        return Optional.of(new Action.Merge(
                mapping,
                host,
                provider,
                patch(toHost, keptOnHost, hostBase, hostNow, providerNow),
                patch(toProvider, keptAtProvider, providerBase, providerNow, hostNow),
                conflicts.toArray()));
    }

    private static Patch patch(Paths write, Paths kept, byte[] base, byte[] now, byte[] other) {
        Patch paths = new Patch(write.toArray(), kept.toArray(), base);
        byte[] written = paths.isEmpty() ? now : Digests.overlay(now, other, paths::writes);
        byte[] after = paths.kept().length == 0 ? written : Digests.overlay(written, base, paths::keeps);
        return new Patch(paths.write(), paths.kept(), after);
    }

    private static Optional<Action> refresh(
            Mapping mapping, Header host, Header provider, byte[] hostBase, byte[] providerBase) {
        boolean same = isSame(mapping, Side.HOST, host) && isSame(mapping, Side.PROVIDER, provider);
        return same
                ? Optional.empty()
                : Optional.of(new Action.Merge(
                        Optional.of(mapping),
                        host,
                        provider,
                        new Patch(NO_PATHS, NO_PATHS, hostBase),
                        new Patch(NO_PATHS, NO_PATHS, providerBase),
                        NO_PATHS));
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
