// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Connects an account in the name of a person, without walking the pages, for tests that begin afterwards. */
record Preparation(Stage stage, Person person) {
    private static final Pattern FLOW = Pattern.compile("name=\"flow\" value=\"([^\"]+)\"");
    private static final Pattern SCOPE = Pattern.compile("name=\"scope\" value=\"([^\"]+)\"");

    /** Looks until everything has been copied and no other run is due soon; what waits for consent before it gets it. */
    private static final String SYNCED = "async ([api, id, items, patience]) => {"
            + " const get = async path => (await fetch(`${api}/user/integrations/${id}${path}`)).json();"
            + " for (const end = Date.now() + patience; Date.now() < end; await new Promise(next => setTimeout(next, 250))) {"
            + "  const it = await get('');"
            + "  for (const pair of it.previews ?? [])"
            + "   await fetch(`${api}/user/integrations/${id}/pairs/${pair}/confirm`,"
            + "     {method: 'POST', headers: {'X-Passerelle': '1', 'Content-Type': 'application/json'}, body: '{}'});"
            + "  const copied = (await get('/history')).runs.reduce((sum, run) => sum + run.counts.hostCreated, 0);"
            + "  if (copied === items && !it.running && Date.parse(it.nextRun) > Date.now() + 60_000) return; }"
            + " throw new Error('not synced'); }";

    /** Connects the account and keeps its main calendar equal with a new one here; returns when that many events are there. */
    void sync(String account, int items) {
        String id = connect(account);
        JsonObject integration = get("/user/integrations/" + id);
        JsonObject pair = new JsonObject();
        pair.addProperty("kind", "CALENDAR");
        pair.addProperty("providerCollection", account);
        pair.addProperty("direction", "BOTH");
        pair.addProperty("conflictPolicy", "PROVIDER");
        pair.addProperty("enabled", true);
        JsonArray pairs = new JsonArray();
        pairs.add(pair);
        JsonObject settings = new JsonObject();
        settings.add("version", integration.get("version"));
        settings.add("intervalMinutes", integration.get("intervalMinutes"));
        settings.add("pairs", pairs);
        own("PUT", "/user/integrations/" + id + "/settings", settings);
        person.page().evaluate(SYNCED, List.of(api(), id, items, (int) Stage.PATIENCE.toMillis()));
    }

    private String connect(String account) {
        JsonObject wish = new JsonObject();
        JsonArray capabilities = new JsonArray();
        Stream.of("CALENDAR_READ", "CALENDAR_WRITE").forEach(capabilities::add);
        wish.add("capabilities", capabilities);
        JsonObject flow = own("POST", "/user/integrations/google/connect", wish);
        consent(URI.create(flow.get("authorizationUri").getAsString()), account);
        JsonObject done = own("POST", "/flows/" + flow.get("id").getAsString() + "/complete", new JsonObject());
        if (!done.has("integration")) {
            throw new AssertionError("Not connected: " + done);
        }
        return done.get("integration").getAsString();
    }

    private void consent(URI authorization, String account) {
        String signIn = text(person.page().request().get(authorization.toString()));
        FormData chosen = FormData.create().set("flow", first(FLOW, signIn)).set("account", account);
        String asked = text(person.page().request().post(step(authorization, "signin"), RequestOptions.create().setForm(chosen)));
        FormData allowed = FormData.create().set("flow", first(FLOW, asked)).set("action", "allow");
        SCOPE.matcher(asked).results().forEach(scope -> allowed.append("scope", scope.group(1)));
        text(person.page().request().post(step(authorization, "consent"), RequestOptions.create().setForm(allowed)));
    }

    private static String step(URI authorization, String name) {
        return authorization.resolve(authorization.getPath() + "/" + name).toString();
    }

    private static String first(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        if (!found.find()) {
            throw new AssertionError("Not a page of a sign-in: " + page);
        }
        return found.group(1);
    }

    private JsonObject get(String path) {
        return JsonParser.parseString(text(person.page().request().get(api() + path))).getAsJsonObject();
    }

    private JsonObject own(String method, String path, JsonObject body) {
        RequestOptions request = RequestOptions.create()
                .setMethod(method)
                .setHeader("Origin", stage.address().toString())
                .setHeader("X-Passerelle", "1")
                .setHeader("Content-Type", "application/json")
                .setData(body.toString());
        return JsonParser.parseString(text(person.page().request().fetch(api() + path, request))).getAsJsonObject();
    }

    private static String text(APIResponse answer) {
        if (!answer.ok()) {
            throw new AssertionError(answer.url() + ": " + answer.status() + " " + answer.text());
        }
        return answer.text();
    }

    private String api() {
        return stage.address() + "/integrations/api";
    }
}
