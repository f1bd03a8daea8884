// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

import io.passerelle.model.error.ErrorCode;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run did with one item.
 *
 * @param label what a person calls the item; personal data, sealed at rest
 * @param side where the action took place
 * @param action what was done, or was to be done
 * @param reason why it was not done; empty when it was
 * @param detail fields concerned or where it failed; no item content
 */
public record SyncItemResult(String label, Side side, Action action, Optional<ErrorCode> reason, String detail) {
    /** What happens to an item on one side. */
    public enum Action {
        CREATE,
        UPDATE,
        DELETE,
        /** Matched with an item already there, nothing written. */
        LINK,
        /** Read and not understood. */
        READ
    }

    public SyncItemResult {
        Objects.requireNonNull(label);
        Objects.requireNonNull(side);
        Objects.requireNonNull(action);
        Objects.requireNonNull(reason);
        Objects.requireNonNull(detail);
    }

    @Override
    public String toString() {
        return "SyncItemResult[" + side + " " + action + "]";
    }
}
