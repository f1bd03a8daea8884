// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationView;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorTexts;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.SyncCounts;
import io.passerelle.model.integration.SyncHistory;
import io.passerelle.model.integration.SyncPair;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Shows one integration: no tokens, no names of items. */
@Service
@Command(scope = "integrations", name = "show", description = "Shows an integration, what it syncs and its latest runs")
public final class ShowCommand extends IntegrationCommand {
    private static final int RUNS = 5;

    @Reference
    IntegrationService integrations;

    @Override
    void run() {
        IntegrationView view = integrations
                .find(user(), integration(), Locale.ENGLISH)
                .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
        out().println("Provider      " + view.providerName());
        out().println("Connected by  "
                + ConnectWords.provider(integrations, view).map(ConnectWords::of).orElse("unknown, the provider is not there"));
        out().println("Status        " + view.status() + view.problem().map(code -> ", " + what(code)).orElse(""));
        out().println("Capabilities  " + view.integration().capabilities().stream().sorted().toList());
        out().println("Interval      " + view.integration().intervalMinutes() + " min");
        out().println("Last success  " + view.lastSuccess().map(Object::toString).orElse("never"));
        out().println("Next run      " + view.nextRun().map(Object::toString).orElse("none"));
        out().println("Held          " + view.held() + " deletions wait for review");
        out().println("Conflicts     " + view.conflicts() + " wait for a decision");
        out().println("Duplicates    " + view.duplicates() + " wait for a decision");
        out().println("Previews      " + view.previews().size() + " wait for consent");
        for (SyncPair pair : view.pairs()) {
            out().println("Pair          " + pair.id() + " " + pair.kind() + " " + pair.direction()
                    + (pair.enabled() ? "" : ", switched off")
                    + (view.previews().contains(pair.id()) ? ", preview waits for consent" : ""));
        }
        for (SyncHistory run : integrations.history(user(), integration(), Optional.empty(), RUNS)) {
            out().println("Run           " + run.startedAt() + " " + run.trigger() + " " + run.outcome()
                    + run.error().map(code -> " " + code).orElse("") + ", " + counts(run.counts()));
        }
    }

    private static String what(ErrorCode code) {
        return code + ": " + ErrorTexts.of(code, Locale.ENGLISH).what();
    }

    private static String counts(SyncCounts counts) {
        return counts.writes() + " writes, " + counts.conflicts() + " conflicts, " + counts.held() + " held, "
                + counts.failed() + " failed";
    }
}
