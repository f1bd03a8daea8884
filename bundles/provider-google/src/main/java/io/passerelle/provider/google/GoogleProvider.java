// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.provider.kit.Pause;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.EndpointOverride;
import io.passerelle.provider.spi.Provider;
import io.passerelle.provider.spi.ProviderDescriptor;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Google as a provider: calendars. */
@Component(service = Provider.class, property = "provider=google")
public final class GoogleProvider implements Provider {
    private final ProviderDescriptor descriptor = GoogleDescriptor.read();
    private final Clock clock;
    private final Pause pause;

    /** There in the demo only; asked each time, so that it may come and go. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile EndpointOverride override;

    /** As a service. */
    @Activate
    public GoogleProvider() {
        this(Clock.systemUTC(), Pause.SLEEPING, null);
    }

    /** Without a container: with a clock, pauses and (or null) an emulated service of one's own. */
    public GoogleProvider(Clock clock, Pause pause, EndpointOverride override) {
        this.clock = clock;
        this.pause = pause;
        this.override = override;
    }

    @Override
    public ProviderDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public Authorizer authorizer(ClientRegistration client) {
        return new GoogleAuthorizer(endpoints(), client, clock);
    }

    @Override
    public Connector connect(Connection connection) {
        GoogleCalls calls = new GoogleCalls(endpoints(), connection.tokens(), clock, pause);
        return new GoogleConnector(calls, connection.capabilities());
    }

    private GoogleEndpoints endpoints() {
        return GoogleEndpoints.of(Optional.ofNullable(override).flatMap(o -> o.baseUri(GoogleDescriptor.ID)));
    }
}
