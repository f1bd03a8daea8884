// SPDX-License-Identifier: Apache-2.0
package io.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.api.ConnectFormView;
import io.passerelle.api.IntegrationCounts.Count;
import io.passerelle.api.SyncSchedule;
import io.passerelle.model.IntegrationId;
import io.passerelle.model.ProviderId;
import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.IntegrationStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Commands for integrations")
class IntegrationCommandsTest {
    private final Shell shell = new Shell();
    private final FakeIntegrations integrations = new FakeIntegrations();

    private ListCommand list() {
        ListCommand command = shell.ready(new ListCommand());
        command.integrations = integrations;
        command.counts = organisation -> List.of(
                new Count(ProviderId.of("google"), IntegrationStatus.NEEDS_REAUTH, 2),
                new Count(ProviderId.of("google"), IntegrationStatus.CONNECTED, 9),
                new Count(ProviderId.of("nextcloud"), IntegrationStatus.PROVIDER_UNAVAILABLE, 4));
        return command;
    }

    private <C extends IntegrationCommand> C of(C command, String user, String id) {
        command.user = user;
        command.integration = id;
        return shell.ready(command);
    }

    private ShowCommand show(String user, String id) {
        ShowCommand command = of(new ShowCommand(), user, id);
        command.integrations = integrations;
        return command;
    }

    private DisconnectCommand disconnect(String user) {
        DisconnectCommand command = of(new DisconnectCommand(), user, FakeIntegrations.ID.toString());
        command.integrations = integrations;
        return command;
    }

    @Test
    @DisplayName("list tells which providers are ready")
    void listsProviders() throws Exception {
        list().execute();
        assertThat(shell.printed()).contains("google", "ready", "Microsoft 365", "CLIENT_NOT_CONFIGURED");
    }

    @Test
    @DisplayName("list tells how many integrations each provider has, also one that is not there, and whose never")
    void listsNumbers() throws Exception {
        list().execute();
        assertThat(shell.printed().lines().map(line -> line.replaceAll("\\s+", " ").strip()))
                .anyMatch(line -> line.startsWith("google | Google | OAuth | ready | 11 | NEEDS_REAUTH 2, CONNECTED 9"))
                .anyMatch(line -> line.startsWith("nextcloud | | | not there | 4 | PROVIDER_UNAVAILABLE 4"))
                .noneMatch(line -> line.contains("alice"));
    }

    @Test
    @DisplayName("list tells of a user's integrations and never what the account is called")
    void listsIntegrations() throws Exception {
        ListCommand list = list();
        list.user = "alice";
        list.execute();
        assertThat(shell.printed())
                .contains(FakeIntegrations.ID.toString(), "FAILING", "PROVIDER_UNREACHABLE")
                .doesNotContain("alice@gmail.example");
    }

    @Test
    @DisplayName("list, show and disconnect tell an account that was connected by a form, and what remains to be done for it")
    void byForm() throws Exception {
        integrations.googleForm = Optional.of(new ConnectFormView("", "Delete the app password there.", List.of()));
        list().execute();
        assertThat(shell.printed().lines().map(line -> line.replaceAll("\\s+", " ").strip()))
                .anyMatch(line -> line.startsWith("google | Google | form | ready"));
        show("alice", FakeIntegrations.ID.toString()).execute();
        assertThat(shell.printed()).contains("Connected by  form");
        disconnect("alice").execute();
        assertThat(shell.printed()).contains("Nothing can be revoked", "Delete the app password there.");
    }

    @Test
    @DisplayName("list of a user without integrations says so")
    void listsNothing() throws Exception {
        ListCommand list = list();
        list.user = "bob";
        list.execute();
        assertThat(shell.printed()).contains("None");
    }

    @Test
    @DisplayName("show explains the problem and lists pairs and runs")
    void shows() throws Exception {
        show("alice", FakeIntegrations.ID.toString()).execute();
        assertThat(shell.printed())
                .contains("FAILING", "PROVIDER_UNREACHABLE: ", "3 deletions", "BOTH, switched off", "3 writes", "15 min");
    }

