// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.calendar.ApiDescription;
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
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is sent, the sandbox answers, and never with an error of its own. */
class GarbagePropertyTest {
    private static final ApiDescription API = ApiDescription.load();
    private static final String[] WORDS = {"", "x", "true", "2026-12-01", "2026-12-01T10:00:00Z", "Europe/Paris", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20261201",
        "RRULE:FREQ=YEARLY;UNTIL=99999999", "RDATE;TZID=Nowhere:20261201T000000", "primary", "confirmed", "cancelled", "a@b.example", "1", "-1", "abcde12345",
        "abcde12345_20261202", "web_hook", "https://x.example/", "http://127.0.0.1:1/", "private", "workingLocation", "birthday", "default", "all", "\ud800", "é%"};
    private static Sandbox sandbox;
    private static String bearer;
    private static int carriedOut;

    @BeforeContainer
    static void start() throws Exception {
        sandbox = Sandbox.builder().random(new Random(7)).demoData().build();
        sandbox.control().behaviour().pkceRequired(false);
        URI request = URI.create("http://x/?client_id=sandbox-client.apps.example&response_type=code&access_type=offline&redirect_uri="
                + Params.encode("http://localhost:8181/integrations/api/oauth/google/callback") + "&scope="
                + Params.encode("openid https://www.googleapis.com/auth/calendar"));
        String code = Params.parse(sandbox.control().approve(request, "alice.sandbox@gmail.example").getRawQuery()).get("code", "");
        SandboxResponse tokens = send("POST", "/google/token", Map.of(), "application/x-www-form-urlencoded", Params.of(Map.of("grant_type", "authorization_code",
                "code", code, "redirect_uri", "http://localhost:8181/integrations/api/oauth/google/callback", "client_id", "sandbox-client.apps.example",
                "client_secret", sandbox.control().client().secret())).encoded());
        bearer = Json.stored(tokens.body()).get("access_token").asText();
    }

    private static SandboxResponse send(String method, String path, Map<String, String> query, String type, String body) {
        return sandbox.handle(new SandboxRequest(method, path, Params.of(query), Map.of("content-type", type, "authorization", "Bearer " + bearer),
                body.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 3000)
    @Label("every method answers random values without an error of its own")
    void everyMethodAnswersGarbage(@ForAll long seed) {
        Random random = new Random(seed);
        List<ApiDescription.Method> methods = new ArrayList<>(API.methods().values());
        ApiDescription.Method method = methods.get(random.nextInt(methods.size()));
        StringBuilder path = new StringBuilder("/google/calendar/v3");
        for (String piece : method.path()) {
            path.append('/').append(piece.equals("{calendarId}") && random.nextInt(4) > 0 ? "primary" : piece.startsWith("{") ? Params.encode(word(random)) : piece);
        }
        Map<String, String> query = new HashMap<>();
        for (String name : method.parameters().keySet()) {
            if (random.nextInt(5) == 0) {
                query.put(name, word(random));
            }
        }
        String body = method.body().equals("-") ? "" : value(method.body(), random, 0).toString();
        SandboxResponse answer = send(method.verb(), path.toString(), query, "application/json", body);
        carriedOut += answer.status() < 300 ? 1 : 0;
        assertThat(answer.status()).as("%s %s %s", path, query, body).isLessThan(500);
    }

    @Property(tries = 1000)
    @Label("every other address answers random forms without an error of its own")
    void everyOtherAddressAnswersGarbage(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> paths = List.of("/google/token", "/google/revoke", "/google/v1/userinfo", "/google/o/oauth2/v2/auth", "/google/o/oauth2/v2/auth/signin",
                "/google/o/oauth2/v2/auth/consent", "/google/batch/calendar/v3", "/control", "/control/form", "/control/faults", "/control/actions", "/", "/save",
                "/delete", "/edit", "/control/events", "/google/calendar/v3/", "/google/", "/nothing");
        Set<String> names = Set.of("grant_type", "code", "client_id", "flow", "account", "calendar", "event", "kind", "count", "action", "start", "end", "token", "scope");
        Map<String, String> values = new HashMap<>();
        names.forEach(n -> values.put(n, random.nextBoolean() ? word(random) : "alice.sandbox@gmail.example"));
        String[] verbs = {"GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS"};
        String[] types = {"application/x-www-form-urlencoded", "application/json", "multipart/mixed; boundary=x", ""};
        SandboxResponse answer = send(verbs[random.nextInt(verbs.length)], paths.get(random.nextInt(paths.size())), random.nextBoolean() ? values : Map.of(),
                types[random.nextInt(types.length)], random.nextBoolean() ? Params.of(values).encoded() : "--x\r\n\r\nGET\r\n\r\n--x\r\n\r\n\r\n--x--" + word(random));
        assertThat(answer.status()).isLessThan(500);
    }

    @AfterContainer
    static void enoughGotThrough() {
        assertThat(carriedOut).as("calls that were carried out").isGreaterThan(300);
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    /** A value that fits its schema more often than not, so that it gets past the first check. */
    private static JsonNode value(String type, Random random, int depth) {
        if (random.nextInt(30) == 0 || depth > 5) {
            return random.nextBoolean() ? Json.object().nullNode() : Json.object().textNode(word(random));
        }
        if (type.startsWith("[")) {
            var list = Json.array();
            for (int i = random.nextInt(3); i > 0; i--) {
                list.add(value(type.substring(1, type.length() - 1), random, depth + 1));
            }
            return list;
        }
        if (type.startsWith("{")) {
            return Json.object().put(word(random), word(random));
        }
        ObjectNode out = Json.object();
        switch (type) {
            case "string", "date", "date-time", "any" -> {
                return out.textNode(word(random));
            }
            case "boolean" -> {
                return out.booleanNode(random.nextBoolean());
            }
            case "integer", "int64" -> {
                return out.numberNode(random.nextInt(5) - 1);
            }
            default -> API.schemas().get(type).forEach((name, field) -> {
                boolean likely = name.equals("start") || name.equals("end") || name.equals("date");
                if (likely ? random.nextInt(8) > 0 : random.nextInt(12) == 0) {
                    out.set(name, name.equals("date") ? out.textNode(random.nextBoolean() ? "2026-12-01" : "2026-12-02") : value(field.type(), random, depth + 1));
                }
            });
        }
        return out;
    }
}
