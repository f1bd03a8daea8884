// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.users;

import io.passerelle.host.local.HostConfig;
import io.passerelle.model.OrganisationId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the first administrator where nobody could sign in otherwise; further users are theirs to create. */
@Component(service = FirstAdministrator.class, immediate = true, configurationPid = HostConfig.PID)
public final class FirstAdministrator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    /** Looks once, at start and when the configuration changes. */
    @Activate
    public FirstAdministrator(HostConfig config, @Reference Users users) {
        this(config.bootstrapAdministrator(), config.bootstrapPasswordFile(), users);
    }

    FirstAdministrator(String name, String passwordFile, Users users) {
        if (name.isBlank() || !users.all(OrganisationId.DEFAULT).isEmpty()) {
            return;
        }
        try {
            List<String> lines = Files.readAllLines(Path.of(passwordFile));
            String password = lines.isEmpty() ? "" : lines.get(0).strip();
            users.create(OrganisationId.DEFAULT, name, name, password, true);
            LOG.info("The first administrator was created; the password file is no longer needed");
        } catch (IOException absent) {
            LOG.error("The first administrator was not created: the file of bootstrapPasswordFile cannot be read");
        }
    }
}