    @Test
    @DisplayName("show tells how much waits for a person, and for which pair, not what")
    void showsWhatWaits() throws Exception {
        show("alice", FakeIntegrations.ID.toString()).execute();
        assertThat(shell.printed().lines().map(line -> line.replaceAll("\\s+", " ").strip()))
                .contains("Conflicts 2 wait for a decision", "Previews 1 wait for consent")
                .anyMatch(line -> line.startsWith("Pair ") && line.endsWith("switched off, preview waits for consent"));
    }

    @Test
    @DisplayName("show of what is not there ends in words")
    void showsNothing() {
        ShowCommand command = show("bob", FakeIntegrations.ID.toString());
        assertThatThrownBy(command::execute).hasMessageStartingWith("NOT_FOUND: ");
    }

    @Test
    @DisplayName("a malformed id ends in words")
    void malformedId() {
        ShowCommand command = show("alice", "1234");
        assertThatThrownBy(command::execute).hasMessage("an integration id is a UUID");
    }

    @Test
    @DisplayName("sync tells when the run starts")
    void syncs() throws Exception {
        SyncCommand command = of(new SyncCommand(), "alice", FakeIntegrations.ID.toString());
        command.integrations = integrations;
        command.schedule = new Schedule(Optional.empty());
        command.execute();
        assertThat(shell.printed()).contains("2026-11-22T10:00:00Z");
    }

    @Test
    @DisplayName("sync too often ends in words")
    void syncsTooOften() {
        SyncCommand command = of(new SyncCommand(), "alice", FakeIntegrations.ID.toString());
        command.integrations = integrations;
        command.schedule = new Schedule(Optional.of(ErrorCode.TOO_OFTEN));
        assertThatThrownBy(command::execute).hasMessageStartingWith("TOO_OFTEN: ");
    }

    @Test
    @DisplayName("sync of somebody else's integration does not reach the schedule")
    void syncsOwnOnly() {
        SyncCommand command = of(new SyncCommand(), "bob", FakeIntegrations.ID.toString());
        command.integrations = integrations;
        command.schedule = new Schedule(Optional.of(ErrorCode.INTERNAL_ERROR));
        assertThatThrownBy(command::execute).hasMessageStartingWith("NOT_FOUND: ");
    }

    @Test
    @DisplayName("disconnect keeps copies unless told otherwise, and tells the deadline")
    void disconnectKeeps() throws Exception {
        disconnect("alice").execute();
        assertThat(integrations.asked).containsExactly("disconnect, keep");
        assertThat(shell.printed()).contains("42 items created by sync stay", "2026-11-22T10:00:10Z");
    }

    @Test
    @DisplayName("disconnect deletes copies when told to")
    void disconnectDeletes() throws Exception {
        DisconnectCommand command = disconnect("alice");
        command.deleteCopies = true;
        command.execute();
        assertThat(integrations.asked).containsExactly("disconnect, delete");
    }

    @Test
    @DisplayName("disconnect only previews when asked to")
    void disconnectPreviews() throws Exception {
        DisconnectCommand command = disconnect("alice");
        command.preview = true;
        command.execute();
        assertThat(integrations.asked).isEmpty();
        assertThat(shell.printed()).contains("42 items");
    }

    @Test
    @DisplayName("disconnect is taken back")
    void disconnectIsUndone() throws Exception {
        DisconnectCommand command = disconnect("alice");
        command.undo = true;
        command.execute();
        assertThat(integrations.asked).containsExactly("undo");
    }

    private record Schedule(Optional<ErrorCode> failure) implements SyncSchedule {
        @Override
        public Instant runNow(UserId owner, IntegrationId id) {
            failure.ifPresent(code -> {
                throw PasserelleException.of(code);
            });
            return FakeIntegrations.NOW;
        }

        @Override
        public void reconcile(UserId owner, IntegrationId id) {}

        @Override
        public void runSoon(UserId owner, IntegrationId id) {}

        @Override
        public void remove(UserId owner, IntegrationId id) {}

        @Override
        public Optional<Instant> nextRun(UserId owner, IntegrationId id) {
            return Optional.empty();
        }
    }
}
