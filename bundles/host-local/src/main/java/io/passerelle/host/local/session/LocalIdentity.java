// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.session;

import io.passerelle.host.local.users.LocalUser;
import io.passerelle.host.local.users.Users;
import io.passerelle.host.spi.HostIdentity;
import io.passerelle.model.UserId;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.SignedIn;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is signed in at the embedded host. */
@Component(service = HostIdentity.class)
public final class LocalIdentity implements HostIdentity {
    /** What open pages ask without their person; it does not keep a session alive. */
    private static final Pattern BY_ITSELF = Pattern.compile("/?(host/api/version|(integrations/api/)?events)");

    private final SessionCookie cookie;
    private final SessionStore sessions;
    private final Users users;

    /** Over sessions and users of this host. */
    @Activate
    public LocalIdentity(@Reference SessionCookie cookie, @Reference SessionStore sessions, @Reference Users users) {
        this.cookie = cookie;
        this.sessions = sessions;
        this.users = users;
    }

    @Override
    public Optional<SignedIn> authenticate(RequestHead head) {
        return cookie.token(head)
                .flatMap(token -> sessions.find(token, !BY_ITSELF.matcher(head.path()).matches()))
                .flatMap(session -> find(session.user()).map(user -> new SignedIn(user, session.key())));
    }

    @Override
    public Optional<HostUser> find(UserId id) {
        return users.find(id).map(LocalUser::asHostUser);
    }
}
