// SPDX-License-Identifier: Apache-2.0
package io.passerelle.provider.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.passerelle.model.collection.Access;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionId;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.ItemCollection;
import io.passerelle.model.collection.ItemRef;
import io.passerelle.model.collection.Revision;
import io.passerelle.model.collection.Write;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.integration.Capability;
import io.passerelle.provider.spi.Connector;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Refusals in the middle of a run, and what was not granted. */
class CaldavRefusalTest {
    private final CaldavSide side = new CaldavSide();

    @AfterEach
    void close() {
        side.close();
    }

    @Test
    @DisplayName("E12 a password that is changed while a calendar is open is reported once it is refused again")
    void refusedWhileOpen() {
        try (Connector connector = side.connector(side.connect(), CaldavSide.ALL);
                ItemCollection calendar = connector.open(CollectionId.of(side.server.calendar("Work")))) {
            side.server.password("changed");
            PasserelleException lost = catchThrowableOfType(PasserelleException.class, () -> {
                try (ChangeFeed feed = calendar.changesSince(Cursor.START)) {
                    feed.next();
                }
            });

            assertThat(lost.code()).isEqualTo(ErrorCode.GRANT_LOST);
            assertThat(side.lost).hasValue(1);
        }
    }

    @Test
    @DisplayName("A server that refuses once and lets in a moment later costs a run, and bothers nobody")
    void refusedOnce() {
        Refusal refusal = new Refusal(
                new io.passerelle.provider.spi.AccessTokens() {
                    @Override
                    public String current() {
                        return side.connect().credential().accessToken();
                    }

                    @Override
                    public String renewed(String rejected) {
                        throw new AssertionError("the password is right");
                    }
                },
                "token",
                () -> new Accounts(AllowedAddresses.of(new String[] {CaldavSide.exception(side.server.address())}, new HostDoor()))
                        .calendars(CaldavCredential.of(side.connect().credential().accessToken()), Accounts.TEST));

        PasserelleException ended = catchThrowableOfType(PasserelleException.class, () -> refusal.watch(() -> {
            throw PasserelleException.of(ErrorCode.GRANT_LOST);
        }));

        assertThat(ended.code()).isEqualTo(ErrorCode.TOKEN_REJECTED);
    }

    @Test
    @DisplayName("Who granted reading only is not written to")
    void readingOnly() {
        String calendar = side.server.calendar("Work");
        try (Connector connector = side.connector(side.connect(), Set.of(Capability.CALENDAR_READ));
                ItemCollection collection = connector.open(CollectionId.of(calendar))) {
            assertThat(collection.info().access()).isEqualTo(Access.READ);
            List<WriteResult> results =
                    collection.write(List.of(new Write.Delete(ItemRef.of(calendar + "a.ics"), Revision.of("\"1\""))));

            assertThat(results).singleElement().isInstanceOfSatisfying(WriteResult.Failed.class, failed ->
                    assertThat(failed.code()).isEqualTo(ErrorCode.COLLECTION_READ_ONLY));
            assertThat(side.server.requests()).noneMatch(request -> request.method().equals("DELETE"));
        }
    }
}
