// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.Authorization;
import io.passerelle.provider.spi.Connector;
import io.passerelle.provider.spi.FormProvider;
import io.passerelle.testkit.provider.FormProviderContract;
import io.passerelle.testkit.provider.FormProviderSubject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** An account on any server does what every provider does. */
class CaldavProviderContractTest implements FormProviderContract {
    private final CaldavSide side = new CaldavSide();

    @AfterEach
    void close() {
        side.close();
    }

    @Override
    public FormProviderSubject provided() {
        return new FormProviderSubject() {
            @Override
            public FormProvider provider() {
                return side.provider;
            }

            @Override
            public Map<String, String> answers() {
                return side.answers();
            }

            @Override
            public void changePassword() {
                side.server.password("changed");
            }

            @Override
            public Connector connect(Set<Capability> granted) {
                return side.connector(side.connect(), granted);
            }

            @Override
            public Connector connectWithLostGrant(Set<Capability> granted) {
                Authorization authorization = side.connect();
                changePassword();
                return side.connector(authorization, granted);
            }
        };
    }
}
