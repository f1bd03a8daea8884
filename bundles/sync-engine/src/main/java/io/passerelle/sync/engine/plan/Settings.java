// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sync.engine.plan;

import io.passerelle.model.collection.Access;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.ConflictPolicy;
import io.passerelle.model.integration.Direction;
import io.passerelle.model.integration.Side;

/**
 * What the plan may do.
 *
 * @param writesHost whether the host is written to
 * @param writesProvider whether the provider is written to
 * @param winner whose value counts when both sides changed the same field
 */
public record Settings(boolean writesHost, boolean writesProvider, Side winner) {
    /**
     * What a pair's settings and the access to both collections allow. Where only one side is written to, the other one is
     * the source and wins.
     *
     * @throws PasserelleException {@code PAIR_INVALID} when nothing could ever be written
     */
    public static Settings of(Direction direction, ConflictPolicy policy, Access host, Access provider) {
        boolean toHost = direction.writesHost() && host == Access.READ_WRITE;
        boolean toProvider = direction.writesProvider() && provider == Access.READ_WRITE;
        if (!toHost && !toProvider) {
            throw PasserelleException.of(ErrorCode.PAIR_INVALID, "the side to be written to is read-only");
        }
        Side chosen = policy == ConflictPolicy.HOST ? Side.HOST : Side.PROVIDER;
        return new Settings(toHost, toProvider, toHost && toProvider ? chosen : toHost ? Side.PROVIDER : Side.HOST);
    }

    /** Whether a side is written to. */
    public boolean writes(Side side) {
        return side == Side.HOST ? writesHost : writesProvider;
    }

    /** Whether both sides are written to. */
    public boolean bothWays() {
        return writesHost && writesProvider;
    }
}
