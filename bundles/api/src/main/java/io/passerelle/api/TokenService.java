// SPDX-License-Identifier: Apache-2.0
package io.passerelle.api;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;

/** Tokens of integrations: one refresh at a time across the cluster, sealed at rest. For background work, not for pages. */
public interface TokenService {

    /**
     * An access token that is valid for at least another minute.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code GRANT_LOST}, {@code SECRET_UNREADABLE},
     *     {@code PROVIDER_UNAVAILABLE}, {@code PROVIDER_UNREACHABLE}, {@code CLIENT_REJECTED}, …
     */
    String accessToken(UserId owner, IntegrationId id);

    /** An access token other than one that the service rejected. */
    String renewedToken(UserId owner, IntegrationId id, String rejected);

    /** Revokes the grant at the provider as far as possible. Never throws for what the provider answers. */
    void revoke(UserId owner, IntegrationId id);
}
