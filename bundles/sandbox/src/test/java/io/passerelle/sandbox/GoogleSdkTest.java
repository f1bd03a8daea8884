// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.batch.BatchRequest;
import com.google.api.client.googleapis.batch.json.JsonBatchCallback;
import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.DateTime;
import com.google.api.services.calendar.Calendar;
import com.google.api.services.calendar.model.Channel;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import com.google.api.services.calendar.model.EventReminder;
import com.google.api.services.calendar.model.Events;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Google's own Java library, talking to the sandbox as it talks to Google. */
class GoogleSdkTest extends SandboxTestBase {
    private Calendar sdk;

    @BeforeEach
    void client() {
        HttpRequestInitializer bearer = request -> request.getHeaders().setAuthorization("Bearer " + google.accessToken);
        sdk = new Calendar.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), bearer).setRootUrl(server.googleRoot() + "/")
                .setApplicationName("sandbox-test").build();
    }

    private static Event event(String title) {
        return new Event().setSummary(title).setStart(new EventDateTime().setDateTime(new DateTime("2026-12-01T10:00:00+01:00")).setTimeZone("Europe/Paris"))
                .setEnd(new EventDateTime().setDateTime(new DateTime("2026-12-01T11:00:00+01:00")).setTimeZone("Europe/Paris"));
    }

    @Test
    void insertListPatchDelete() throws Exception {
        Event made = sdk.events().insert("primary", event("SDK").setReminders(new Event.Reminders().setUseDefault(false)
                .setOverrides(List.of(new EventReminder().setMethod("popup").setMinutes(10)))).setAttendees(List.of(new EventAttendee().setEmail("g@x.example"))))
                .setSendUpdates("none").execute();
        assertThat(made.getICalUID()).isEqualTo(made.getId() + "@google.com");
        Event patched = sdk.events().patch("primary", made.getId(), new Event().setSummary("Patched")).setSendUpdates("none").execute();
        assertThat(patched.getSummary()).isEqualTo("Patched");
        assertThat(patched.getReminders().getOverrides()).hasSize(1);
        Events listed = sdk.events().list("primary").setMaxResults(2500).execute();
        assertThat(listed.getItems()).hasSize(1);
        sdk.events().delete("primary", made.getId()).setSendUpdates("none").execute();
        Events delta = sdk.events().list("primary").setSyncToken(listed.getNextSyncToken()).execute();
        assertThat(delta.getItems().get(0).getStatus()).isEqualTo("cancelled");
        assertThat(server.control().outbox().sent()).isZero();
        assertThat(server.control().journal().count("events.patch")).isEqualTo(1);
    }

    @Test
    void conditionalPatchAnswersPreconditionFailed() throws Exception {
        Event made = sdk.events().insert("primary", event("SDK")).execute();
        Calendar.Events.Patch patch = sdk.events().patch("primary", made.getId(), new Event().setSummary("x"));
        patch.getRequestHeaders().setIfMatch("\"1\"");
        assertThatThrownBy(patch::execute).isInstanceOfSatisfying(GoogleJsonResponseException.class, refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(412);
            assertThat(refused.getDetails().getErrors().get(0).getReason()).isEqualTo("conditionNotMet");
        });
    }

    @Test
    void importInstancesMoveAndWatch() throws Exception {
        Event series = sdk.events().calendarImport("primary", event("Series").setICalUID("a@b.example").setRecurrence(List.of("RRULE:FREQ=DAILY;COUNT=3")))
                .execute();
        assertThat(sdk.events().instances("primary", series.getId()).execute().getItems()).hasSize(3);
        Channel channel = sdk.events().watch("primary", new Channel().setId("c-1").setType("web_hook").setAddress("https://remote.example/hook")).execute();
        assertThat(channel.getResourceId()).isNotBlank();
        assertThat(sdk.calendarList().list().execute().getItems()).hasSize(1);
    }

    @Test
    void aBatchOfFifty() throws Exception {
        BatchRequest batch = sdk.batch();
        List<String> made = new ArrayList<>();
        List<Integer> failed = new ArrayList<>();
        JsonBatchCallback<Event> callback = new JsonBatchCallback<>() {
            @Override
            public void onSuccess(Event event, HttpHeaders headers) {
                made.add(event.getId());
            }

            @Override
            public void onFailure(GoogleJsonError error, HttpHeaders headers) {
                failed.add(error.getCode());
            }
        };
        for (int i = 0; i < 50; i++) {
            sdk.events().insert("primary", event("Batch " + i).setId("batch" + i % 49 + "x0".repeat(2).replace('x', 'a'))).setSendUpdates("none").queue(batch, callback);
        }
        batch.execute();
        assertThat(made).hasSize(49);
        assertThat(failed).containsExactly(409);
        assertThat(server.control().journal().count("batch")).isEqualTo(1);
        BatchRequest changes = sdk.batch();
        for (String id : made) {
            sdk.events().patch("primary", id, new Event().setSummary("Ünïcode")).setSendUpdates("none").queue(changes, callback);
        }
        changes.execute();
        assertThat(made).hasSize(98);
        assertThat(sdk.events().get("primary", made.get(0)).execute().getSummary()).isEqualTo("Ünïcode");
    }
}
