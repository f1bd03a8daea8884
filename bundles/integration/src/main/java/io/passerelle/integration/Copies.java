// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Side;
import io.passerelle.model.integration.SyncPair;
import io.passerelle.model.integration.UserIntegration;
import io.passerelle.store.spi.Mapping;
import io.passerelle.store.spi.SyncStore;
import java.util.ArrayList;
import java.util.List;

/** What sync created on the host. */
final class Copies {
    private final SyncStore sync;

    Copies(SyncStore sync) {
        this.sync = sync;
    }

    long count(OrganisationId organisation, SyncPair pair) {
        long[] copies = new long[1];
        sync.forEachByHostRef(organisation, pair.id(), mapping -> {
            if (isCopy(mapping)) {
                copies[0]++;
            }
        });
        return copies[0];
    }

    private static boolean isCopy(Mapping mapping) {
        return mapping.createdByUs().filter(Side.HOST::equals).isPresent();
    }

    /**
     * Deletes the copies of a pair. One that the person changed since the last run is theirs, and stays.
     *
     * @throws PasserelleException when the host cannot do it now
     */
    void delete(UserIntegration integration, SyncPair pair, HostCollections host) {
        try (ItemCollection collection = host.open(integration.owner(), pair.hostCollection())) {
            List<Write> batch = new ArrayList<>();
            sync.forEachByHostRef(integration.owner().organisation(), pair.id(), mapping -> {
                if (isCopy(mapping)) {
                    batch.add(new Write.Delete(mapping.hostRef(), mapping.hostRevision()));
                }
                if (batch.size() == collection.maxBatch()) {
                    write(collection, batch);
                }
            });
            write(collection, batch);
        } catch (PasserelleException failure) {
            if (failure.code() != ErrorCode.COLLECTION_GONE) {
                throw failure;
            }
        }
    }

    private static void write(ItemCollection collection, List<Write> batch) {
        if (batch.isEmpty()) {
            return;
        }
        for (WriteResult result : collection.write(batch)) {
            if (result instanceof WriteResult.Failed failed && failed.code().type().isRetried()) {
                throw PasserelleException.of(failed.code());
            }
        }
        batch.clear();
    }
}
