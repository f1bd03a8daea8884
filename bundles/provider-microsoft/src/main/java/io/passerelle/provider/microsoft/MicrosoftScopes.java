// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Graph's delegated permissions in their short form (https://learn.microsoft.com/graph/permissions-reference). */
final class MicrosoftScopes {
    static final String CALENDARS_READ = "Calendars.Read";
    static final String CALENDARS_WRITE = "Calendars.ReadWrite";
    /** MSAL asks for these by itself. */
    static final Set<String> SIGN_IN = Set.of("openid", "profile", "offline_access");

    static final Set<String> BASE = Set.of("openid", "profile", "offline_access", "User.Read");

    private MicrosoftScopes() {}

    /** What was granted, without the service's address and with everything it contains. */
    static Set<String> granted(String scope) {
        Set<String> all = new HashSet<>(SIGN_IN);
        for (String one : scope.strip().split("\\s+")) {
            String small = one.substring(one.lastIndexOf('/') + 1);
            if (!small.isEmpty()) {
                all.add(small);
                if (small.endsWith(".ReadWrite")) {
                    all.add(small.replace(".ReadWrite", ".Read"));
                }
            }
        }
        return all;
    }

    /**
     * What has to be asked for: without those that another one contains and those that MSAL adds.
     *
     * @param graph address of Graph, which the permissions of a national cloud carry before them; empty in the global one
     */
    static Set<String> least(Set<String> wanted, String graph) {
        Set<String> least = new TreeSet<>();
        for (String scope : wanted) {
            boolean contained = scope.endsWith(".Read") && wanted.contains(scope + "Write");
            if (!contained && !SIGN_IN.contains(scope) && !scope.equals("email")) {
                least.add(graph + scope);
            }
        }
        return least;
    }
}
