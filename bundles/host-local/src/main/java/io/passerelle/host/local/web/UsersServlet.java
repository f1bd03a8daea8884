// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.host.local.users.LocalUser;
import io.passerelle.host.local.users.Users;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.identity.HostUser;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The users of the administrator's own organisation. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern("/host/api/users")
public final class UsersServlet extends HostServlet {
    private static final long serialVersionUID = 1L;

    private final transient Gate gate;
    private final transient Users users;

    /** Over this host's users. */
    @Activate
    public UsersServlet(@Reference Gate gate, @Reference Users users) {
        this.gate = gate;
        this.users = users;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HostUser caller = gate.caller(request);
        if (!caller.isAdministrator()) {
            throw PasserelleException.of(ErrorCode.NOT_ALLOWED);
        }
        switch (request.getMethod()) {
            case "GET" -> {
                ArrayNode all = JSON.createArrayNode();
                users.all(caller.id().organisation()).forEach(user -> all.add(wire(user)));
                json(response, 200, JSON.createObjectNode().set("users", all));
            }
            case "POST" -> {
                Fields body = body(request);
                LocalUser user = users.create(
                        caller.id().organisation(),
                        body.required("name", 64),
                        body.text("displayName", 255),
                        body.text("password", 256),
                        body.flag("administrator"));
                json(response, 201, wire(user));
            }
            default -> throw nothingHere();
        }
    }

    private static ObjectNode wire(LocalUser user) {
        return JSON.createObjectNode()
                .put("name", user.name())
                .put("displayName", user.displayName())
                .put("administrator", user.administrator());
    }
}
