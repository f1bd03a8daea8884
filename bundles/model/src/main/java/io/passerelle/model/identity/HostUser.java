// SPDX-License-Identifier: Apache-2.0
package io.passerelle.model.identity;

import io.passerelle.model.UserId;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A user as the host knows them.
 *
 * @param id immutable identity
 * @param displayName what the person is called; personal data
 * @param locale the language the host shows them
 * @param roles at least {@link Role#USER}
 */
public record HostUser(UserId id, String displayName, Locale locale, Set<Role> roles) {
    public HostUser {
        Objects.requireNonNull(id);
        Objects.requireNonNull(displayName);
        Objects.requireNonNull(locale);
        roles = Set.copyOf(roles);
    }

    /** Whether the user administers the organisation. */
    public boolean isAdministrator() {
        return roles.contains(Role.ADMINISTRATOR);
    }

    @Override
    public String toString() {
        return "HostUser[" + id + "]";
    }
}
