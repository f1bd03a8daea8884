// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Switches for what tenants and mailboxes do differently. Thread-safe. */
public final class MicrosoftBehaviour {
    private final Set<String> adminConsent = ConcurrentHashMap.newKeySet();
    private final Set<String> challenged = ConcurrentHashMap.newKeySet();
    private volatile int pageLimit;
    private volatile int concurrency = 4;

    /** In a tenant (by domain) people may not consent themselves: AADSTS90094, until its administrator has consented. */
    public void adminConsentRequired(String domain, boolean on) {
        set(adminConsent, domain, on);
    }

    boolean adminConsentRequired(String domain) {
        return domain != null && adminConsent.contains(domain);
    }

    /** Conditional access wants another factor of this account: refreshing answers AADSTS50076 until the person signs in again. */
    public void challenge(String account, boolean on) {
        set(challenged, account, on);
    }

    boolean challenged(String account) {
        return challenged.contains(account);
    }

    private static void set(Set<String> into, String member, boolean on) {
        if (on) {
            into.add(member);
        } else {
            into.remove(member);
        }
    }

    /** Most items on a page whatever is asked for, 0 for no limit (default). */
    public int pageLimit() {
        return pageLimit;
    }

    public void pageLimit(int most) {
        pageLimit = most;
    }

    /** Requests of one mailbox that are served at the same time; 4 by default. */
    public int concurrency() {
        return concurrency;
    }

    public void concurrency(int most) {
        concurrency = most;
    }
}
