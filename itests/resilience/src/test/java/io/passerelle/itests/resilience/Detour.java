// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.resilience;

import io.passerelle.model.ProviderId;
import io.passerelle.provider.spi.EndpointOverride;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** A bundle of one class: in the server that it is dropped into, Google is the one of the test, which outlives the server. */
public final class Detour implements BundleActivator {
    private static final String ROOT = "passerelle.test.google";

    /** Writes the bundle. */
    static void writeTo(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "io.passerelle.itests.detour");
        headers.putValue(Constants.BUNDLE_VERSION, "1.0.0");
        headers.putValue(Constants.BUNDLE_ACTIVATOR, Detour.class.getName());
        headers.putValue(
                Constants.IMPORT_PACKAGE, "org.osgi.framework, io.passerelle.model, io.passerelle.provider.spi");
        String name = Detour.class.getName().replace('.', '/') + ".class";
        try (InputStream code = Detour.class.getClassLoader().getResourceAsStream(name);
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            out.putNextEntry(new JarEntry(name));
            code.transferTo(out);
            out.closeEntry();
        }
    }

    /** Option that tells a server where the test's Google is. */
    static String option(URI google) {
        return "-D" + ROOT + "=" + google;
    }

    @Override
    public void start(BundleContext context) {
        URI root = URI.create(context.getProperty(ROOT));
        EndpointOverride override =
                provider -> provider.equals(ProviderId.of("google")) ? Optional.of(root) : Optional.empty();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("provider", "google");
        properties.put(Constants.SERVICE_RANKING, 1000);
        context.registerService(EndpointOverride.class, override, properties);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework takes the service back
    }
}
