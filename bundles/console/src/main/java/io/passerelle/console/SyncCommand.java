// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.api.IntegrationService;
import io.passerelle.api.SyncSchedule;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Syncs an integration as soon as possible. */
@Service
@Command(scope = "integrations", name = "sync", description = "Syncs an integration as soon as possible")
public final class SyncCommand extends IntegrationCommand {
    @Reference
    IntegrationService integrations;

    @Reference
    SyncSchedule schedule;

    @Override
    void run() {
        if (integrations.find(user(), integration(), Locale.ENGLISH).isEmpty()) {
            throw PasserelleException.of(ErrorCode.NOT_FOUND);
        }
        out().println("Starts at " + schedule.runNow(user(), integration())
                + "; integrations:show tells what came of it");
    }
}
