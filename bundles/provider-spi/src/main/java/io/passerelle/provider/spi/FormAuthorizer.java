// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.spi;

import java.util.Map;

/**
 * The connecting side of a provider with a form; what {@link Authorizer} is with OAuth. It keeps nothing: the credential that
 * it returns is opaque to everybody else, and is sealed and stored by the caller, like tokens. It is neither renewed nor
 * revoked: it holds until the service refuses it.
 *
 * <p><b>Threads.</b> Called concurrently. <b>Time.</b> Calls block and end within 30 seconds; nobody has to wait longer for a
 * server that does not answer. <b>Secrets.</b> No answer of a secret field appears in a message, a log line, an address that is
 * requested, or a cause. <b>Addresses.</b> Where a person types the address of a server, the provider refuses addresses that are
 * not public, unless the administrator has listed them, before each connection and after each redirect.
 *
 * <p><b>Afterwards.</b> When a run meets a service that refuses the password for good, the connector asks
 * {@link AccessTokens#renewed}, which records that the person has to reconnect, and throws {@code GRANT_LOST}. Reconnecting shows
 * the form again with {@link #identity} filled in and fixed; only another account's answer is refused then.
 */
public interface FormAuthorizer {

    /**
     * Tests what was filled in against the live service, and finds out whose account it is. Nothing is stored before it
     * returned. Called for a new connection and for a reconnection alike.
     *
     * @param answers what was filled in; it has every required field, and each fits its pattern
     * @return the account, what to seal, and the scopes of {@link ProviderDescriptor} that the account can serve (an account without
     *     address books grants none for contacts). {@link Credential#accessToken()} is what the connector is handed, in an
     *     encoding of the provider's own; {@link Credential#expiresAt()} is not looked at
     * @throws io.passerelle.model.error.PasserelleException with {@link io.passerelle.model.error.PasserelleException#field()} naming
     *     the field to correct: {@code SERVER_NOT_FOUND}, {@code NO_COLLECTIONS_THERE}, {@code PASSWORD_REFUSED},
     *     {@code CERTIFICATE_REFUSED}, {@code ADDRESS_REFUSED}, {@code ENCRYPTION_REQUIRED}, {@code SERVER_TOO_SLOW},
     *     {@code INVALID_INPUT}; without a field where no field is to blame: {@code PROVIDER_UNREACHABLE}, {@code PROVIDER_ERROR},
     *     {@code PROVIDER_ANSWER_UNREADABLE}
     */
    Authorization connect(FormAnswers answers);

    /**
     * The answers behind a credential that say whose account it is, by field id: those of the fields that are
     * {@link FormField#identity()}, never a secret. Does no I/O.
     *
     * @throws io.passerelle.model.error.PasserelleException {@code SECRET_UNREADABLE} when it is no credential of this provider
     */
    Map<String, String> identity(Credential current);
}
