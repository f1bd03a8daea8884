// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A postal address (vCard ADR, Google {@code addresses}, Outlook {@code homeAddress}…). Absent parts are empty.
 *
 * @param street street and number; may have several lines
 * @param extended flat, floor, building
 * @param poBox post office box
 * @param city town
 * @param region state or province
 * @param postalCode code
 * @param country name of the country
 * @param countryCode ISO 3166-1 alpha-2, upper case, or empty
 * @param formatted the whole address as text (vCard LABEL), where it was written by hand and is no mere joining of the parts
 * @param labels what it is for
 */
public record PostalAddress(
        String street,
        String extended,
        String poBox,
        String city,
        String region,
        String postalCode,
        String country,
        String countryCode,
        String formatted,
        Labels labels) {
    public PostalAddress {
        street = ContactText.clean(street);
        extended = ContactText.clean(extended);
        poBox = ContactText.clean(poBox);
        city = ContactText.clean(city);
        region = ContactText.clean(region);
        postalCode = ContactText.clean(postalCode);
        country = ContactText.clean(country);
        countryCode = ContactText.line(countryCode).toUpperCase(Locale.ROOT);
        formatted = ContactText.clean(formatted);
        Objects.requireNonNull(labels);
    }

    /** The parts that every service has. */
    public static PostalAddress of(
            String street, String city, String region, String postalCode, String country, Labels labels) {
        return new PostalAddress(street, "", "", city, region, postalCode, country, "", "", labels);
    }

    /** With another text of the whole. */
    public PostalAddress withFormatted(String text) {
        return new PostalAddress(
                street, extended, poBox, city, region, postalCode, country, countryCode, text, labels);
    }

    /** With other labels. */
    public PostalAddress withLabels(Labels other) {
        return new PostalAddress(
                street, extended, poBox, city, region, postalCode, country, countryCode, formatted, other);
    }

    /** Whether there is nothing but labels. */
    public boolean isEmpty() {
        return parts().values().stream().allMatch(String::isEmpty);
    }

    private Map<String, String> parts() {
        Map<String, String> parts = new TreeMap<>();
        parts.put("street", street);
        parts.put("extended", extended);
        parts.put("poBox", poBox);
        parts.put("city", city);
        parts.put("region", region);
        parts.put("postalCode", postalCode);
        parts.put("country", country);
        parts.put("countryCode", countryCode);
        parts.put("formatted", formatted);
        return parts;
    }

    /** What makes it the same address: its parts without country code, whose presence differs from service to service. */
    String identity() {
        String place = String.join(" ", street, extended, poBox, postalCode, city, region, country);
        return (place.isBlank() ? formatted + countryCode : place).toLowerCase(Locale.ROOT);
    }

    /** Canonical text, see {@link Item#fields()}; empty when there is nothing but labels. */
    public String encode() {
        if (isEmpty()) {
            return "";
        }
        Map<String, String> parts = parts();
        labels.encode(parts);
        return ContactText.encode(parts);
    }

    /** Reads what {@link #encode()} writes; any other text is the whole address. */
    public static PostalAddress decode(String text) {
        Map<String, String> parts = ContactText.decode(text);
        return new PostalAddress(
                parts.get("street"),
                parts.get("extended"),
                parts.get("poBox"),
                parts.get("city"),
                parts.get("region"),
                parts.get("postalCode"),
                parts.get("country"),
                parts.get("countryCode"),
                parts.getOrDefault("formatted", parts.get(ContactText.VALUE)),
                Labels.decode(parts));
    }

    /** Never the address. */
    @Override
    public String toString() {
        return "PostalAddress[" + labels + "]";
    }
}
