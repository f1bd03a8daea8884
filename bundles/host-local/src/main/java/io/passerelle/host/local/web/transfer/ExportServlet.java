// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.transfer;

import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.collections.LocalItems;
import io.passerelle.host.local.web.Gate;
import io.passerelle.host.local.web.HostContext;
import io.passerelle.host.local.web.HostServlet;
import io.passerelle.host.local.web.calendar.EventCalls;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Gives a calendar or an address book as a file. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern("/host/api/export/*")
public final class ExportServlet extends HostServlet {
    private static final long serialVersionUID = 1L;

    private final transient Gate gate;
    private final transient LocalCollections collections;

    /** Over this host's collections. */
    @Activate
    public ExportServlet(@Reference Gate gate, @Reference LocalCollections collections) {
        this.gate = gate;
        this.collections = collections;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        UserId user = gate.caller(request).id();
        String[] path = segments(request);
        if (!"GET".equals(request.getMethod()) || path.length != 1) {
            throw nothingHere();
        }
        LocalItems items = EventCalls.open(collections, user, path[0]);
        FileKind kind = FileKind.of(items.info().kind());
        String name = items.info().name();
        response.setContentType(kind.mediaType() + "; charset=utf-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9 ._-]", "_") + kind.ending() + "\"");
        try (ChangeFeed feed = items.changesSince(Cursor.START);
                FileKind.Writer writer = kind.writer(new BufferedOutputStream(response.getOutputStream()), name)) {
            FeedStep step = feed.next();
            while (step instanceof FeedStep.Page page) {
                for (Change change : page.changes()) {
                    if (change instanceof Change.Upsert upsert) {
                        writer.write(upsert.item().orElseThrow());
                    }
                }
                step = feed.next();
            }
        }
    }
}
