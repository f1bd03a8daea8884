// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.snapshot;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.oauth.Grants;
import io.passerelle.sandbox.state.AccessRole;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.CalendarData;
import io.passerelle.sandbox.state.ListEntry;
import io.passerelle.sandbox.state.StoredEvent;
import io.passerelle.sandbox.state.World;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** People, calendars, contacts and grants in one file, so that a demo survives a restart. Secrets are in it as hashes only. */
public final class Snapshot {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final World world;
    private final Grants grants;

    public Snapshot(Path folder, World world, Grants grants) {
        this.file = folder.resolve("sandbox.json");
        this.world = world;
        this.grants = grants;
    }

    /** Writes beside the old file, then replaces it. */
    public void save() throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling("sandbox.json.new");
        try (OutputStream out = Files.newOutputStream(fresh); JsonGenerator json = MAPPER.getFactory().createGenerator(out, JsonEncoding.UTF8)) {
            world.locked(() -> {
                write(json);
                return null;
            });
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(JsonGenerator json) {
        try {
            json.writeStartObject();
            json.writeNumberField("version", world.version());
            json.writeArrayFieldStart("accounts");
            for (Account account : world.accounts()) {
                json.writeTree(account(account));
            }
            json.writeEndArray();
            json.writeArrayFieldStart("calendars");
            for (CalendarData calendar : world.calendars()) {
                calendar(json, calendar);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("contacts");
            for (Account account : world.accounts()) {
                json.writeFieldName(account.email());
                json.writeTree(ContactSnapshot.write(world.contacts(account.email())));
            }
            json.writeEndObject();
            json.writeObjectFieldStart("consents");
            for (Account account : world.accounts()) {
                json.writeStringField(account.email(), String.join(" ", grants.consented(account.email())));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("refreshTokens");
            for (var token : grants.refreshTokens().entrySet()) {
                json.writeTree(Json.object().put("hash", token.getKey()).put("account", token.getValue().account())
                        .put("issued", token.getValue().issued().toString()));
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ObjectNode account(Account account) {
        ObjectNode out = Json.object().put("email", account.email()).put("subject", account.subject()).put("name", account.name())
                .put("hostedDomain", account.hostedDomain()).put("timeZone", account.timeZone());
        for (ListEntry entry : account.calendarList().values()) {
            ObjectNode item = out.withArray("calendarList").addObject().put("id", entry.calendarId()).put("role", entry.role().wire())
                    .put("primary", entry.primary()).put("deleted", entry.deleted()).put("version", entry.version());
            item.set("settings", entry.settings().deepCopy());
        }
        return out;
    }

    private static void calendar(JsonGenerator json, CalendarData calendar) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", calendar.id());
        json.writeStringField("owner", calendar.owner());
        json.writeNumberField("version", calendar.version());
        json.writeNumberField("epoch", calendar.epoch());
        json.writeFieldName("meta");
        json.writeTree(calendar.meta());
        json.writeArrayFieldStart("events");
        for (StoredEvent event : calendar.all()) {
            json.writeStartObject();
            json.writeNumberField("version", event.version());
            json.writeFieldName("event");
            json.writeRawValue(new String(event.json(), StandardCharsets.UTF_8));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Reads the file into an empty world; false if there is none. */
    public boolean load() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        JsonNode tree = MAPPER.readTree(Files.readAllBytes(file));
        world.locked(() -> {
            tree.path("accounts").forEach(this::account);
            tree.path("calendars").forEach(this::calendar);
            tree.path("contacts").properties().forEach(e -> ContactSnapshot.read(e.getValue(), world.contacts(e.getKey())));
            world.restoreVersion(tree.path("version").asLong());
            return null;
        });
        tree.path("consents").properties().forEach(e -> {
            List<String> scopes = new ArrayList<>(List.of(e.getValue().asText().split(" ")));
            scopes.removeIf(String::isEmpty);
            if (!scopes.isEmpty()) {
                grants.restore(e.getKey(), scopes);
            }
        });
        tree.path("refreshTokens").forEach(t -> grants.restore(t.path("hash").asText(),
                new Grants.RefreshData(t.path("account").asText(), Instant.parse(t.path("issued").asText()))));
        return true;
    }

    private void account(JsonNode tree) {
        Account account = new Account(tree.path("email").asText(), tree.path("subject").asText(), tree.path("name").asText(),
                tree.path("hostedDomain").textValue(), tree.path("timeZone").asText());
        for (JsonNode item : tree.path("calendarList")) {
            ListEntry entry = new ListEntry(item.path("id").asText(), AccessRole.of(item.path("role").asText()), item.path("primary").asBoolean(),
                    (ObjectNode) item.get("settings"), item.path("version").asLong());
            entry.deleted(item.path("deleted").asBoolean());
            account.calendarList().put(entry.calendarId(), entry);
        }
        world.restore(account);
    }

    private void calendar(JsonNode tree) {
        CalendarData calendar = new CalendarData(tree.path("id").asText(), tree.path("owner").asText(), (ObjectNode) tree.get("meta"),
                tree.path("version").asLong());
        calendar.epoch(tree.path("epoch").asInt());
        for (JsonNode event : tree.path("events")) {
            calendar.put(StoredEvent.of((ObjectNode) event.get("event"), event.path("version").asLong()));
        }
        world.restore(calendar);
    }
}
