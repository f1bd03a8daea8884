// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** A client that only follows sync tokens holds what the calendar holds, however edits and pages fall between one another. */
class MirrorPropertyTest {
    private static final String ANN = "ann@gmail.example";
    private static final String CALLBACK = "http://localhost:8181/integrations/api/oauth/google/callback";

    private final Map<String, JsonNode> mirror = new HashMap<>();
    private Sandbox sandbox;
    private String bearer;
    private String token;

    @Property(tries = 150)
    @Label("following sync tokens mirrors the calendar")
    void followingSyncTokensMirrorsTheCalendar(@ForAll long seed) {
        Random random = new Random(seed);
        mirror.clear();
        token = null;
        connect(random);
        for (int round = 0; round < 6; round++) {
            for (int edits = random.nextInt(6); edits > 0; edits--) {
                edit(random);
            }
            follow(random);
        }
        follow(quiet());
        Map<String, JsonNode> expected = new HashMap<>();
        for (ObjectNode event : sandbox.control().live(ANN)) {
            boolean cancelled = event.path("status").asText().equals("cancelled");
            expected.put(event.get("id").asText(), cancelled ? event.get("originalStartTime") : event);
        }
        assertThat(mirror).isEqualTo(expected);
    }

    /** Full pages and no edits between them. */
    private static Random quiet() {
        return new Random(0) {
            @Override
            public int nextInt(int bound) {
                return bound - 1;
            }
        };
    }

    private void connect(Random random) {
        sandbox = Sandbox.builder().random(random).build();
        sandbox.control().addAccount(ANN, "Ann", "Europe/Paris");
        sandbox.control().behaviour().pkceRequired(false);
        URI request = URI.create("http://x/?client_id=sandbox-client.apps.example&response_type=code&redirect_uri=" + Params.encode(CALLBACK) + "&scope="
                + Params.encode("openid https://www.googleapis.com/auth/calendar.events"));
        String code = Params.parse(sandbox.control().approve(request, ANN).getRawQuery()).get("code", "");
        SandboxResponse tokens = sandbox.handle(new SandboxRequest("POST", "/google/token", Params.parse(null),
                Map.of("content-type", "application/x-www-form-urlencoded"), Params.of(Map.of("grant_type", "authorization_code", "code", code, "redirect_uri",
                        CALLBACK, "client_id", "sandbox-client.apps.example", "client_secret", sandbox.control().client().secret())).encoded().getBytes(StandardCharsets.UTF_8)));
        bearer = Json.stored(tokens.body()).get("access_token").asText();
    }

    private void follow(Random random) {
        Map<String, String> query = new HashMap<>();
        if (token != null) {
            query.put("syncToken", token);
        }
        while (true) {
            query.put("maxResults", "" + (1 + random.nextInt(4)));
            SandboxResponse answer = sandbox.handle(new SandboxRequest("GET", "/google/calendar/v3/calendars/primary/events", Params.of(query),
                    Map.of("authorization", "Bearer " + bearer), new byte[0]));
            assertThat(answer.status()).isEqualTo(200);
            ObjectNode page = Json.stored(answer.body());
            page.get("items").forEach(this::apply);
            if (page.has("nextSyncToken")) {
                token = page.get("nextSyncToken").asText();
                return;
            }
            query.put("pageToken", page.get("nextPageToken").asText());
            if (random.nextInt(3) == 0) {
                edit(random);
            }
        }
    }

    private void apply(JsonNode event) {
        String id = event.get("id").asText();
        if (!event.get("status").asText().equals("cancelled")) {
            mirror.put(id, event);
        } else if (event.has("recurringEventId")) {
            // A cancelled instance may well come before its series.
            mirror.put(id, event.get("originalStartTime"));
        } else {
            mirror.remove(id);
            mirror.keySet().removeIf(other -> other.startsWith(id + "_"));
        }
    }

    private void edit(Random random) {
        List<ObjectNode> live = sandbox.control().live(ANN).stream().filter(e -> !e.has("recurringEventId")).toList();
        ObjectNode chosen = live.isEmpty() ? null : live.get(random.nextInt(live.size()));
        try {
            switch (chosen == null ? 0 : random.nextInt(6)) {
                case 0, 1 -> sandbox.control().userInserts(ANN, event(random));
                case 2 -> sandbox.control().userDeletes(ANN, chosen.get("id").asText());
                case 3 -> sandbox.control().userEdits(ANN, chosen.get("id").asText(), Json.object().put("summary", "s" + random.nextInt()));
                case 4 -> sandbox.control().userEdits(ANN, instance(chosen, random), Json.object().put("summary", "i" + random.nextInt()));
                default -> sandbox.control().userDeletes(ANN, instance(chosen, random));
            }
        } catch (GoogleError notThere) {
            assertThat(notThere.code()).isBetween(400, 410);
        }
    }

    private static String instance(ObjectNode event, Random random) {
        return event.get("id").asText() + "_2026120" + (1 + random.nextInt(3));
    }

    private static ObjectNode event(Random random) {
        ObjectNode event = Json.object().put("summary", "e" + random.nextInt());
        event.putObject("start").put("date", "2026-12-01");
        event.putObject("end").put("date", "2026-12-02");
        if (random.nextBoolean()) {
            event.putArray("recurrence").add("RRULE:FREQ=DAILY;COUNT=3");
        }
        return event;
    }

    @Property(tries = 3)
    @Label("writers in parallel lose nothing")
    void writersInParallelLoseNothing(@ForAll long seed) throws Exception {
        mirror.clear();
        token = null;
        connect(new Random(seed));
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(seed + i);
            Thread writer = new Thread(() -> {
                for (int n = 0; n < 40; n++) {
                    edit(random);
                }
            });
            writers.add(writer);
            writer.start();
        }
        for (int i = 0; i < 20; i++) {
            follow(new Random(seed));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        follow(quiet());
        assertThat(mirror.keySet()).containsExactlyInAnyOrderElementsOf(sandbox.control().live(ANN).stream().map(e -> e.get("id").asText()).toList());
    }
}
