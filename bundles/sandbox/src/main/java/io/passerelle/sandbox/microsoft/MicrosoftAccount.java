// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A person with an account at Microsoft.
 *
 * @param email    user principal name and mail address
 * @param name     display name
 * @param tenant   tenant id; {@link #PERSONAL} for a personal account
 * @param domain   domain of the tenant, null for a personal account
 * @param objectId immutable id in the tenant
 * @param timeZone the mailbox's zone, a Windows or IANA name
 * @param mailbox  calendars and contacts
 */
public record MicrosoftAccount(String email, String name, String tenant, String domain, String objectId, String timeZone, Mailbox mailbox) {
    /** The tenant of all personal accounts. */
    public static final String PERSONAL = "9188040d-6c67-4c5b-b112-36a304b66dad";

    static MicrosoftAccount of(String email, String name, String timeZone, String domain, Mailbox mailbox) {
        return new MicrosoftAccount(email, name, domain == null ? PERSONAL : uuid(domain), domain, uuid(email), timeZone, mailbox);
    }

    private static String uuid(String text) {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    boolean personal() {
        return domain == null;
    }

    @Override
    public String toString() {
        return "MicrosoftAccount " + objectId;
    }
}
