// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.microsoft;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The delegated permissions the sandbox knows, with the sentence its consent page shows. */
final class MicrosoftScopes {
    static final String GRAPH = "https://graph.microsoft.com/";
    static final Set<String> IDENTITY = Set.of("openid", "profile", "email", "offline_access");
    private static final Map<String, String> TEXTS = new LinkedHashMap<>();
    /** Only an administrator can consent to these. */
    private static final Set<String> ADMIN = Set.of("Presence.Read.All", "User.Read.All");

    static {
        TEXTS.put("User.Read", "Sign you in and read your profile");
        TEXTS.put("Calendars.Read", "Read your calendars");
        TEXTS.put("Calendars.ReadWrite", "Have full access to your calendars");
        TEXTS.put("Contacts.Read", "Read your contacts");
        TEXTS.put("Contacts.ReadWrite", "Have full access to your contacts");
        TEXTS.put("Presence.Read", "Read your presence information");
        TEXTS.put("Presence.ReadWrite", "Read and write your presence information");
        TEXTS.put("Presence.Read.All", "Read presence information of all users in your organization");
        TEXTS.put("User.Read.All", "Read all users' full profiles");
    }

    private MicrosoftScopes() {
    }

    static boolean known(String scope) {
        return IDENTITY.contains(scope) || TEXTS.containsKey(scope);
    }

    static boolean adminOnly(String scope) {
        return ADMIN.contains(scope);
    }

    static String text(String scope) {
        return TEXTS.getOrDefault(scope, scope);
    }

    /** Permissions in their short form. */
    static Set<String> split(String scopes) {
        Set<String> out = new LinkedHashSet<>();
        for (String scope : scopes.strip().split("\\s+")) {
            if (!scope.isEmpty()) {
                String small = scope.startsWith(GRAPH) ? scope.substring(GRAPH.length()) : scope;
                out.add(TEXTS.keySet().stream().filter(name -> name.toLowerCase(Locale.ROOT).equals(small.toLowerCase(Locale.ROOT))).findFirst().orElse(small));
            }
        }
        return out;
    }

    /** Whether one of the granted permissions contains a wanted one. */
    static boolean covers(Set<String> granted, String wanted) {
        return granted.contains(wanted) || wanted.endsWith(".Read") && granted.contains(wanted + "Write");
    }
}
