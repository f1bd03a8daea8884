// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.model.OrganisationId;
import io.passerelle.model.RunId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncItemResult;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.HistoryStore.SealedItemResult;
import io.passerelle.store.spi.SealScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs of an integration, and what they did with each item. */
final class Results {
    private static final Logger LOG = LoggerFactory.getLogger(Results.class);
    private static final int MOST_RUNS = 200;
    private static final int MOST_ITEMS = 500;
    private static final SyncItemResult UNREADABLE = new SyncItemResult(
            "", Side.HOST, SyncItemResult.Action.READ, Optional.of(ErrorCode.SECRET_UNREADABLE), "");

    private final Stores stores;

    Results(Stores stores) {
        this.stores = stores;
    }

    List<SyncHistory> history(UserIntegration integration, Optional<Instant> before, int limit) {
        requireBetween("limit", limit, 1, MOST_RUNS);
        return stores.history().runs(integration.owner().organisation(), integration.id(), before, limit);
    }

    Optional<SyncHistory> run(UserIntegration integration, RunId run) {
        return stores.history()
                .run(integration.owner().organisation(), run)
                .filter(found -> found.integration().equals(integration.id()));
    }

    List<SyncItemResult> items(UserIntegration integration, RunId run, int offset, int limit) {
        requireBetween("offset", offset, 0, Integer.MAX_VALUE);
        requireBetween("limit", limit, 1, MOST_ITEMS);
        OrganisationId organisation = integration.owner().organisation();
        if (run(integration, run).isEmpty()) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        SealScope scope = new SealScope.OfIntegration(integration.owner(), integration.id());
        return stores.history().items(organisation, run, offset, limit).stream()
                .map(sealed -> opened(scope, run, sealed))
                .toList();
    }

    /** What cannot be read keeps its place: by its place an item is tried once more. */
    private SyncItemResult opened(SealScope scope, RunId run, SealedItemResult sealed) {
        try {
            byte[] plain = stores.cipher().open(scope, SyncItemResult.SEALED_AS, sealed.sealed());
            return SyncItemResult.decode(plain);
        } catch (PasserelleException | IllegalArgumentException unreadable) {
            LOG.warn("Result {} of run {} cannot be read", sealed.position(), run);
            return UNREADABLE;
        }
    }

    private static void requireBetween(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw PasserelleException.invalid(field, "is between " + least + " and " + most);
        }
    }
}
