// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

/** The access tokens of one integration, renewed behind the scenes. Called concurrently. */
public interface AccessTokens {

    /**
     * A token that is valid for at least another minute.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code GRANT_LOST} and the like
     */
    String current();

    /**
     * A token other than one that the service rejected with 401. Called once per request: when the new one is rejected
     * too, the connector gives up with {@code GRANT_LOST}.
     *
     * @param rejected the token that was rejected
     */
    String renewed(String rejected);
}
