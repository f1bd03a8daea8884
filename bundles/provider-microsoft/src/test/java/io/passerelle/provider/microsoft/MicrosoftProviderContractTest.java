// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.microsoft;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Account;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.AccessTokens;
import io.passerelle.provider.spi.Connection;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.Provider;
import io.passerelle.testkit.provider.ProviderContract;
import io.passerelle.testkit.provider.ProviderSubject;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** Microsoft does what every provider does. */
class MicrosoftProviderContractTest implements ProviderContract {
    private final MicrosoftSide side = new MicrosoftSide();

    @AfterEach
    void close() {
        side.close();
    }

    @Override
    public ProviderSubject provided() {
        return new ProviderSubject() {
            @Override
            public Provider provider() {
                return side.provider;
            }

            @Override
            public Connector connect(Set<Capability> granted) {
                Set<String> scopes = new HashSet<>(side.provider.descriptor().baseScopes());
                side.provider.descriptor().capabilities().stream()
                        .filter(capability -> granted.contains(capability.capability()))
                        .forEach(capability -> scopes.addAll(capability.scopes()));
                side.connect(scopes);
                return side.connector(granted);
            }

            @Override
            public Connector connectWithLostGrant(Set<Capability> granted) {
                return side.provider.connect(new Connection(
                        IntegrationId.random(),
                        new Account("https://login.microsoftonline.com/t/v2.0", "1", MicrosoftSide.ADA),
                        granted,
                        new AccessTokens() {
                            @Override
                            public String current() {
                                return "no-longer-valid";
                            }

                            @Override
                            public String renewed(String rejected) {
                                throw PasserelleException.of(ErrorCode.GRANT_LOST);
                            }
                        }));
            }
        };
    }
}
