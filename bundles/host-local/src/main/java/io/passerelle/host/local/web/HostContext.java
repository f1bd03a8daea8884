// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/**
 * The servlet context of the host's pages. In a server with a second web container, the property
 * {@code osgi.http.whiteboard.target} of each component's configuration binds the pages to one of them.
 */
@Component(service = ServletContextHelper.class, scope = ServiceScope.BUNDLE)
@HttpWhiteboardContext(name = HostContext.NAME, path = "/")
public final class HostContext extends ServletContextHelper {
    /** Its name. */
    public static final String NAME = "passerelle-host";
    /** Selects it. */
    public static final String SELECT = "(osgi.http.whiteboard.context.name=" + NAME + ")";

    /** Serves nothing by itself; every file goes through a servlet. */
    public HostContext() {
        this(FrameworkUtil.getBundle(HostContext.class));
    }

    HostContext(Bundle bundle) {
        super(bundle);
    }
}
