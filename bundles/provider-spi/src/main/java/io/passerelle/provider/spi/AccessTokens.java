// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

/**
 * The access tokens of one integration, renewed behind the scenes; for a {@link FormProvider}, what its authorizer made of the form
 * that was filled in, which is not renewed. Called concurrently.
 */
public interface AccessTokens {

    /**
     * A token that is valid for at least another minute.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code GRANT_LOST} and the like
     */
    String current();

    /**
     * A token other than one that the service rejected with 401. Called once per request: when the new one is rejected
     * too, the connector gives up with {@code GRANT_LOST}. For a {@link FormProvider}: one that a person filled in since, or
     * {@code GRANT_LOST}, with which they are asked to reconnect.
     *
     * @param rejected the token that was rejected
     */
    String renewed(String rejected);
}
