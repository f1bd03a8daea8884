// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

/** The version a card is written in. */
public enum CardVersion {
    /** RFC 2426; of preferences it knows one, and it has no time zones in dates. What most programs read. */
    V3,
    /** RFC 6350. */
    V4
}
