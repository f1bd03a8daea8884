// SPDX-License-Identifier: Apache-2.0
package io.passerelle.testkit.provider;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Provider;
import io.passerelle.testkit.collection.MemoryBehaviour;
import java.util.Set;

class MemoryProviderTest implements ProviderContract {
    @Override
    public ProviderSubject provided() {
        MemoryProvider provider = new MemoryProvider();
        provider.calendar("own", MemoryBehaviour.calendar());
        provider.calendar("holidays", MemoryBehaviour.calendar().readOnly());
        return new ProviderSubject() {
            @Override
            public Provider provider() {
                return provider;
            }

            @Override
            public Connector connect(Set<Capability> granted) {
                return connect(granted, false);
            }

            @Override
            public Connector connectWithLostGrant(Set<Capability> granted) {
                return connect(granted, true);
            }

            private Connector connect(Set<Capability> granted, boolean lost) {
                AccessTokens tokens = new AccessTokens() {
                    @Override
                    public String current() {
                        if (lost) {
                            throw PasserelleException.of(ErrorCode.GRANT_LOST);
                        }
                        return "token";
                    }

                    @Override
                    public String renewed(String rejected) {
                        return current();
                    }
                };
                return provider.connect(new Connection(
                        IntegrationId.random(), new Account("https://memory.example", "1", "ann"), granted, tokens));
            }
        };
    }
}
