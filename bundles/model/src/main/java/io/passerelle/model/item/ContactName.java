// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

/**
 * The name of a person. Absent parts are empty; some services know the full name only, others the parts only.
 *
 * @param full as it is displayed (vCard FN, Google {@code displayName} or {@code unstructuredName})
 * @param prefix title before the name ({@code Dr.})
 * @param given first name
 * @param middle further given names
 * @param family last name
 * @param suffix after the name ({@code Jr., M.D.})
 * @param phoneticGiven how the first name sounds (Outlook {@code yomiGivenName})
 * @param phoneticMiddle how further given names sound
 * @param phoneticFamily how the last name sounds
 */
public record ContactName(
        String full,
        String prefix,
        String given,
        String middle,
        String family,
        String suffix,
        String phoneticGiven,
        String phoneticMiddle,
        String phoneticFamily) {
    /** No name at all. */
    public static final ContactName NONE = new ContactName("", "", "", "", "", "", "", "", "");

    public ContactName {
        full = ContactText.line(full);
        prefix = ContactText.line(prefix);
        given = ContactText.line(given);
        middle = ContactText.line(middle);
        family = ContactText.line(family);
        suffix = ContactText.line(suffix);
        phoneticGiven = ContactText.line(phoneticGiven);
        phoneticMiddle = ContactText.line(phoneticMiddle);
        phoneticFamily = ContactText.line(phoneticFamily);
    }

    /** Without phonetics. */
    public static ContactName of(String full, String prefix, String given, String middle, String family, String suffix) {
        return new ContactName(full, prefix, given, middle, family, suffix, "", "", "");
    }

    /** The full name alone. */
    public static ContactName of(String full) {
        return of(full, "", "", "", "", "");
    }

    /** The full name with first and last name. */
    public static ContactName of(String full, String given, String family) {
        return of(full, "", given, "", family, "");
    }

    /** The parts in the Western order: {@code Dr. Ada King Lovelace, PhD}; empty when there is none. */
    public String joined() {
        String name = ContactText.line(String.join(" ", prefix, given, middle, family));
        return suffix.isEmpty() ? name : name.isEmpty() ? suffix : name + ", " + suffix;
    }

    /** Never the name. */
    @Override
    public String toString() {
        return "ContactName[not shown]";
    }
}
