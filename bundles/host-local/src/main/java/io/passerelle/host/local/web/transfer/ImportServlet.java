// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.collections.LocalItems;
import io.passerelle.host.local.web.Gate;
import io.passerelle.host.local.web.HostContext;
import io.passerelle.host.local.web.HostServlet;
import io.passerelle.host.local.web.calendar.EventCalls;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * Takes an exported calendar or address book. The answer comes as lines of JSON while the work goes on: the number of items
 * dealt with, and in the last line the result, or the problem that ended it.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern("/host/api/import/*")
public final class ImportServlet extends HostServlet {
    private static final long serialVersionUID = 1L;

    private final transient Gate gate;
    private final transient LocalCollections collections;

    /** Over this host's collections. */
    @Activate
    public ImportServlet(@Reference Gate gate, @Reference LocalCollections collections) {
        this.gate = gate;
        this.collections = collections;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        UserId user = gate.caller(request).id();
        String[] path = segments(request);
        if (!"POST".equals(request.getMethod()) || path.length != 1) {
            throw nothingHere();
        }
        FileKind kind = FileKind.of(request.getContentType());
        if (request.getContentLengthLong() > kind.largest()) {
            throw PasserelleException.of(ErrorCode.TOO_LARGE, "file");
        }
        LocalItems into = EventCalls.open(collections, user, path[0], kind.collection());
        response.setContentType("application/x-ndjson");
        OutputStream out = response.getOutputStream();
        line(out, JSON.createObjectNode().put("done", 0));
        try {
            FileImport taking = new FileImport(into, done -> line(out, JSON.createObjectNode().put("done", done)));
            FileKind.Contents contents = kind.read(new BufferedInputStream(request.getInputStream(), 65_536), taking);
            FileImport.Result result = taking.finish();
            if (!contents.understood()) {
                throw PasserelleException.of(ErrorCode.UNREADABLE_FILE);
            }
            line(out, JSON.createObjectNode().set("result", wire(contents, result)));
        } catch (UncheckedIOException gone) {
            // who sent the file has left; what was taken stays
            throw gone.getCause();
        } catch (PasserelleException failed) {
            line(out, JSON.createObjectNode().put("failed", failed.code().name()));
        }
    }

    private static ObjectNode wire(FileKind.Contents contents, FileImport.Result result) {
        ObjectNode to = JSON.createObjectNode()
                .put("events", contents.items())
                .put("added", result.added())
                .put("updated", result.updated())
                .put("unchanged", result.unchanged())
                .put("problemCount", result.problemCount());
        ArrayNode problems = to.putArray("problems");
        result.problems().forEach(problem -> problems.addObject()
                .put("name", problem.name())
                .put("uid", problem.uid())
                .put("reason", problem.reason())
                .put("taken", problem.taken()));
        ObjectNode ignored = to.putObject("ignored");
        contents.ignored().forEach(ignored::put);
        return to;
    }

    private static void line(OutputStream out, JsonNode node) {
        try {
            out.write(JSON.writeValueAsBytes(node));
            out.write('\n');
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
