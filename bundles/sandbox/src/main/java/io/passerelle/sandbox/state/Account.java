// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.state;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A person of the sandbox.
 *
 * @param email        also the id of the primary calendar
 * @param subject      the OpenID subject, never changes
 * @param name         display name
 * @param hostedDomain Workspace domain, null for a consumer account
 * @param timeZone     the account's time zone setting
 * @param calendarList by calendar id, in order
 */
public record Account(String email, String subject, String name, String hostedDomain, String timeZone,
        Map<String, ListEntry> calendarList) {

    public Account(String email, String subject, String name, String hostedDomain, String timeZone) {
        this(email, subject, name, hostedDomain, timeZone, new LinkedHashMap<>());
    }

    public boolean workspace() {
        return hostedDomain != null;
    }

    @Override
    public String toString() {
        return "Account " + subject;
    }
}
