// SPDX-License-Identifier: Apache-2.0
package io.passerelle.store.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.passerelle.model.UserId;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.store.spi.FlowRecord;
import io.passerelle.testkit.store.Codes;
import io.passerelle.testkit.store.Samples;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Errors of the store")
class ErrorsTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("tell nothing of the row, on H2")
    void errorsOfH2TellNothing() {
        try (JpaStores stores = JpaStores.builder().url("jdbc:h2:async:" + folder.resolve("store")).open()) {
            assertDuplicateTellsNothing(stores);
        }
    }

    @Test
    @DisplayName("tell nothing of the row, on PostgreSQL")
    void errorsOfPostgresTellNothing() throws SQLException {
        try (JpaStores stores = Postgres.open(Postgres.database())) {
            assertDuplicateTellsNothing(stores);
        }
    }

    private static void assertDuplicateTellsNothing(JpaStores stores) {
        FlowRecord flow = Samples.flow(UserId.of(Samples.organisation(), "canary-user"));
        stores.flows().insert(flow);
        Throwable failure = catchThrowable(() -> stores.flows().insert(flow));
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(Codes.of(failure)).isEqualTo(ErrorCode.INTERNAL_ERROR);
        assertThat(trace.toString()).doesNotContain("canary-user", flow.id());
    }

    @ParameterizedTest(name = "SQLState {0} is {1}")
    @CsvSource({
        "08006, STORE_UNAVAILABLE",
        "57P01, STORE_UNAVAILABLE",
        "53300, STORE_UNAVAILABLE",
        "90098, STORE_UNAVAILABLE",
        "HYT00, STORE_UNAVAILABLE",
        "55P03, STORE_UNAVAILABLE",
        "42P01, INTERNAL_ERROR",
        "22001, INTERNAL_ERROR"
    })
    @DisplayName("say whether the database is gone or the mistake is ours")
    void stateDecides(String state, ErrorCode code) {
        RuntimeException wrapped = new IllegalStateException(new SQLException("row: canary", state));
        RuntimeException translated = Failures.translate(wrapped);
        assertThat(Codes.of(translated)).isEqualTo(code);
        assertThat(translated.getMessage()).contains(state).doesNotContain("canary");
    }

    @Test
    @DisplayName("keep a code that is known already")
    void knownCodeIsKept() {
        PasserelleException known = PasserelleException.of(ErrorCode.RUN_INTERRUPTED);
        assertThat(Failures.translate(known)).isSameAs(known);
    }

    @Test
    @DisplayName("begin with a URL of a database that is not known")
    void unknownDatabaseIsRefused() {
        JpaStores.Builder builder = JpaStores.builder().url("jdbc:oracle:thin:@secret-host");
        assertThatThrownBy(builder::open).hasMessageContaining("jdbc:h2:").hasMessageNotContaining("secret-host");
    }
}
