// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.FormAuthorizer;
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.provider.spi.Provider;
import io.passerelle.provider.spi.ProviderDescriptor;
import java.net.InetAddress;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Any CalDAV or CardDAV account as a provider. */
@Component(service = Provider.class, property = "provider=caldav", configurationPid = CaldavConfig.PID)
@Designate(ocd = CaldavConfig.class)
public final class CaldavProvider implements FormProvider {
    private final ProviderDescriptor descriptor = CaldavDescriptor.read();
    private final HostDoor door;
    private final Probe.Lookup lookup;
    private volatile AllowedAddresses allowed;

    /** As a service. */
    @Activate
    public CaldavProvider(CaldavConfig config, @Reference HostDoor door) {
        this(config.allowed(), door, InetAddress::getAllByName);
    }

    CaldavProvider(String[] exceptions, HostDoor door, Probe.Lookup lookup) {
        this.door = door;
        this.lookup = lookup;
        this.allowed = AllowedAddresses.of(exceptions, door);
    }

    /** An exception that was taken away closes the next connection, also of accounts that are connected. */
    @Modified
    void modified(CaldavConfig config) {
        allowed = AllowedAddresses.of(config.allowed(), door);
    }

    @Override
    public ProviderDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public FormAuthorizer authorizer() {
        return new CaldavAuthorizer(allowed, lookup);
    }

    @Override
    public Connector connect(Connection connection) {
        return new CaldavConnector(new Accounts(allowed), connection);
    }
}
