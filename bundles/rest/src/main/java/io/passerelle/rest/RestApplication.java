// SPDX-License-Identifier: Apache-2.0
package io.passerelle.rest;

import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import io.passerelle.api.ClientRegistrations;
import io.passerelle.api.Events;
import io.passerelle.api.FormConnections;
import io.passerelle.api.IntegrationService;
import io.passerelle.api.OAuthService;
import io.passerelle.api.Sessions;
import jakarta.ws.rs.core.Application;
import java.time.Clock;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.annotations.RequireJakartarsWhiteboard;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationBase;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;
import org.osgi.service.metatype.annotations.Designate;

/**
 * All resources as one application: the whiteboard rebuilds everything at each change of it, so there is only one change.
 */
@Component(
        service = Application.class,
        configurationPid = "io.passerelle.rest",
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
@Designate(ocd = RestConfiguration.class)
@JakartarsApplicationBase("/integrations/api")
@JakartarsName("passerelle")
@RequireJakartarsWhiteboard
public final class RestApplication extends Application {
    private final Set<Object> singletons;
    private final EventStreams streams;

    /** Wires the resources. */
    @Activate
    public RestApplication(
            RestConfiguration configuration,
            @Reference Sessions sessions,
            @Reference IntegrationService integrations,
            @Reference OAuthService oauth,
            @Reference FormConnections forms,
            @Reference ClientRegistrations clients,
            @Reference SyncServices sync,
            @Reference Events events) {
        streams = new EventStreams(events, sessions, Clock.systemUTC());
        PublicAddress address = PublicAddress.of(configuration.publicUrl());
        singletons = Set.of(
                new JacksonJsonProvider(Json.mapper(), JacksonJsonProvider.BASIC_ANNOTATIONS),
                new Gate(sessions, address),
                new SafeAnswers(),
                new HealthResource(events),
                new UserResource(integrations, address.toString()),
                new ProvidersResource(integrations),
                new IntegrationsResource(integrations, sync.runs(), sync.schedule(), events),
                new HistoryResource(integrations, sync.runs()),
                new ReviewResource(integrations, sync, Clock.systemUTC()),
                new DuplicatesResource(integrations, sync),
                new StatisticsResource(sync.statistics()),
                new ConnectResource(oauth, forms, address),
                new FlowsResource(oauth),
                new CallbackResource(oauth, address),
                new AdministrationResource(clients),
                new EventsResource(streams),
                new OpenApiResource());
    }

    @Override
    public Set<Object> getSingletons() {
        return singletons;
    }

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Problems.class);
    }

    @Deactivate
    void stop() {
        streams.close();
    }
}
