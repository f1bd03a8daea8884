// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.collection.Access;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncPair;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the plan may do.
 *
 * @param writesHost whether the host is written to
 * @param writesProvider whether the provider is written to
 * @param conflicts whose value counts when both sides changed the same field, if both are written to
 * @param deletions what a deletion on one side means for the other
 * @param masking what is hidden from the other side
 * @param closed sides that the pair writes to, if only they accepted writes at the moment
 */
public record Settings(
        boolean writesHost,
        boolean writesProvider,
        ConflictPolicy conflicts,
        DeletionPolicy deletions,
        Masking masking,
        Set<Side> closed) {
    public Settings {
        closed = Set.copyOf(closed);
    }

    /** Deletions follow, nothing is hidden. */
    public Settings(boolean writesHost, boolean writesProvider, Side winner) {
        this(
                writesHost,
                writesProvider,
                winner == Side.HOST ? ConflictPolicy.HOST : ConflictPolicy.PROVIDER,
                DeletionPolicy.FOLLOW,
                Masking.NONE,
                Set.of());
    }

    /**
     * What a pair's settings and the access to both collections allow.
     *
     * @throws PasserelleException when nothing can be written: {@code PAIR_INVALID} when both sides are read-only,
     *     {@code HOST_NOW_READ_ONLY} or {@code PROVIDER_NOW_READ_ONLY} when the only side to be written to is
     */
    public static Settings of(SyncPair pair, Access host, Access provider, Masking masking) {
        boolean toHost = pair.direction().writesHost() && host == Access.READ_WRITE;
        boolean toProvider = pair.direction().writesProvider() && provider == Access.READ_WRITE;
        Set<Side> closed = EnumSet.noneOf(Side.class);
        if (pair.direction().writesHost() && !toHost) {
            closed.add(Side.HOST);
        }
        if (pair.direction().writesProvider() && !toProvider) {
            closed.add(Side.PROVIDER);
        }
        Settings settings =
                new Settings(toHost, toProvider, pair.conflictPolicy(), pair.rules().deletions(), masking, closed);
        if (!toHost && !toProvider) {
            throw PasserelleException.of(
                    settings.restriction().orElse(ErrorCode.PAIR_INVALID), "the side to be written to is read-only");
        }
        return settings;
    }

    /** What a person is told when a side that the pair writes to accepts no writes at the moment. */
    public Optional<ErrorCode> restriction() {
        if (closed.isEmpty()) {
            return Optional.empty();
        }
        if (closed.size() > 1) {
            return Optional.of(ErrorCode.PAIR_INVALID);
        }
        return Optional.of(closed.contains(Side.HOST) ? ErrorCode.HOST_NOW_READ_ONLY : ErrorCode.PROVIDER_NOW_READ_ONLY);
    }

    /** Whether what is to be written to a side waits until the side accepts writes again. */
    boolean waitsFor(Side side) {
        return closed.contains(side);
    }

    /** Whether a side is written to. */
    public boolean writes(Side side) {
        return side == Side.HOST ? writesHost : writesProvider;
    }

    /** Whether both sides are written to. */
    public boolean bothWays() {
        return writesHost && writesProvider;
    }

    /**
     * Whose value counts for fields that both sides changed; empty when a person is to decide, or when the loser accepts no
     * writes at the moment: then both keep their value until it does. In a pair of one direction the source wins.
     */
    Optional<Side> winner(Header host, Header provider) {
        if (!bothWays() && closed.isEmpty()) {
            return Optional.of(writesHost ? Side.PROVIDER : Side.HOST);
        }
        return chosen(host, provider).filter(side -> writes(side.other()));
    }

    private Optional<Side> chosen(Header host, Header provider) {
        return switch (conflicts) {
            case HOST -> Optional.of(Side.HOST);
            case PROVIDER -> Optional.of(Side.PROVIDER);
            case NEWEST -> Optional.of(isNewer(host, provider) ? Side.HOST : Side.PROVIDER);
            case ASK -> Optional.empty();
        };
    }

    private static boolean isNewer(Header host, Header provider) {
        return host != null
                && provider != null
                && host.modifiedAt() != null
                && provider.modifiedAt() != null
                && host.modifiedAt().isAfter(provider.modifiedAt());
    }
}
