// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.dav;

import io.passerelle.model.UserId;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The host's people: who they are comes from a session, what they are called from the server. Immutable. */
public final class People {
    /** What people are called; a service. */
    public interface Names {
        /** Display name of a person; empty when the host no longer knows them. */
        Optional<String> of(UserId user);
    }

    private final Names names;
    private final Set<String> administrators;
    private final Locale locale;

    /**
     * People of one host.
     *
     * @param names what they are called
     * @param administrators ids of those who administer
     * @param locale their language, where nothing says otherwise
     */
    public People(Names names, List<String> administrators, Locale locale) {
        this.names = names;
        this.administrators = Set.copyOf(administrators);
        this.locale = locale;
    }

    /** Whether this can be the id of a person at a DAV host: one segment of a path. */
    public static boolean isId(String text) {
        return !text.isBlank()
                && text.length() <= 255
                && !text.equals(".")
                && !text.equals("..")
                && text.chars().noneMatch(c -> Character.isISOControl(c) || c == '/' || c == '\\' || c == '%');
    }

    /** A person whom a session names: the host knows them, so the name alone is asked for, and is not essential. */
    public HostUser named(UserId id) {
        return user(id, id.value());
    }

    /** A person by id; empty when the host no longer knows them. */
    public Optional<HostUser> find(UserId id) {
        return isId(id.value()) ? names.of(id).map(name -> user(id, name)) : Optional.empty();
    }

    private HostUser user(UserId id, String name) {
        return new HostUser(
                id, name, locale, administrators.contains(id.value()) ? Set.of(Role.USER, Role.ADMINISTRATOR) : Set.of(Role.USER));
    }
}
