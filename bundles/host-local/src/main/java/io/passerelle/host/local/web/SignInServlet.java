// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import io.passerelle.host.local.HostConfig;
import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.session.ClientAddress;
import io.passerelle.host.local.session.SessionCookie;
import io.passerelle.host.local.session.SessionStore;
import io.passerelle.host.local.session.SignInLimit;
import io.passerelle.host.local.users.DemoUsers;
import io.passerelle.host.local.users.LocalUser;
import io.passerelle.host.local.users.Users;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The sign-in page. */
@Component(service = Servlet.class, configurationPid = HostConfig.PID)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern("/login")
public final class SignInServlet extends HostServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_FORM = 8192;

    private final transient Users users;
    private final transient SessionStore sessions;
    private final transient SessionCookie cookie;
    private final transient Gate gate;
    private final transient LocalCollections collections;
    private final transient SignInLimit limit;
    private final transient ClientAddress addresses;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile DemoUsers demo;

    /** Over this host's users and sessions. */
    @Activate
    public SignInServlet(
            HostConfig config,
            @Reference Users users,
            @Reference SessionStore sessions,
            @Reference SessionCookie cookie,
            @Reference Gate gate,
            @Reference LocalCollections collections) {
        this(users, sessions, cookie, gate, collections, new ClientAddress(List.of(config.trustedProxies().split(","))), new SignInLimit(Clock.systemUTC()));
    }

    SignInServlet(
            Users users,
            SessionStore sessions,
            SessionCookie cookie,
            Gate gate,
            LocalCollections collections,
            ClientAddress addresses,
            SignInLimit limit) {
        this.users = users;
        this.sessions = sessions;
        this.cookie = cookie;
        this.gate = gate;
        this.collections = collections;
        this.addresses = addresses;
        this.limit = limit;
    }

    void demo(DemoUsers users) {
        demo = users;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if ("POST".equals(request.getMethod())) {
            signIn(request, response);
        } else if (gate.user(request).isPresent()) {
            redirect(response, target(parameter(request, "next")));
        } else {
            page(request, response, 200, "", "");
        }
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> form = form(request);
        try {
            gate.requireOwnOrigin(request);
        } catch (PasserelleException foreign) {
            page(request, response, 403, "signIn.foreign", form.getOrDefault("name", ""));
            return;
        }
        String name = form.getOrDefault("name", "").strip().toLowerCase(Locale.ROOT);
        String address = addresses.key(request.getRemoteAddr(), Collections.list(request.getHeaders("X-Forwarded-For")));
        Optional<Duration> wait = limit.wait(name, address);
        if (wait.isPresent()) {
            response.setHeader("Retry-After", Long.toString(wait.get().toSeconds() + 1));
            page(request, response, 429, "signIn.wait", name);
            return;
        }
        Optional<LocalUser> user = users.signIn(OrganisationId.DEFAULT, name, form.getOrDefault("password", ""));
        if (user.isEmpty()) {
            limit.failed(name, address);
            page(request, response, 401, "signIn.failed", name);
            return;
        }
        limit.succeeded(name);
        Locale language = user.get().locale().getLanguage().isEmpty() ? language(request) : user.get().locale();
        collections.prepare(user.get().id(), language);
        // a session that somebody else's browser may know ends with the sign-in
        cookie.token(Gate.head(request)).ifPresent(sessions::end);
        response.addHeader("Set-Cookie", cookie.keep(sessions.begin(user.get().id())));
        redirect(response, target(form.get("next")));
    }

    private static Map<String, String> form(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
            throw PasserelleException.invalid("Content-Type", "is application/x-www-form-urlencoded");
        }
        byte[] bytes = request.getInputStream().readNBytes(LARGEST_FORM + 1);
        if (bytes.length > LARGEST_FORM) {
            throw PasserelleException.of(ErrorCode.TOO_LARGE);
        }
        Map<String, String> form = new HashMap<>();
        for (String pair : new String(bytes, StandardCharsets.US_ASCII).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw PasserelleException.invalid("body", "is not form data");
        }
    }

    /** Only a path of this server; anything else leads to the first page. */
    static String target(String next) {
        return next != null && next.matches("/[A-Za-z0-9][A-Za-z0-9/_.-]*") ? next : "/";
    }

    private static void redirect(HttpServletResponse response, String path) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", path);
    }

    private void page(HttpServletRequest request, HttpServletResponse response, int status, String message, String name)
            throws IOException {
        Locale language = language(request);
        Map<String, String> values = new HashMap<>();
        values.put("message", message.isEmpty() ? "" : Texts.of(language, message).replace("{url}", cookie.publicUrl()));
        values.put("name", name);
        values.put("next", target(parameter(request, "next")));
        DemoUsers demonstration = demo;
        List<String> names = demonstration == null ? List.of() : demonstration.names();
        values.put("demo", names.stream().map(one -> one + " / " + one).collect(Collectors.joining("\n")));
        response.setStatus(status);
        Pages.send(response, "login.html", language, values);
    }
}
