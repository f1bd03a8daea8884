// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import io.passerelle.host.local.session.LocalIdentity;
import io.passerelle.host.local.session.SessionCookie;
import io.passerelle.host.spi.HostIdentity;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.HostUser;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who may come in: a session, and for everything that changes something our own page as well. */
@Component(service = Gate.class)
public final class Gate {
    private static final String OWN_HEADER = "X-Passerelle";

    private final HostIdentity identity;
    private final SessionCookie cookie;

    /** Over this host's sessions. */
    @Activate
    public Gate(@Reference(target = "(component.name=io.passerelle.host.local.session.LocalIdentity)") HostIdentity identity,
            @Reference SessionCookie cookie) {
        this.identity = identity;
        this.cookie = cookie;
    }

    static Gate of(LocalIdentity identity, SessionCookie cookie) {
        return new Gate(identity, cookie);
    }

    Optional<HostUser> user(HttpServletRequest request) {
        return identity.authenticate(head(request)).map(SignedIn::user);
    }

    /** The signed-in user of a call; for an unsafe one only from our own page. */
    public HostUser caller(HttpServletRequest request) {
        HostUser user = user(request).orElseThrow(() -> PasserelleException.of(ErrorCode.SIGN_IN_REQUIRED));
        if (!"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            requireOwnOrigin(request);
            if (request.getHeader(OWN_HEADER) == null) {
                throw PasserelleException.of(ErrorCode.FOREIGN_ORIGIN, "the header " + OWN_HEADER + " is missing");
            }
        }
        return user;
    }

    /** The public URL is configuration: what the Host header says proves nothing. */
    void requireOwnOrigin(HttpServletRequest request) {
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        if (origins.size() != 1 || !cookie.origin().equals(origins.get(0))) {
            throw PasserelleException.of(ErrorCode.FOREIGN_ORIGIN, "the Origin header is not our own");
        }
    }

    static RequestHead head(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        Collections.list(request.getHeaderNames())
                .forEach(name -> headers.put(name, Collections.list(request.getHeaders(name))));
        return new RequestHead(request.getMethod(), request.getRequestURI(), headers);
    }
}
