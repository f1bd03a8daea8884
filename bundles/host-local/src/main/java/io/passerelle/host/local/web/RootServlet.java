// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import io.passerelle.host.local.collections.LocalCollections;
import jakarta.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;

/**
 * The first page. A component of its own, because the empty pattern, which stands for the root, gets lost among others: component
 * descriptions drop empty lines.
 */
@Component(service = Servlet.class, property = "osgi.http.whiteboard.servlet.pattern=")
@HttpWhiteboardContextSelect(HostContext.SELECT)
public final class RootServlet extends PageServlet {
    private static final long serialVersionUID = 1L;

    /** For signed-in users. */
    @Activate
    public RootServlet(@Reference Gate gate, @Reference LocalCollections collections) {
        super(gate, collections);
    }
}
