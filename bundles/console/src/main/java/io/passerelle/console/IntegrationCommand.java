// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.model.IntegrationId;
import io.passerelle.model.UserId;
import org.apache.karaf.shell.api.action.Argument;

/** A command for one integration of one user. */
abstract class IntegrationCommand extends ShellCommand {
    @Argument(index = 0, name = "user", description = "The user's id at the host", required = true)
    String user;

    @Argument(index = 1, name = "integration", description = "Id of the integration, see integrations:list", required = true)
    String integration;

    final UserId user() {
        return UserId.of(organisation(), user);
    }

    final IntegrationId integration() {
        return IntegrationId.of(integration);
    }
}
