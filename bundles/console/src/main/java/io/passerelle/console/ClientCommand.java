// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import io.passerelle.api.ClientRegistrations;
import io.passerelle.api.ClientRegistrations.ClientView;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.ErrorTexts;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Stores and checks OAuth client registrations. The secret is never an argument: arguments end up in the history. */
@Service
@Command(
        scope = "integrations",
        name = "client",
        description = "Shows, stores and checks the OAuth client of a provider; the secret is asked for, or read from a file")
public final class ClientCommand extends ShellCommand {
    private static final char NO_ECHO = 0;

    @Argument(index = 0, name = "provider", description = "The provider, for example google; without it all are listed")
    String provider;

    @Option(name = "--id", description = "Client id to be stored; the secret is asked for without echo")
    String clientId;

    @Option(name = "--secret-file", description = "File that holds the secret, for use in scripts")
    String secretFile;

    @Option(name = "--check", description = "Checks id, secret and redirect URI with the provider")
    boolean check;

    @Option(name = "--remove", description = "Removes id and secret")
    boolean remove;

    @Reference
    ClientRegistrations clients;

    @Override
    void run() {
        if (provider == null) {
            List<ClientView> all = clients.list(organisation());
            all.forEach(this::print);
            if (all.isEmpty()) {
                out().println("No providers");
            }
            return;
        }
        ProviderId id = ProviderId.of(provider);
        if (remove) {
            clients.delete(organisation(), id);
            out().println("Removed");
            return;
        }
        print(clientId == null ? stored(id) : clients.put(organisation(), id, clientId.strip(), secret()));
        if (check) {
            check(id);
        }
    }

    private ClientView stored(ProviderId id) {
        return clients.find(organisation(), id).orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND));
    }

    private String secret() {
        try {
            String secret = secretFile == null
                    ? session.readLine("Client secret: ", NO_ECHO)
                    : Files.readString(Path.of(secretFile));
            return secret == null ? "" : secret.strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the secret cannot be read", unreadable);
        }
    }

    private void print(ClientView client) {
        out().println(client.providerName() + " (" + client.provider() + ")");
        out().println("  Client id     " + client.clientId().orElse("none stored; add one with --id"));
        out().println("  Redirect URI  " + client.redirectUri());
    }

    private void check(ProviderId id) {
        Optional<ErrorCode> problem = clients.check(organisation(), id);
        if (problem.isPresent()) {
            ErrorTexts texts = ErrorTexts.of(problem.get(), Locale.ENGLISH);
            out().println("  Check         " + (problem.get() + ": " + texts.what() + " " + texts.remedy()).strip());
        } else {
            out().println("  Check         id, secret and redirect URI are accepted");
        }
    }
}
