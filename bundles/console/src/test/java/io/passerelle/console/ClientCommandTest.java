// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.api.ClientRegistrations;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.error.ErrorCode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Option;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("integrations:client")
class ClientCommandTest {
    private static final String SECRET = "canary-secret";

    private final Shell shell = new Shell();
    private final Clients clients = new Clients();

    private ClientCommand command(String provider) {
        ClientCommand command = shell.ready(new ClientCommand());
        command.clients = clients;
        command.provider = provider;
        return command;
    }

    @Test
    @DisplayName("shows the redirect URI to copy")
    void showsRedirectUri() throws Exception {
        command("google").execute();
        assertThat(shell.printed()).contains("https://mail.example.org/integrations/oauth/google", "none stored");
    }

    @Test
    @DisplayName("without a provider lists all")
    void listsAll() throws Exception {
        command(null).execute();
        assertThat(shell.printed()).contains("Google (google)");
    }

    @Test
    @DisplayName("asks for the secret without echo, and never prints it")
    void asksForTheSecret() throws Exception {
        ClientCommand command = command("google");
        command.clientId = " id.apps.example ";
        shell.typed.add(SECRET);
        command.execute();
        assertThat(clients.stored).isEqualTo("id.apps.example/" + SECRET);
        assertThat(shell.echoes).containsExactly((char) 0);
        assertThat(shell.printed()).contains("id.apps.example").doesNotContain(SECRET);
    }

    @Test
    @DisplayName("reads the secret from a file")
    void readsTheSecret(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");
        ClientCommand command = command("google");
        command.clientId = "id";
        command.secretFile = file.toString();
        command.execute();
        assertThat(clients.stored).isEqualTo("id/" + SECRET);
        assertThat(shell.echoes).isEmpty();
    }

    @Test
    @DisplayName("a file that is not there ends in words")
    void missingFile(@TempDir Path folder) {
        ClientCommand command = command("google");
        command.clientId = "id";
        command.secretFile = folder.resolve("none").toString();
        assertThatThrownBy(command::execute).hasMessage("the secret cannot be read");
    }

    @Test
    @DisplayName("no option and no argument takes the secret itself: it would stay in the history")
    void secretIsNoArgument() {
        assertThat(Arrays.stream(ClientCommand.class.getDeclaredFields())
                        .filter(field -> field.isAnnotationPresent(Option.class) || field.isAnnotationPresent(Argument.class))
                        .map(field -> field.getName())
                        .filter(name -> name.toLowerCase().contains("secret")))
                .containsExactly("secretFile");
    }

    @Test
    @DisplayName("checks live and says that all is well")
    void checksWell() throws Exception {
        ClientCommand command = command("google");
        command.check = true;
        command.execute();
        assertThat(shell.printed()).contains("accepted");
    }

    @Test
    @DisplayName("checks live and says what is wrong")
    void checksBadly() throws Exception {
        clients.problem = Optional.of(ErrorCode.REDIRECT_NOT_REGISTERED);
        ClientCommand command = command("google");
        command.check = true;
        command.execute();
        assertThat(shell.printed()).contains("REDIRECT_NOT_REGISTERED: ").doesNotContain("accepted");
    }

    @Test
    @DisplayName("removes")
    void removes() throws Exception {
        clients.stored = "id/secret";
        ClientCommand command = command("google");
        command.remove = true;
        command.execute();
        assertThat(clients.stored).isNull();
    }

    @Test
    @DisplayName("a provider that is not known ends in words")
    void unknownProvider() {
        ClientCommand command = command("unknown");
        assertThatThrownBy(command::execute).hasMessageStartingWith("NOT_FOUND: ");
    }

    private static final class Clients implements ClientRegistrations {
        private String stored;
        private Optional<ErrorCode> problem = Optional.empty();

        private ClientView view() {
            return new ClientView(
                    ProviderId.of("google"),
                    "Google",
                    Optional.ofNullable(stored).map(text -> text.substring(0, text.indexOf('/'))),
                    URI.create("https://mail.example.org/integrations/oauth/google"));
        }

        @Override
        public List<ClientView> list(OrganisationId organisation) {
            return List.of(view());
        }

        @Override
        public Optional<ClientView> find(OrganisationId organisation, ProviderId provider) {
            return provider.value().equals("google") ? Optional.of(view()) : Optional.empty();
        }

        @Override
        public ClientView put(OrganisationId organisation, ProviderId provider, String clientId, String clientSecret) {
            stored = clientId + "/" + clientSecret;
            return view();
        }

        @Override
        public void delete(OrganisationId organisation, ProviderId provider) {
            stored = null;
        }

        @Override
        public Optional<ErrorCode> check(OrganisationId organisation, ProviderId provider) {
            return problem;
        }
    }
}
