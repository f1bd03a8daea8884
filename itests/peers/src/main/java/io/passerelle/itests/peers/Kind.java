// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

/** What the two collections hold. */
enum Kind {
    CALENDAR(".ics", "text/calendar; charset=utf-8", "SUMMARY"),
    CONTACTS(".vcf", "text/vcard; charset=utf-8", "FN");

    private final String suffix;
    private final String mediaType;
    private final String title;

    Kind(String suffix, String mediaType, String title) {
        this.suffix = suffix;
        this.mediaType = mediaType;
        this.title = title;
    }

    /** How names of resources end. */
    String suffix() {
        return suffix;
    }

    /** Of the body of a PUT. */
    String mediaType() {
        return mediaType;
    }

    /** The property that a person recognises an item by. */
    String title() {
        return title;
    }
}
