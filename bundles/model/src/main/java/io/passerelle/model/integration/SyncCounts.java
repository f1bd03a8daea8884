// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/**
 * What a run did.
 *
 * @param hostCreated items created on the host
 * @param hostUpdated items changed on the host
 * @param hostDeleted items deleted on the host
 * @param providerCreated items created at the provider
 * @param providerUpdated items changed at the provider
 * @param providerDeleted items deleted at the provider
 * @param conflicts fields decided by the conflict policy
 * @param held deletions waiting for review
 * @param failed items that could not be synced
 */
public record SyncCounts(
        int hostCreated,
        int hostUpdated,
        int hostDeleted,
        int providerCreated,
        int providerUpdated,
        int providerDeleted,
        int conflicts,
        int held,
        int failed) {
    /** Nothing yet. */
    public static final SyncCounts NONE = new SyncCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Writes of any kind, on both sides. */
    public int writes() {
        return hostCreated + hostUpdated + hostDeleted + providerCreated + providerUpdated + providerDeleted;
    }
}
