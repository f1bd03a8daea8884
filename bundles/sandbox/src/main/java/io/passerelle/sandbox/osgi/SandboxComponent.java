// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.osgi;

import io.passerelle.model.ProviderId;
import io.passerelle.provider.spi.EndpointOverride;
import io.passerelle.sandbox.Sandbox;
import io.passerelle.sandbox.oauth.OAuthClient;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the sandbox in a server whose listeners are all on loopback, and sends the providers to it. On any other server
 * it registers nothing. Browser and provider reach it under 127.0.0.1, another origin than the application's localhost, so that
 * cookies and openers behave as with the real Google.
 */
@Component(service = {}, immediate = true, configurationPid = "io.passerelle.sandbox", configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = SandboxComponent.Config.class)
public final class SandboxComponent {
    /** Property that marks the service with the registered client: a {@code Supplier} of a map with clientId and clientSecret. */
    static final String CLIENT_SERVICE = "passerelle.sandbox.client";
    private static final List<String> CALLBACKS = List.of("/integrations/api/oauth/google/callback", "/integrations/api/oauth/microsoft/callback");
    private static final Logger LOG = LoggerFactory.getLogger(SandboxComponent.class);

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private Sandbox sandbox;

    /** Settings of the sandbox. */
    @ObjectClassDefinition(name = "Sandbox")
    @interface Config {
        /** OAuth client id. */
        @AttributeDefinition
        String clientId() default OAuthClient.DEFAULT_ID;

        /** OAuth client secret; generated at each start when empty. */
        @AttributeDefinition
        String clientSecret() default "";

        /** Exact redirect URIs of the client. */
        @AttributeDefinition
        String[] redirectUris() default {OAuthClient.DEFAULT_REDIRECT};

        /** Folder that keeps the sandbox's data, relative to the server's data; empty keeps nothing. */
        @AttributeDefinition
        String folder() default "sandbox";
    }

    @Activate
    public SandboxComponent(BundleContext context, Config config,
            @Reference(service = HttpServiceRuntime.class) Map<String, Object> http) {
        int port = Loopback.port(http.get("osgi.http.endpoint"));
        if (port < 0) {
            LOG.warn("The sandbox stays off: the web server does not listen on loopback only");
            return;
        }
        Sandbox.Builder builder = Sandbox.builder().demoData();
        if (!config.clientSecret().isEmpty()) {
            builder.client(config.clientId(), config.clientSecret());
        }
        for (String uri : config.redirectUris()) {
            builder.redirectUri(uri);
        }
        for (String callback : CALLBACKS) {
            builder.redirectUri("http://localhost:" + port + callback);
            if (context.getProperty("passerelle.url") != null) {
                builder.redirectUri(context.getProperty("passerelle.url").replaceAll("/+$", "") + callback);
            }
        }
        if (!config.folder().isEmpty()) {
            builder.folder(data(context).resolve(config.folder()));
        }
        sandbox = builder.build();
        sandbox.base(URI.create("http://127.0.0.1:" + port + "/sandbox"));
        register(context);
        LOG.info("The sandbox answers at {}", sandbox.googleRoot());
    }

    private static Path data(BundleContext context) {
        String karaf = context.getProperty("karaf.data");
        return karaf == null ? context.getDataFile("").toPath() : Path.of(karaf);
    }

    private void register(BundleContext context) {
        Dictionary<String, Object> servlet = new Hashtable<>();
        servlet.put("osgi.http.whiteboard.servlet.name", "passerelle-sandbox");
        servlet.put("osgi.http.whiteboard.servlet.pattern", new String[] {"/sandbox", "/sandbox/*"});
        registrations.add(context.registerService(Servlet.class, new SandboxServlet(sandbox), servlet));
        Map<ProviderId, URI> roots = Map.of(ProviderId.of("google"), URI.create(sandbox.googleRoot()),
                ProviderId.of("microsoft"), URI.create(sandbox.microsoftRoot()));
        EndpointOverride override = provider -> Optional.ofNullable(roots.get(provider));
        registrations.add(context.registerService(EndpointOverride.class, override,
                new Hashtable<>(Map.of("provider", new String[] {"google", "microsoft"}))));
        OAuthClient client = sandbox.control().client();
        Supplier<Map<String, String>> credentials = () -> Map.of("clientId", client.id(), "clientSecret", client.secret());
        for (String provider : new String[] {"google", "microsoft"}) {
            registrations.add(context.registerService(Supplier.class, credentials, new Hashtable<>(Map.of(CLIENT_SERVICE, provider))));
        }
    }

    @Deactivate
    void stop() {
        registrations.forEach(ServiceRegistration::unregister);
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
