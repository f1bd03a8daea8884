// SPDX-License-Identifier: Apache-2.0
package io.passerelle.integration;

import io.passerelle.api.Events;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.IntegrationStore;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells open pages what to read again. An event that cannot be stored changes nothing about what it would tell. */
@Component(service = Announcements.class)
public final class Announcements {
    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

    private final Events events;
    private final IntegrationStore integrations;
    /** A bundle that starts or stops does not wait for the database. */
    private final Timer background;

    /** Through the event log, to every organisation that there is. */
    @Activate
    public Announcements(@Reference Events events, @Reference IntegrationStore integrations) {
        this(events, integrations, Timer.named("passerelle-announcements"));
    }

    Announcements(Events events, IntegrationStore integrations, Timer background) {
        this.events = events;
        this.integrations = integrations;
        this.background = background;
    }

    @Deactivate
    void deactivate() {
        background.stop();
    }

    void providersChanged() {
        background.after(Duration.ZERO, () -> quietly(() -> everybody()
                .forEach(organisation -> events.publish(organisation, "providers-changed", "{}"))));
    }

    private Set<OrganisationId> everybody() {
        Set<OrganisationId> all = new LinkedHashSet<>(integrations.organisations());
        all.add(OrganisationId.DEFAULT);
        return all;
    }

    void changed(UserId owner, IntegrationId id) {
        quietly(() -> events.publish(owner, "integration-changed", data(id)));
    }

    void removed(UserId owner, IntegrationId id) {
        quietly(() -> events.publish(owner, "integration-removed", data(id)));
    }

    private static String data(IntegrationId id) {
        return "{\"integration\":\"" + id + "\"}";
    }

    private static void quietly(Runnable publish) {
        try {
            publish.run();
        } catch (PasserelleException notStored) {
            LOG.warn("An event could not be published: {}", notStored.code());
        }
    }
}
