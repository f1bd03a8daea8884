// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

/**
 * An item as a file.
 *
 * @param uid its UID
 * @param text iCalendar or vCard
 */
record Entry(String uid, String text) {}
