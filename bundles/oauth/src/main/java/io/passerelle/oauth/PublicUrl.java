// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.ProviderId;
import java.net.URI;
import java.util.Set;

/** Under which people reach this server. */
final class PublicUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String base;
    private final boolean confidential;

    PublicUrl(String configured) {
        URI uri = URI.create(configured.strip());
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "publicUrl in the configuration io.passerelle.oauth is not an http or https address");
        }
        String text = uri.toString();
        base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        confidential = "https".equals(uri.getScheme()) || LOOPBACK.contains(uri.getHost());
    }

    /** Whether nobody between browser and server can read along. */
    boolean isConfidential() {
        return confidential;
    }

    /** One redirect URI per provider, so that no provider's answer can be taken for another's (RFC 9700 §4.4.2). */
    URI redirectUri(ProviderId provider) {
        return URI.create(base + "/integrations/api/oauth/" + provider + "/callback");
    }
}
