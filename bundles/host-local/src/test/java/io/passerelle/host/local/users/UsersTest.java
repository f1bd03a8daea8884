// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.passerelle.host.local.TestDatabases;
import io.passerelle.model.OrganisationId;
import io.passerelle.model.error.PasserelleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
    private static final OrganisationId HERE = OrganisationId.DEFAULT;

    private final DataSource source = TestDatabases.h2Source();
    private final Users users = new Users(new io.passerelle.host.local.database.HostDatabase(source));

    @Test
    void theRightPasswordSignsIn() {
        LocalUser dora = users.create(HERE, "Dora", "Dora D.", "correct horse", false);
        assertThat(users.signIn(HERE, " dora ", "correct horse")).contains(dora);
    }

    @Test
    void anotherPasswordOrNameOrOrganisationDoesNot() {
        users.create(HERE, "dora", "Dora", "correct horse", false);
        assertThat(users.signIn(HERE, "dora", "correct hors")).isEmpty();
        assertThat(users.signIn(HERE, "nobody", "correct horse")).isEmpty();
        assertThat(users.signIn(OrganisationId.of("other"), "dora", "correct horse")).isEmpty();
    }

    @Test
    void thePasswordIsNotInTheTable() throws Exception {
        users.create(HERE, "dora", "Dora", "correct horse", false);
        try (var connection = source.getConnection();
                var row = connection.createStatement().executeQuery("select password from host_user")) {
            row.next();
            assertThat(row.getString(1)).startsWith("$argon2id$v=19$").doesNotContain("correct");
        }
    }

    @Test
    void theSamePasswordIsHashedDifferentlyForEach() throws Exception {
        users.create(HERE, "a", "A", "correct horse", false);
        users.create(HERE, "b", "B", "correct horse", false);
        try (var connection = source.getConnection();
                var row = connection.createStatement().executeQuery("select count(distinct password) from host_user")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(2);
        }
    }

    @Test
    void aNameIsTakenOnce() {
        users.create(HERE, "dora", "Dora", "correct horse", false);
        assertThatThrownBy(() -> users.create(HERE, "DORA", "Other", "correct horse", false))
                .isInstanceOfSatisfying(PasserelleException.class, e -> assertThat(e.field()).contains("name"));
    }

    @Test
    void shortPasswordsAndOddNamesAreRefused() {
        assertThatThrownBy(() -> users.create(HERE, "dora", "Dora", "short", false))
                .isInstanceOfSatisfying(PasserelleException.class, e -> assertThat(e.field()).contains("password"));
        assertThatThrownBy(() -> users.create(HERE, "do ra", "Dora", "correct horse", false))
                .isInstanceOfSatisfying(PasserelleException.class, e -> assertThat(e.field()).contains("name"));
    }

    @Test
    void withoutConfigurationNobodyIsThere() {
        new FirstAdministrator("", "", users);
        assertThat(users.all(HERE)).isEmpty();
    }

    @Test
    void theFirstAdministratorComesFromAFileAndOnlyOnce(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "correct horse\n");
        new FirstAdministrator("root", file.toString(), users);
        new FirstAdministrator("second", file.toString(), users);
        assertThat(users.all(HERE)).extracting(LocalUser::name).containsExactly("root");
        assertThat(users.signIn(HERE, "root", "correct horse").orElseThrow().asHostUser().isAdministrator()).isTrue();
    }

    @Test
    void theDemoHasItsThreePeople() {
        DemoUsers demo = new DemoUsers(List.of("alice", "bob", "carol"), Set.of("carol"), users);
        new DemoUsers(List.of("alice", "bob", "carol"), Set.of("carol"), users);
        assertThat(demo.names()).containsExactly("alice", "bob", "carol");
        assertThat(users.all(HERE)).extracting(LocalUser::name).containsExactly("alice", "bob", "carol");
        assertThat(users.signIn(HERE, "alice", "alice").orElseThrow().administrator()).isFalse();
        assertThat(users.signIn(HERE, "carol", "carol").orElseThrow().administrator()).isTrue();
    }
}
