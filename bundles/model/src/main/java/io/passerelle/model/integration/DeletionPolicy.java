// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/** What happens to the copy of an item that was deleted on the other side. */
public enum DeletionPolicy {
    /** It is deleted as well. */
    FOLLOW,
    /** Its deletion is held until a person has looked at it. */
    ASK,
    /** It stays, and is not synced any more until somebody changes it. */
    NEVER
}
