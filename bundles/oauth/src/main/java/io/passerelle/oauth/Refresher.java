// SPDX-License-Identifier: Apache-2.0
package io.passerelle.oauth;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.Credential;
import io.passerelle.store.spi.CredentialStore;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One refresh of one integration under its row lock. */
final class Refresher {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    /** Each holds a connection to the database while the provider thinks; the rest of the pool stays free. */
    private static final int AT_THE_SAME_TIME = 4;

    private final CredentialStore credentials;
    private final Vault vault;
    private final Semaphore permits = new Semaphore(AT_THE_SAME_TIME, true);

    Refresher(CredentialStore credentials, Vault vault) {
        this.credentials = credentials;
        this.vault = vault;
    }

    /** A failure with the stored credential that it is about. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient PasserelleException failure;
        private final transient Optional<byte[]> sealed;

        Failed(PasserelleException failure, Optional<byte[]> sealed) {
            super(failure.code().name(), null, false, false);
            this.failure = failure;
            this.sealed = sealed;
        }

        PasserelleException failure() {
            return failure;
        }

        Optional<byte[]> sealed() {
            return sealed;
        }
    }

    /**
     * What is stored now, durably.
     *
     * @param credential to be used
     * @param isNew whether it came from the provider just now; otherwise somebody else had renewed it
     */
    record Outcome(Credential credential, boolean isNew) {
        @Override
        public String toString() {
            return "Outcome[not shown]";
        }
    }

    /**
     * Renews a credential, or adopts one that somebody else renewed meanwhile.
     *
     * @param isStale whether a credential has to be renewed
     */
    Outcome refresh(UserId owner, IntegrationId id, Authorizer authorizer, Predicate<Credential> isStale)
            throws Failed {
        AtomicReference<byte[]> underLock = new AtomicReference<>();
        AtomicReference<Outcome> result = new AtomicReference<>();
        permits.acquireUninterruptibly();
        try {
            credentials.underLock(owner.organisation(), id, sealed -> {
                underLock.set(sealed);
                Credential current = vault.open(owner, id, sealed);
                if (!isStale.test(current)) {
                    result.set(new Outcome(current, false));
                    return Optional.empty();
                }
                Credential renewed = ask(authorizer, current);
                byte[] resealed = vault.seal(owner, id, renewed);
                result.set(new Outcome(renewed, true));
                LOG.debug("The access token of integration {} was renewed", id);
                return Optional.of(resealed);
            });
            return result.get();
        } catch (PasserelleException failed) {
            boolean gone = failed.code() == ErrorCode.NOT_FOUND && underLock.get() == null;
            throw new Failed(
                    gone ? PasserelleException.of(ErrorCode.SECRET_UNREADABLE, "there is no credential") : failed,
                    Optional.ofNullable(underLock.get()));
        } finally {
            permits.release();
        }
    }

    private static Credential ask(Authorizer authorizer, Credential current) {
        try {
            Credential renewed = authorizer.refresh(current);
            if (renewed != null && !renewed.accessToken().isBlank()) {
                return renewed;
            }
        } catch (PasserelleException failed) {
            throw failed;
        } catch (RuntimeException unexpected) {
            // Only its kind: nobody knows what a foreign exception says.
            LOG.error("A refresh ended with an unexpected {}", unexpected.getClass().getName());
        }
        throw PasserelleException.of(ErrorCode.PROVIDER_ANSWER_UNREADABLE, "no access token came of a refresh");
    }
}
