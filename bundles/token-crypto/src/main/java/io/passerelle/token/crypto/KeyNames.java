// SPDX-License-Identifier: Apache-2.0
package io.passerelle.token.crypto;

import io.passerelle.model.UserId;
import io.passerelle.store.spi.SealScope;
import java.util.OptionalInt;

/** How keys are called in the store. */
final class KeyNames {
    static final String USER = "user/";

    private KeyNames() {}

    /** The scope of a key within its organisation. */
    static String scope(SealScope scope) {
        if (scope instanceof SealScope.OfUser user) {
            return USER + user.user().value();
        }
        if (scope instanceof SealScope.OfIntegration integration) {
            return "integration/" + integration.integration();
        }
        return "organisation";
    }

    /** A user's key as the wrapping key of that user's integrations. */
    static String ofUser(UserId user, int version) {
        return prefix(user) + version;
    }

    /** The version in a name that {@link #ofUser} made for this user; empty for any other name. */
    static OptionalInt versionOfUser(UserId user, String name) {
        String prefix = prefix(user);
        return name.startsWith(prefix) ? version(name.substring(prefix.length())) : OptionalInt.empty();
    }

    /** A positive number in its canonical form. */
    static OptionalInt version(String digits) {
        return digits.matches("[1-9][0-9]{0,8}") ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    private static String prefix(UserId user) {
        return user.organisation() + "/user/" + user.value() + "/";
    }
}
