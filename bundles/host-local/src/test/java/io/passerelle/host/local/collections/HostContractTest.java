// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.collections;

import io.passerelle.host.local.TestDatabases;
import io.passerelle.host.spi.HostCollections;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.testkit.host.HostContract;
import io.passerelle.testkit.host.HostSubject;
import io.passerelle.testkit.time.MutableClock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The embedded host does what every host does. */
class HostContractTest implements HostContract {
    @Override
    public HostSubject hosted() {
        LocalCollections collections = new LocalCollections(
                TestDatabases.h2(), MutableClock.at("2026-03-01T00:00:00Z"), Duration.ofDays(90));
        return new HostSubject() {
            @Override
            public HostCollections collections() {
                return collections;
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
                return EnumSet.allOf(CollectionKind.class);
            }
        };
    }
}
