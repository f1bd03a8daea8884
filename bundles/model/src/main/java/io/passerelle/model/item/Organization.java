// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.item;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a person does where (vCard ORG, TITLE and ROLE, Google {@code organizations}). Absent parts are empty.
 *
 * @param name of the company or institution
 * @param department unit within it
 * @param title position of the person
 * @param role what the person does there (vCard ROLE, Google {@code jobDescription})
 * @param phoneticName how the name sounds (Google {@code phoneticName}, Outlook {@code yomiCompanyName})
 * @param labels what it is: {@code work}, {@code school}
 */
public record Organization(
        String name, String department, String title, String role, String phoneticName, Labels labels) {
    public Organization {
        name = ContactText.line(name);
        department = ContactText.line(department);
        title = ContactText.line(title);
        role = ContactText.clean(role);
        phoneticName = ContactText.line(phoneticName);
        Objects.requireNonNull(labels);
    }

    /** Name, department and title. */
    public static Organization of(String name, String department, String title) {
        return new Organization(name, department, title, "", "", Labels.NONE);
    }

    /** What makes it the same one: its name, so that a new title is a change and no other organisation. */
    String identity() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Canonical text, see {@link Item#fields()}; empty when there is nothing but labels. */
    public String encode() {
        Map<String, String> parts = new TreeMap<>();
        parts.put("name", name);
        parts.put("department", department);
        parts.put("title", title);
        parts.put("role", role);
        parts.put("phoneticName", phoneticName);
        if (parts.values().stream().allMatch(String::isEmpty)) {
            return "";
        }
        labels.encode(parts);
        return ContactText.encode(parts);
    }

    /** Reads what {@link #encode()} writes; any other text is the name. */
    public static Organization decode(String text) {
        Map<String, String> parts = ContactText.decode(text);
        return new Organization(
                parts.getOrDefault("name", parts.get(ContactText.VALUE)),
                parts.get("department"),
                parts.get("title"),
                parts.get("role"),
                parts.get("phoneticName"),
                Labels.decode(parts));
    }

    /** Never the name. */
    @Override
    public String toString() {
        return "Organization[not shown]";
    }
}
