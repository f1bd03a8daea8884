// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.api.IntegrationService;
import io.passerelle.api.IntegrationService.DisconnectPreview;
import io.passerelle.api.ProviderView;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Disconnects an integration; for ten seconds it can be taken back. */
@Service
@Command(
        scope = "integrations",
        name = "disconnect",
        description = "Disconnects an integration: the grant is revoked where there is one, secrets and mappings are deleted")
public final class DisconnectCommand extends IntegrationCommand {
    @Option(name = "--delete-copies", description = "Also deletes the items that sync created on the host")
    boolean deleteCopies;

    @Option(name = "--preview", description = "Only tells what sync created on the host")
    boolean preview;

    @Option(name = "--undo", description = "Takes a disconnection back, until its deadline")
    boolean undo;

    @Reference
    IntegrationService integrations;

    @Override
    void run() {
        if (undo) {
            out().println("Taken back, status "
                    + integrations.undoDisconnect(user(), integration(), Locale.ENGLISH).status());
            return;
        }
        for (DisconnectPreview.PairCopies pair : integrations.disconnectPreview(user(), integration()).pairs()) {
            out().println("Pair " + pair.pair() + ": " + pair.copies() + " items created by sync "
                    + (deleteCopies ? "are deleted" : "stay"));
        }
        integrations
                .find(user(), integration(), Locale.ENGLISH)
                .flatMap(view -> ConnectWords.provider(integrations, view))
                .flatMap(ProviderView::form)
                .ifPresent(form -> out().println("Nothing can be revoked at the service. For the person: " + form.farewell()));
        if (!preview) {
            out().println("Disconnected for good at " + integrations.disconnect(user(), integration(), !deleteCopies)
                    + "; until then --undo takes it back");
        }
    }
}
