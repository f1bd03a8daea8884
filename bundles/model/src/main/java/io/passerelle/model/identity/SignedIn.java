// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.identity;

import java.util.Objects;

/**
 * A user in one session of theirs.
 *
 * @param user who
 * @param sessionKey stable for the session and different for every session; a digest, never the cookie's value
 */
public record SignedIn(HostUser user, String sessionKey) {
    public SignedIn {
        Objects.requireNonNull(user);
        if (sessionKey == null || sessionKey.isBlank()) {
            throw new IllegalArgumentException("a session has a key");
        }
    }

    @Override
    public String toString() {
        return "SignedIn[" + user.id() + "]";
    }
}
