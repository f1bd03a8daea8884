// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.integration;

/** What a provider can do and a person can switch on. */
public enum Capability {
    CALENDAR_READ,
    CALENDAR_WRITE,
    CONTACTS_READ,
    CONTACTS_WRITE,
    PRESENCE_READ,
    PRESENCE_WRITE
}
