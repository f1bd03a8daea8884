// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.calendar;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.web.Fields;
import io.passerelle.host.local.web.Gate;
import io.passerelle.host.local.web.HostContext;
import io.passerelle.host.local.web.HostServlet;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The calendars of the signed-in person. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern("/host/api/calendars/*")
public final class CalendarsServlet extends HostServlet {
    private static final long serialVersionUID = 1L;

    private final transient Gate gate;
    private final transient LocalCollections collections;

    /** Over this host's collections. */
    @Activate
    public CalendarsServlet(@Reference Gate gate, @Reference LocalCollections collections) {
        this.gate = gate;
        this.collections = collections;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        UserId user = gate.caller(request).id();
        String[] path = segments(request);
        switch (request.getMethod() + " " + path.length) {
            case "GET 0" -> {
                ArrayNode all = JSON.createArrayNode();
                collections.collections(user, CollectionKind.CALENDAR).forEach(info -> all.add(wire(info)));
                json(response, 200, JSON.createObjectNode().set("calendars", all));
            }
            case "POST 0" -> {
                Fields body = body(request);
                String color = body.text("color", 7);
                json(response, 201, wire(collections.add(
                        user, CollectionKind.CALENDAR, body.required("name", 255), color.isEmpty() ? null : color)));
            }
            case "PUT 1" -> {
                Fields body = body(request);
                CollectionId id = EventCalls.calendarId(path[0]);
                collections.update(user, id, body.required("name", 255), body.required("color", 7));
                json(response, 200, wire(collections.open(user, id).info()));
            }
            case "DELETE 1" -> {
                collections.delete(user, EventCalls.calendarId(path[0]));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> throw nothingHere();
        }
    }

    static ObjectNode wire(CollectionInfo info) {
        return JSON.createObjectNode()
                .put("id", info.id().value())
                .put("name", info.name())
                .put("color", info.color().orElse("#3b6ea5"))
                .put("primary", info.primary());
    }
}
