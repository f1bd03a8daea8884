// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.osgi;

import io.passerelle.api.ClientRegistrations;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.PasserelleException;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does in the demo what an administrator does with a real project: stores the client's id and secret. */
@Component(service = {}, immediate = true)
public final class DemoClient {
    private static final Logger LOG = LoggerFactory.getLogger(DemoClient.class);

    @Activate
    public DemoClient(@Reference ClientRegistrations registrations,
            @Reference(target = "(" + SandboxComponent.CLIENT_SERVICE + "=google)") Supplier<Map<String, String>> client) {
        Map<String, String> credentials = client.get();
        try {
            registrations.put(OrganisationId.DEFAULT, ProviderId.of("google"), credentials.get("clientId"), credentials.get("clientSecret"));
        } catch (PasserelleException refused) {
            LOG.warn("The sandbox's client could not be stored: {}", refused.code());
        }
    }
}
