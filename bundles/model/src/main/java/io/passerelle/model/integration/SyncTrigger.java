// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/** Why a run took place. */
public enum SyncTrigger {
    /** Its time had come. */
    SCHEDULE,
    /** A person asked for it. */
    USER,
    /** The first run after choosing collections. */
    FIRST,
    /** A person released held deletions, or decided a conflict. */
    REVIEW,
    /** A person took a run back. */
    UNDO,
    /** A person asked for a single item once more. */
    RETRY
}
