// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * How requests say who is asking. Sent with every request to the account's pinned origins and to nobody else. None of these
 * shows its secret in {@code toString}.
 */
public sealed interface DavCredential {

    /** Nothing: the server knows by other means, or serves one person only. */
    record None() implements DavCredential {}

    /**
     * User name and (app) password (RFC 7617, in UTF-8). Also of a superuser who acts for others, see
     * {@link DavAccount.Builder#principal}.
     *
     * @param user user name, without a colon
     * @param password password
     */
    record Basic(String user, String password) implements DavCredential {
        public Basic {
            if (user.indexOf(':') >= 0) {
                throw new IllegalArgumentException("a user name has no colon");
            }
            Objects.requireNonNull(password);
        }

        @Override
        public String toString() {
            return "Basic[not shown]";
        }
    }

    /**
     * A token (RFC 6750).
     *
     * @param token asked for each request, so that it may be renewed meanwhile; called from several threads
     */
    record Bearer(Supplier<String> token) implements DavCredential {
        public Bearer {
            Objects.requireNonNull(token);
        }

        @Override
        public String toString() {
            return "Bearer[not shown]";
        }
    }

    /**
     * A header that the server trusts because of where the request comes from, such as {@code x-webobjects-remote-user}. Only
     * for addresses that an administrator configured.
     *
     * @param name header name
     * @param value who is acting
     */
    record TrustedHeader(String name, String value) implements DavCredential {
        public TrustedHeader {
            if (!name.matches("[A-Za-z0-9-]{1,64}") || value.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a header has a name of letters and a value of one line");
            }
        }

        @Override
        public String toString() {
            return "TrustedHeader[" + name + ", not shown]";
        }
    }
}
