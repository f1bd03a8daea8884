// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.api.IntegrationCounts;
import io.passerelle.api.IntegrationCounts.Count;
import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationView;
import io.passerelle.api.ProviderView;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.table.ShellTable;

/** Lists a user's integrations, or the providers with the number of integrations that each has. */
@Service
@Command(scope = "integrations", name = "list", description = "Lists the providers with the number of integrations or, for a user, their integrations")
public final class ListCommand extends ShellCommand {
    @Argument(index = 0, name = "user", description = "The user's id at the host; without it the providers are listed, with numbers and nobody's data")
    String user;

    @Reference
    IntegrationService integrations;

    @Reference
    IntegrationCounts counts;

    @Override
    void run() {
        if (user == null) {
            providers();
        } else {
            integrations(UserId.of(organisation(), user));
        }
    }

    private void providers() {
        ShellTable table = table("Provider", "Name", "Connects by", "State", "Integrations", "By status");
        Map<ProviderId, List<Count>> numbers = new LinkedHashMap<>();
        counts.of(organisation()).forEach(count ->
                numbers.computeIfAbsent(count.provider(), provider -> new ArrayList<>()).add(count));
        // Providers are the same for everybody of the organisation.
        for (ProviderView provider : integrations.providers(UserId.of(organisation(), "-"), Locale.ENGLISH)) {
            String state = provider.obstacle().map(Enum::name).orElse("ready");
            row(table, provider.id(), provider.name(), ConnectWords.of(provider), state, numbers.remove(provider.id()));
        }
        numbers.forEach((provider, counted) -> row(table, provider, "", "", "not there", counted));
        table.print(out());
    }

    private static void row(
            ShellTable table, ProviderId provider, String name, String connects, String state, List<Count> counted) {
        List<Count> all = counted == null ? List.of() : counted;
        table.addRow()
                .addContent(
                        provider.value(),
                        name,
                        connects,
                        state,
                        String.valueOf(all.stream().mapToLong(Count::integrations).sum()),
                        all.stream()
                                .map(count -> count.status() + " " + count.integrations())
                                .collect(Collectors.joining(", ")));
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
