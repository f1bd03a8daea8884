// SPDX-License-Identifier: Apache-2.0
package io.passerelle.identity;

import io.passerelle.api.Sessions;
import io.passerelle.host.spi.HostIdentity;
import io.passerelle.model.identity.RequestHead;
import io.passerelle.model.identity.SignedIn;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Asks the active host who is signed in. Without a host nobody is; with two, nobody is either, since nothing tells whose
 * session counts.
 */
@Component
public final class HostSessions implements Sessions {
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<HostIdentity> hosts = List.of();

    /** Created by the component runtime. */
    public HostSessions() {}

    HostSessions(List<HostIdentity> hosts) {
        this.hosts = hosts;
    }

    @Override
    public Optional<SignedIn> current(RequestHead head) {
        List<HostIdentity> active = hosts;
        return active.size() == 1 ? active.get(0).authenticate(head) : Optional.empty();
    }
}
