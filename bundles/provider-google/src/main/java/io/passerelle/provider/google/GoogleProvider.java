// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import io.passerelle.model.integration.Capability;
import io.passerelle.provider.google.contacts.ContactMemory;
import io.passerelle.provider.google.contacts.GoogleContacts;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Google as a provider: calendars and contacts. */
@Component(service = Provider.class, property = "provider=google")
public final class GoogleProvider implements OAuthProvider {
    private final ProviderDescriptor descriptor = GoogleDescriptor.read();
    private final Clock clock;
    private final Pause pause;
    /** What was written lately, by account; kept small by forgetting. */
    private final Map<String, ContactMemory> memories = new ConcurrentHashMap<>();

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
        return new GoogleConnector(calls, connection.capabilities(), contacts(connection));
    }

    private Optional<GoogleContacts> contacts(Connection connection) {
        boolean mayWrite = connection.capabilities().contains(Capability.CONTACTS_WRITE);
        if (!mayWrite && !connection.capabilities().contains(Capability.CONTACTS_READ)) {
            return Optional.empty();
        }
        ContactMemory memory = memories.computeIfAbsent(connection.account().subject(), account -> new ContactMemory(clock));
        GoogleCalls calls = GoogleCalls.people(endpoints(), connection.tokens(), clock, pause);
        return Optional.of(new GoogleContacts(calls, new GoogleFiles(endpoints()), memory, mayWrite));
    }

    private GoogleEndpoints endpoints() {
        return GoogleEndpoints.of(Optional.ofNullable(override).flatMap(o -> o.baseUri(GoogleDescriptor.ID)));
    }
}
