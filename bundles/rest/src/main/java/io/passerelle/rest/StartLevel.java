// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Raises the framework to a last start level once the container has finished its boot and the application is complete. What must not
 * meet a boot that is under way stands behind that level: in the distribution, what installs from {@code deploy/}.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "io.passerelle.rest.complete",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class StartLevel {
    /** Configuration {@code io.passerelle.rest.complete}. */
    @interface Config {
        /** The level that a complete server has. */
        int startLevel();
    }

    /** What the container registers when its boot is over; by name, because it is the container's own. */
    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";

    private final ServiceTracker<Object, Object> boot;

    /** Returns at once. */
    @Activate
    public StartLevel(BundleContext context, Config config, @Reference Readiness readiness) {
        FrameworkStartLevel level =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class);
        boot = new ServiceTracker<>(context, BOOT_FINISHED, null) {
            @Override
            public Object addingService(ServiceReference<Object> reference) {
                readiness.whenReady(() -> raise(level, config.startLevel()));
                return reference;
            }
        };
        boot.open();
    }

    @Deactivate
    void close() {
        boot.close();
    }

    private static void raise(FrameworkStartLevel level, int wanted) {
        if (level.getStartLevel() < wanted) {
            level.setStartLevel(wanted);
        }
    }
}
