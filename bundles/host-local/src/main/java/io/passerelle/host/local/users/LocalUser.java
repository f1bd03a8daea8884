// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.users;

import io.passerelle.model.UserId;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.Role;
import java.util.Locale;
import java.util.Set;

/**
 * A user of this host.
 *
 * @param id identity, never given to another person
 * @param name what they sign in with, lower case
 * @param displayName what they are called
 * @param locale language; empty tag for the browser's
 * @param administrator whether they administer the organisation
 */
public record LocalUser(UserId id, String name, String displayName, Locale locale, boolean administrator) {

    /** As the rest of the server knows them. */
    public HostUser asHostUser() {
        return new HostUser(
                id, displayName, locale, administrator ? Set.of(Role.USER, Role.ADMINISTRATOR) : Set.of(Role.USER));
    }

    @Override
    public String toString() {
        return "LocalUser[" + id + "]";
    }
}
