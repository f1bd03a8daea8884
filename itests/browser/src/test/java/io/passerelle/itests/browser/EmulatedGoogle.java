// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;

/** The hidden side of the emulated Google: what people do there without our page, and what can be made to go wrong. */
final class EmulatedGoogle {
    private final URI control;
    private final HttpClient client = HttpClient.newHttpClient();

    EmulatedGoogle(URI root) {
        this.control = root.resolve("control/");
    }

    /** Adds somebody with an empty calendar; returns the address of the account. */
    String account(String name) {
        String address = name + "@gmail.example";
        JsonObject body = action("addAccount", address);
        body.addProperty("name", name);
        ask("POST", "actions", body);
        return address;
    }

    /** Fills the main calendar of an account with generated events. */
    void seed(String account, int count) {
        JsonObject body = action("seed", account);
        body.addProperty("count", count);
        ask("POST", "actions", body);
    }

    /** The person withdraws the consent at Google. */
    void revoke(String account) {
        ask("POST", "actions", action("revokeGrant", account));
    }

    /** Puts events of an hour into the main calendar, all of them tomorrow. */
    void insert(String account, String... titles) {
        for (String title : titles) {
            JsonObject event = new JsonObject();
            event.addProperty("summary", title);
            event.add("start", time(10));
            event.add("end", time(11));
            ask("POST", "events?calendar=" + encoded(account), event);
        }
    }

    private static JsonObject time(int hour) {
        JsonObject time = new JsonObject();
        time.addProperty("dateTime", LocalDate.now().plusDays(1) + "T" + hour + ":00:00");
        time.addProperty("timeZone", "Europe/Paris");
        return time;
    }

    /** Deletes that many events of the main calendar. */
    void delete(String account, int count) {
        events(account).stream()
                .limit(count)
                .forEach(event -> ask("DELETE", "events?calendar=" + encoded(account) + "&event=" + encoded(text(event, "id")), null));
    }

    /** The titles in the main calendar, sorted. */
    List<String> titles(String account) {
        return events(account).stream().map(event -> text(event, "summary")).sorted().toList();
    }

    private List<JsonObject> events(String account) {
        JsonArray items = ask("GET", "events?live=true&calendar=" + encoded(account), null).getAsJsonArray("items");
        return StreamSupport.stream(items.spliterator(), false).map(JsonElement::getAsJsonObject).toList();
    }

    /** From now on an account's requests fail in this way. */
    void fail(String account, String kind) {
        JsonObject body = new JsonObject();
        body.addProperty("kind", kind);
        body.addProperty("account", account);
        body.addProperty("operation", "*");
        body.addProperty("count", 10_000);
        ask("POST", "faults", body);
    }

    /** Everything works again. */
    void recover() {
        ask("DELETE", "faults", null);
    }

    private static JsonObject action(String name, String account) {
        JsonObject body = new JsonObject();
        body.addProperty("action", name);
        body.addProperty("account", account);
        return body;
    }

    private JsonObject ask(String method, String what, JsonObject body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(control.resolve(what)).header("Content-Type", "application/json");
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.toString()));
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(method + " " + what + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? new JsonObject() : JsonParser.parseString(answer.body()).getAsJsonObject();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(hurried));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(JsonObject object, String name) {
        return object.has(name) ? object.get(name).getAsString() : "";
    }
}
