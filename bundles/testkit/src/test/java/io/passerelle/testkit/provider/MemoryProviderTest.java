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
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.testkit.collection.MemoryBehaviour;
import java.util.Map;
import java.util.Set;

class MemoryProviderTest implements FormProviderContract {
    @Override
    public FormProviderSubject provided() {
        MemoryProvider provider = new MemoryProvider();
        provider.calendar("own", MemoryBehaviour.calendar());
        provider.calendar("holidays", MemoryBehaviour.calendar().readOnly());
        return new FormProviderSubject() {
            @Override
            public FormProvider provider() {
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

            @Override
            public Map<String, String> answers() {
                return Map.of("user", MemoryProvider.USER, "password", "s3cret");
            }

            @Override
            public void changePassword() {
                provider.password("changed");
            }

            private Connector connect(Set<Capability> granted, boolean lost) {
                AccessTokens tokens = new AccessTokens() {
                    @Override
                    public String current() {
                        if (lost) {
                            throw PasserelleException.of(ErrorCode.GRANT_LOST);
                        }
                        return "s3cret";
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
