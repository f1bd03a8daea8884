// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

/** Why this node must not start: there is no master key, or not the right one. Tells what to do, never a secret. */
final class MasterKeyUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MasterKeyUnavailable(String message) {
        super(message);
    }

    MasterKeyUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
