// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.identity;

/** What a user may do beyond their own integrations. */
public enum Role {
    /** Everybody. */
    USER,
    /** Administers the organisation's providers. */
    ADMINISTRATOR
}
