// SPDX-License-Identifier: Apache-2.0
package io.passerelle.ical.vcard;

/**
 * What a file held.
 *
 * @param cards number of cards that begin in it; 0 when the file is something else
 * @param contacts number of contacts that were handed over
 * @param problems number of problems reported
 */
public record CardSummary(int cards, int contacts, int problems) {}
