// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.session;

import io.passerelle.host.local.HostConfig;
import io.passerelle.model.identity.RequestHead;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The one cookie: not for scripts, not for other sites, and over https under a name that browsers accept only from there.
 * Also knows the origin that people's browsers have.
 */
@Component(service = SessionCookie.class, configurationPid = HostConfig.PID)
public final class SessionCookie {
    private final String origin;
    private final String publicUrl;
    private final boolean secure;

    /** For the configured public URL. */
    @Activate
    public SessionCookie(HostConfig config) {
        this(config.publicUrl());
    }

    /** For a public URL. */
    public SessionCookie(String publicUrl) {
        URI uri = URI.create(publicUrl);
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        origin = uri.getScheme() + "://" + uri.getAuthority();
        secure = "https".equals(uri.getScheme());
    }

    /** Our own origin. */
    public String origin() {
        return origin;
    }

    /** Address of the server without a slash at its end. */
    public String publicUrl() {
        return publicUrl;
    }

    private String name() {
        return secure ? "__Host-passerelle-session" : "passerelle-session";
    }

    /** The token of a request; of two cookies of this name neither counts. */
    public Optional<String> token(RequestHead head) {
        List<String> values = head.cookies(name());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Value of Set-Cookie that keeps a token until the browser is closed or the session ends. */
    public String keep(String token) {
        return name() + "=" + token + "; Path=/; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
    }

    /** Value of Set-Cookie that forgets it. */
    public String forget() {
        return name() + "=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0" + (secure ? "; Secure" : "");
    }
}
