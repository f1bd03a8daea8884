// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.collection.Access;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.DeletionPolicy;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncPair;
import java.util.Optional;

/**
 * What the plan may do.
 *
 * @param writesHost whether the host is written to
 * @param writesProvider whether the provider is written to
 * @param conflicts whose value counts when both sides changed the same field, if both are written to
 * @param deletions what a deletion on one side means for the other
 * @param masking what is hidden from the other side
 */
public record Settings(
        boolean writesHost,
        boolean writesProvider,
        ConflictPolicy conflicts,
        DeletionPolicy deletions,
        Masking masking) {

    /** Deletions follow, nothing is hidden. */
    public Settings(boolean writesHost, boolean writesProvider, Side winner) {
        this(
                writesHost,
                writesProvider,
                winner == Side.HOST ? ConflictPolicy.HOST : ConflictPolicy.PROVIDER,
                DeletionPolicy.FOLLOW,
                Masking.NONE);
    }

    /**
     * What a pair's settings and the access to both collections allow.
     *
     * @throws PasserelleException {@code PAIR_INVALID} when nothing could ever be written
     */
    public static Settings of(SyncPair pair, Access host, Access provider, Masking masking) {
        boolean toHost = pair.direction().writesHost() && host == Access.READ_WRITE;
        boolean toProvider = pair.direction().writesProvider() && provider == Access.READ_WRITE;
        if (!toHost && !toProvider) {
            throw PasserelleException.of(ErrorCode.PAIR_INVALID, "the side to be written to is read-only");
        }
        return new Settings(toHost, toProvider, pair.conflictPolicy(), pair.rules().deletions(), masking);
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
     * Whose value counts for fields that both sides changed; empty when a person is to decide. Where only one side is
     * written to, the other one is the source and wins.
     */
    Optional<Side> winner(Header host, Header provider) {
        if (!bothWays()) {
            return Optional.of(writesHost ? Side.PROVIDER : Side.HOST);
        }
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
