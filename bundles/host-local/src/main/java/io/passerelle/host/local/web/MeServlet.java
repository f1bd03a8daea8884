// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.session.SessionCookie;
import io.passerelle.host.local.session.SessionStore;
import io.passerelle.host.local.session.SignInLimit;
import io.passerelle.host.local.users.Users;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.HostUser;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The signed-in person: who they are, their language, the end of their session, and whether anything of theirs changed. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern({"/host/api/me", "/host/api/password", "/host/api/sign-out", "/host/api/version"})
public final class MeServlet extends HostServlet {
    private static final long serialVersionUID = 1L;
    private static final Set<String> LANGUAGES = Set.of("", "en", "fr");

    private final transient Gate gate;
    private final transient Users users;
    private final transient SessionStore sessions;
    private final transient SessionCookie cookie;
    private final transient LocalCollections collections;
    private final transient SignInLimit limit = new SignInLimit(Clock.systemUTC());

    /** Over this host's users and sessions. */
    @Activate
    public MeServlet(
            @Reference Gate gate,
            @Reference Users users,
            @Reference SessionStore sessions,
            @Reference SessionCookie cookie,
            @Reference LocalCollections collections) {
        this.gate = gate;
        this.users = users;
        this.sessions = sessions;
        this.cookie = cookie;
        this.collections = collections;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HostUser user = gate.caller(request);
        String call = request.getMethod() + " " + request.getServletPath();
        switch (call) {
            case "GET /host/api/me" -> json(response, 200, me(user));
            case "PUT /host/api/me" -> update(request, response, user);
            case "GET /host/api/version" ->
                json(response, 200, JSON.createObjectNode().put("version", collections.version(user.id())));
            case "PUT /host/api/password" -> {
                changePassword(request, user);
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case "POST /host/api/sign-out" -> {
                cookie.token(Gate.head(request)).ifPresent(sessions::end);
                response.addHeader("Set-Cookie", cookie.forget());
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> throw nothingHere();
        }
    }

    private static ObjectNode me(HostUser user) {
        return JSON.createObjectNode()
                .put("displayName", user.displayName())
                .put("language", user.locale().getLanguage())
                .put("administrator", user.isAdministrator());
    }

    /** A wrong present password counts like a failed sign-in; whoever else holds a session loses it. */
    private void changePassword(HttpServletRequest request, HostUser user) throws IOException {
        Fields body = body(request);
        String key = user.id().toString();
        limit.wait(key, "").ifPresent(wait -> {
            throw PasserelleException.of(ErrorCode.TOO_OFTEN).retryAfter(wait);
        });
        try {
            users.changePassword(user.id(), body.text("present", 256), body.text("password", 256));
        } catch (PasserelleException refused) {
            if (refused.code() == ErrorCode.SIGN_IN_FAILED) {
                limit.failed(key, "");
                throw PasserelleException.invalid("present", "is not your present password");
            }
            throw refused;
        }
        limit.succeeded(key);
        cookie.token(Gate.head(request)).ifPresent(token -> sessions.endOthers(user.id(), token));
    }

    private void update(HttpServletRequest request, HttpServletResponse response, HostUser user) throws IOException {
        Fields body = body(request);
        String language = body.has("language") ? body.text("language", 10) : user.locale().getLanguage();
        if (!LANGUAGES.contains(language)) {
            throw PasserelleException.invalid("language", "is en or fr, or empty for the browser's");
        }
        String name = body.has("displayName") ? body.required("displayName", 255) : user.displayName();
        users.update(user.id(), name, Locale.forLanguageTag(language));
        json(response, 200, me(users.find(user.id()).orElseThrow().asHostUser()));
    }
}
