// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.ProviderView;
import io.passerelle.model.UserId;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists a user's integrations, or the providers that are there. */
@Service
@Command(scope = "integrations", name = "list", description = "Lists the providers and, for a user, their integrations")
public final class ListCommand extends ShellCommand {
    @Argument(index = 0, name = "user", description = "The user's id at the host; without it the providers are listed")
    String user;

    @Reference
    IntegrationService integrations;

    @Override
    void run() {
        if (user == null) {
            providers();
        } else {
            integrations(UserId.of(organisation(), user));
        }
    }

    private void providers() {
        ShellTable table = table("Provider", "Name", "State");
        // Providers are the same for everybody of the organisation.
        for (ProviderView provider : integrations.providers(UserId.of(organisation(), "-"), Locale.ENGLISH)) {
            String state = provider.obstacle().map(Enum::name).orElse("ready");
            table.addRow().addContent(provider.id().value(), provider.name(), state);
        }
        table.print(out());
    }

    private void integrations(UserId owner) {
        ShellTable table = table("Integration", "Provider", "Status", "Problem", "Pairs", "Last success", "Next run");
        for (IntegrationView view : integrations.list(owner, Locale.ENGLISH)) {
            table.addRow()
                    .addContent(
                            view.integration().id().toString(),
                            view.integration().provider().value(),
                            view.status().name(),
                            view.problem().map(Enum::name).orElse(""),
                            String.valueOf(view.pairs().size()),
                            view.lastSuccess().map(Object::toString).orElse("never"),
                            view.nextRun().map(Object::toString).orElse("none"));
        }
        table.print(out());
    }

    private static ShellTable table(String... columns) {
        ShellTable table = new ShellTable().emptyTableText("None");
        for (String column : columns) {
            table.column(column);
        }
        return table;
    }
}
