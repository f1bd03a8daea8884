// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.provider.kit.Pause;
import io.passerelle.provider.spi.Authorizer;
import io.passerelle.provider.spi.ClientRegistration;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.EndpointOverride;
import io.passerelle.provider.spi.OAuthProvider;
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

/** Microsoft 365 as a provider: Outlook calendars. */
@Component(service = Provider.class, property = "provider=microsoft", configurationPid = "io.passerelle.provider.microsoft")
public final class MicrosoftProvider implements OAuthProvider {
    private final ProviderDescriptor descriptor = MicrosoftDescriptor.read();
    private final AskedScopes asked = new AskedScopes();
    private final MicrosoftCloud cloud;
    private final String tenant;
    private final Clock clock;
    private final Pause pause;

    /** There in the demo only; asked each time, so that it may come and go. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile EndpointOverride override;

    /** What an administrator decides, in {@code etc/io.passerelle.provider.microsoft.cfg}. */
    @interface Config {
        /** Whose accounts may connect: common, organizations, consumers, or the id or domain of one tenant. */
        String tenant() default "common";

        /** global, us-government, us-defense or china. */
        String cloud() default "global";
    }

    /** As a service. */
    @Activate
    public MicrosoftProvider(Config config) {
        this(MicrosoftCloud.of(config.cloud()), config.tenant(), Clock.systemUTC(), Pause.SLEEPING, null);
    }

    /** Without a container: with a clock, pauses and an emulated service of one's own. */
    public MicrosoftProvider(String tenant, Clock clock, Pause pause, EndpointOverride override) {
        this(MicrosoftCloud.GLOBAL, tenant, clock, pause, override);
    }

    private MicrosoftProvider(MicrosoftCloud cloud, String tenant, Clock clock, Pause pause, EndpointOverride override) {
        this.cloud = cloud;
        this.tenant = tenant;
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
        return new MicrosoftAuthorizer(endpoints(), client, asked);
    }

    @Override
    public Connector connect(Connection connection) {
        return new MicrosoftConnector(
                new GraphCalls(endpoints(), connection.tokens(), clock, pause), connection.capabilities(), clock);
    }

    private MicrosoftEndpoints endpoints() {
        return new MicrosoftEndpoints(
                cloud, tenant, Optional.ofNullable(override).flatMap(o -> o.baseUri(MicrosoftDescriptor.ID)));
    }
}
