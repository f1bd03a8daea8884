// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.CalendarEvent;
import io.passerelle.model.item.EventDetails;
import io.passerelle.model.item.EventTime;
import io.passerelle.model.item.ItemUid;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleFaultsTest {
    private final GoogleSide side = new GoogleSide();
    private final ItemCollection calendar = side.open();

    @AfterEach
    void close() {
        side.close();
    }

    private PasserelleException readingFails() {
        return catchThrowableOfType(
                PasserelleException.class, () -> GoogleSide.read(calendar, Cursor.START));
    }

    private static Write.Create create(int number) {
        LocalDate day = LocalDate.of(2026, 3, 1).plusDays(number);
        return new Write.Create(
                String.format("%032x", number),
                CalendarEvent.single(
                        ItemUid.of("uid-" + number + "@host.example"),
                        new EventTime.AllDay(day, day.plusDays(1)),
                        EventDetails.builder().title("Event " + number).build()));
    }

    private static List<Write> creations(int count) {
        List<Write> writes = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> writes.add(create(i)));
        return writes;
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @DisplayName("B28 B29 refusals are told apart and not repeated")
    @CsvSource({
        "RATE_LIMITED, RATE_LIMITED_BY_PROVIDER",
        "USER_RATE_LIMITED, RATE_LIMITED_BY_PROVIDER",
        "QUOTA_EXCEEDED, QUOTA_EXHAUSTED",
        "DAILY_LIMIT, QUOTA_EXHAUSTED",
        "FORBIDDEN, COLLECTION_UNREADABLE"
    })
    void refusals(FaultKind kind, ErrorCode code) {
        side.google.fault(Fault.next(kind, "events.list"));
        side.google.journal().clear();

        assertThat(readingFails().code()).isEqualTo(code);
        assertThat(side.google.journal().count("events.list")).isEqualTo(1);
    }

    @Test
    @DisplayName("B28 429 carries what Google asked us to wait")
    void tooManyRequests() {
        side.google.fault(Fault.next(FaultKind.TOO_MANY_REQUESTS, "events.list").with(17));

        PasserelleException failure = readingFails();

        assertThat(failure.code()).isEqualTo(ErrorCode.RATE_LIMITED_BY_PROVIDER);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(side.pauses).isEmpty();
    }

    @Test
    @DisplayName("B30 a server error is repeated twice at most, with pauses, then reported")
    void serverError() {
        side.google.fault(Fault.next(FaultKind.SERVER_ERROR, "events.list").times(2));
        assertThat(GoogleSide.read(calendar, Cursor.START).next()).isPresent();
        assertThat(side.pauses).hasSize(2);

        side.google.fault(Fault.next(FaultKind.SERVER_ERROR, "events.list").times(3));
        assertThat(readingFails().code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
    }

    @Test
    @DisplayName("B30 503 with Retry-After is left to the scheduler")
    void unavailable() {
        side.google.fault(Fault.next(FaultKind.UNAVAILABLE, "events.list").with(120));

        PasserelleException failure = readingFails();

        assertThat(failure.code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(120));
        assertThat(side.pauses).isEmpty();
    }

    @Test
    @DisplayName("B31 401 renews the token once and repeats the same request")
    void renewsToken() {
        side.google.expireAccessTokens(GoogleSide.ANN);

        assertThat(GoogleSide.read(calendar, Cursor.START).next()).isPresent();
        assertThat(side.renewals).isEqualTo(1);
    }

    @Test
    @DisplayName("E12 a renewed token that is rejected too ends the run, as a fault of the provider")
    void renewedRejected() {
        side.google.fault(Fault.next(FaultKind.UNAUTHORIZED, "events.list").times(5));

        assertThat(readingFails().code()).isEqualTo(ErrorCode.TOKEN_REJECTED);
        assertThat(side.renewals).isEqualTo(1);
    }

    @Test
    @DisplayName("B31 a batch whose token has expired is repeated as a whole")
    void batchRenewsToken() {
        side.google.expireAccessTokens(GoogleSide.ANN);

        assertThat(calendar.write(creations(10))).allMatch(WriteResult.Done.class::isInstance);
        assertThat(side.renewals).isEqualTo(1);
        assertThat(side.google.live(GoogleSide.ANN)).hasSize(10);
    }

    @Test
    @DisplayName("B31 only the parts of a batch that got 401 are repeated")
    void batchPartsRenewed() {
        side.google.fault(Fault.next(FaultKind.UNAUTHORIZED, "events.import").times(3).after(2));

        assertThat(calendar.write(creations(10))).allMatch(WriteResult.Done.class::isInstance);
        assertThat(side.google.journal().count("events.import")).isEqualTo(13);
    }

    @Test
    @DisplayName("B28 a rate limit in a batch concerns its part only and carries the delay")
    void batchRateLimit() {
        side.google.fault(Fault.next(FaultKind.TOO_MANY_REQUESTS, "events.import").with(9).after(3));

        List<WriteResult> results = calendar.write(creations(6));

        assertThat(results.stream().filter(WriteResult.Done.class::isInstance)).hasSize(5);
        assertThat(results.get(3)).isInstanceOfSatisfying(WriteResult.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ErrorCode.RATE_LIMITED_BY_PROVIDER);
            assertThat(failed.retryAfter()).contains(Duration.ofSeconds(9));
        });
    }

    @Test
    @DisplayName("B30 server errors in a batch are repeated for their parts only")
    void batchServerErrors() {
        side.google.fault(Fault.next(FaultKind.SERVER_ERROR, "events.import").times(2));

        assertThat(calendar.write(creations(5))).allMatch(WriteResult.Done.class::isInstance);
        assertThat(side.google.journal().count("events.import")).isEqualTo(7);
        assertThat(side.google.live(GoogleSide.ANN)).hasSize(5);
    }

    @Test
    @DisplayName("A cut listing is unreadable, never a shorter listing")
    void cutListing() {
        side.google.seed(GoogleSide.ANN, 50, 3);
        side.google.fault(Fault.next(FaultKind.CUT_BODY, "events.list"));

        assertThat(readingFails().code()).isEqualTo(ErrorCode.PROVIDER_ANSWER_UNREADABLE);
    }

    @Test
    @DisplayName("A page of a proxy is a failure of the provider")
    void notJson() {
        side.google.fault(Fault.next(FaultKind.NOT_JSON, "events.list").times(3));

        assertThat(readingFails().code()).isEqualTo(ErrorCode.PROVIDER_ERROR);
    }

    @Test
    @DisplayName("A lost connection is repeated twice at most")
    void connectionLost() {
        side.google.fault(Fault.next(FaultKind.CONNECTION_LOST, "events.list").times(2));
        assertThat(GoogleSide.read(calendar, Cursor.START).next()).isPresent();

        side.google.fault(Fault.next(FaultKind.CONNECTION_LOST, "events.list").times(20));
        assertThat(readingFails().code()).isEqualTo(ErrorCode.PROVIDER_UNREACHABLE);
    }

    @Test
    @DisplayName("B14 a batch that was carried out although its answer was cut is there once after the next attempt")
    void cutBatch() {
        side.google.fault(Fault.next(FaultKind.CUT_BODY, "batch").after(1));
        List<WriteResult> first = calendar.write(creations(20));
        assertThat(first).hasSize(20);
        assertThat(first.stream().filter(WriteResult.Failed.class::isInstance)).isNotEmpty();

        List<WriteResult> second = calendar.write(creations(20));

        assertThat(second).allMatch(WriteResult.Done.class::isInstance);
        assertThat(side.google.live(GoogleSide.ANN)).hasSize(20);
    }

    @Test
    @DisplayName("B14 a batch whose answer was lost is there once")
    void lostBatch() {
        side.google.fault(Fault.next(FaultKind.ANSWER_LOST, "batch").after(1));

        List<WriteResult> results = calendar.write(creations(20));

        assertThat(side.google.live(GoogleSide.ANN)).hasSize(20);
        assertThat(results).allMatch(WriteResult.Done.class::isInstance);
    }

    @Test
    @DisplayName("B05 400 for a sync token is like 410; other 400s are not")
    void badToken() {
        assertThat(GoogleSide.read(calendar, Cursor.of("garbage")).isExpired()).isTrue();

        GoogleAnswer other = new GoogleAnswer(
                400,
                GoogleJson.read("{\"error\":{\"errors\":[{\"reason\":\"badRequest\"}]}}"),
                java.util.Optional.empty());
        assertThat(GoogleErrors.isExpiredToken(other)).isFalse();
        GoogleAnswer token = new GoogleAnswer(
                400,
                GoogleJson.read("{\"error\":{\"errors\":[{\"reason\":\"invalid\",\"location\":\"syncToken\"}]}}"),
                java.util.Optional.empty());
        assertThat(GoogleErrors.isExpiredToken(token)).isTrue();
    }

    @Test
    @DisplayName("An error while deleting is not a deletion")
    void errorIsNoDeletion() {
        String id = side.insert("{'summary':'Lunch','start':{'date':'2026-03-03'},'end':{'date':'2026-03-04'}}")
                .get("id")
                .asText();
        Revision revision = GoogleSide.fetch(calendar, id).revision();
        side.google.fault(Fault.next(FaultKind.FORBIDDEN, "events.delete"));

        assertThat(calendar.write(List.of(new Write.Delete(ItemRef.of(id), revision))).get(0))
                .isInstanceOf(WriteResult.Failed.class);
    }

    @Test
    @DisplayName("E18 a failure names neither token, address nor content")
    void nothingSecretInFailures() {
        side.insert("{'summary':'Canary-title','start':{'date':'2026-03-03'},'end':{'date':'2026-03-04'}}");
        for (FaultKind kind : List.of(FaultKind.FORBIDDEN, FaultKind.CUT_BODY, FaultKind.NOT_JSON, FaultKind.UNAUTHORIZED)) {
            side.google.clearFaults();
            side.google.fault(Fault.next(kind, "events.list").times(9));
            PasserelleException failure = readingFails();
            String shown = failure.toString() + failure.getCause();
            assertThat(shown).doesNotContain("Canary", "ann@", "127.0.0.1", side.credential.accessToken());
        }
    }

    @Test
    @DisplayName("Traffic counts requests, repeats included, and bytes")
    void traffic() {
        long before = calendar.traffic().requests();
        side.google.fault(Fault.next(FaultKind.SERVER_ERROR, "events.list"));
        GoogleSide.read(calendar, Cursor.START);

        assertThat(calendar.traffic().requests() - before).isEqualTo(2);
        assertThat(calendar.traffic().bytesReceived()).isPositive();
    }
}
