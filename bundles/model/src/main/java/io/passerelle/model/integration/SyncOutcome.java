// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/** How a run ended. */
public enum SyncOutcome {
    /** Under way. */
    RUNNING,
    /** Everything was done. */
    SUCCEEDED,
    /** Done, but some items could not be synced or deletions are held. */
    PARTIAL,
    /** Ended by an error; the next run takes it up again. */
    FAILED,
    /** Stopped by a person. */
    CANCELLED,
    /** Nothing was written: what would be done waits for a person's consent. */
    PREVIEWED
}
