// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.model.identity.HostUser;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The three pages behind the sign-in: calendar, contacts, preferences. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern({"/contacts", "/preferences"})
public class PageServlet extends HostServlet {
    private static final long serialVersionUID = 1L;
    private static final Map<String, String> PAGES =
            Map.of("/", "calendar.html", "", "calendar.html", "/contacts", "contacts.html", "/preferences", "preferences.html");

    private final transient Gate gate;
    private final transient LocalCollections collections;

    /** For signed-in users. */
    @Activate
    public PageServlet(@Reference Gate gate, @Reference LocalCollections collections) {
        this.gate = gate;
        this.collections = collections;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        String page = PAGES.get(path);
        if (page == null || !"GET".equals(request.getMethod()) && !"HEAD".equals(request.getMethod())) {
            throw nothingHere();
        }
        Optional<HostUser> user = gate.user(request);
        if (user.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader("Location", "/".equals(path) || path.isEmpty() ? "/login" : "/login?next=" + path);
            return;
        }
        Locale language = user.get().locale().getLanguage().isEmpty() ? language(request) : user.get().locale();
        collections.prepare(user.get().id(), language);
        Pages.send(response, page, language, Map.of(
                "user", user.get().displayName(), "administrator", Boolean.toString(user.get().isAdministrator())));
    }
}
