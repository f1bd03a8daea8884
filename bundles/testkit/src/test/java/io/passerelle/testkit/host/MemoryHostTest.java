// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.host;

import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.testkit.collection.MemoryBehaviour;
import java.util.Set;

class MemoryHostTest implements HostContract {
    @Override
    public HostSubject hosted() {
        MemoryHost host = new MemoryHost(name -> MemoryBehaviour.calendar());
        return new HostSubject() {
            @Override
            public HostCollections collections() {
                return host;
            }

            @Override
            public UserId user() {
                return UserId.of(OrganisationId.DEFAULT, "alice");
            }

            @Override
            public UserId stranger() {
                return UserId.of(OrganisationId.DEFAULT, "bob");
            }

            @Override
            public Set<CollectionKind> kinds() {
                return Set.of(CollectionKind.CALENDAR);
            }
        };
    }
}
