// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.page;

import static io.passerelle.sandbox.page.Html.esc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.calendar.Agenda;
import io.passerelle.sandbox.calendar.UserEdits;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.state.AccessRole;
import io.passerelle.sandbox.state.Account;
import io.passerelle.sandbox.state.ListEntry;
import io.passerelle.sandbox.state.World;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** "Google Calendar (sandbox)": what the person sees at Google, with the few edits a demo needs. */
public final class CalendarPage {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final World world;
    private final UserEdits edits;
    private final Agenda agenda;

    public CalendarPage(World world, UserEdits edits) {
        this.world = world;
        this.edits = edits;
        this.agenda = new Agenda(world);
    }

    /** Where the page is: account and calendar. */
    private record Place(Account account, ListEntry entry, String title, ZoneId zone) {
        boolean writable() {
            return entry.role().atLeast(AccessRole.WRITER);
        }

        String link(String step) {
            return step + "?account=" + Params.encode(account.email()) + "&calendar=" + Params.encode(entry.calendarId());
        }
    }

    /** Answers {@code /}, {@code /edit}, {@code /save} and {@code /delete}. */
    public SandboxResponse handle(SandboxRequest request) {
        Params query = request.query();
        if (!query.has("account")) {
            return accounts();
        }
        Place place = place(query.get("account", ""), query.get("calendar", query.get("account", "")));
        try {
            return switch (request.method() + request.path()) {
                case "GET/" -> events(place);
                case "GET/edit" -> form(place, query.get("event", ""), "");
                case "POST/save" -> save(place, request.form());
                case "POST/delete" -> delete(place, request.form());
                default -> throw GoogleError.notFound();
            };
        } catch (GoogleError refused) {
            return Html.page(refused.code(), "That did not work", "<p>" + esc(refused.getMessage()) + "</p><p><a href=\"" + esc(place.link("./"))
                    + "\">Back to the calendar</a></p>");
        }
    }

    private Place place(String email, String calendarId) {
        return world.locked(() -> {
            Account account = world.account(email).orElseThrow(GoogleError::notFound);
            ListEntry entry = account.calendarList().get(calendarId);
            if (entry == null || entry.deleted()) {
                throw GoogleError.notFound();
            }
            var calendar = world.calendar(calendarId).orElseThrow(GoogleError::notFound);
            return new Place(account, entry, calendar.meta().path("summary").asText(), calendar.zone());
        });
    }

    private SandboxResponse accounts() {
        StringBuilder body = new StringBuilder("<p class=\"soft\">Whose calendar would you like to see?</p><ul class=\"plain\">");
        for (Account account : world.locked(() -> List.copyOf(world.accounts()))) {
            body.append("<li><a href=\"./?account=").append(esc(Params.encode(account.email()))).append("\">").append(esc(account.name()))
                    .append("</a> <span class=\"soft\">").append(esc(account.email())).append("</span></li>");
        }
        return Html.page(200, "Google Calendar (sandbox)", body + "</ul><p><a href=\"control\">Faults and requests</a></p>");
    }

    private SandboxResponse events(Place place) {
        Instant now = world.now();
        List<ObjectNode> events = agenda.between(place.entry().calendarId(), now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(60)));
        StringBuilder body = new StringBuilder("<p class=\"soft\">").append(esc(place.account().name())).append(", ")
                .append(esc(place.account().email())).append(" · <a href=\"contacts?account=")
                .append(esc(Params.encode(place.account().email()))).append("\">Contacts</a> · <a href=\"./\">other account</a></p><p>");
        List<String> links = new ArrayList<>();
        for (ListEntry entry : world.locked(() -> List.copyOf(place.account().calendarList().values()))) {
            String title = world.locked(() -> world.calendar(entry.calendarId()).map(c -> c.meta().path("summary").asText()).orElse(""));
            boolean here = entry.calendarId().equals(place.entry().calendarId());
            links.add(here ? "<strong>" + esc(title) + "</strong>" : "<a href=\"" + esc(new Place(place.account(), entry, title, place.zone())
                    .link("./")) + "\">" + esc(title) + "</a>");
        }
        body.append(String.join(" · ", links)).append("</p>");
        if (place.writable()) {
            body.append("<p><a class=\"button main\" href=\"").append(esc(place.link("edit"))).append("\">New event</a></p>");
        }
        body.append("<table><thead><tr><th scope=\"col\">When</th><th scope=\"col\">What</th><th scope=\"col\">Change</th></tr></thead><tbody>");
        events.forEach(event -> row(body, place, event));
        return Html.page(200, "Google Calendar (sandbox): " + place.title(), body + "</tbody></table>", "wide", "")
                .with("Referrer-Policy", "same-origin");
    }

    private static void row(StringBuilder body, Place place, ObjectNode event) {
        String id = event.path("id").asText();
        body.append("<tr><td>").append(esc(when(event, place.zone()))).append("</td><td>").append(esc(event.path("summary").asText("(No title)")));
        if (event.has("recurringEventId")) {
            body.append("<span class=\"tag\">series</span>");
        }
        if (event.has("attendees")) {
            body.append("<span class=\"tag\">").append(event.get("attendees").size()).append(" guests</span>");
        }
        if (event.has("hangoutLink")) {
            body.append("<span class=\"tag\">Meet</span>");
        }
        body.append("<br><span class=\"soft\">").append(esc(event.path("location").asText(""))).append("</span></td><td>");
        if (place.writable()) {
            body.append("<a class=\"button small\" href=\"").append(esc(place.link("edit") + "&event=" + Params.encode(id))).append("\">Edit</a> ");
            deleteButton(body, place, id, "Delete");
            if (event.has("recurringEventId")) {
                deleteButton(body, place, event.get("recurringEventId").asText(), "Delete series");
            }
        }
        body.append("</td></tr>");
    }

    private static void deleteButton(StringBuilder body, Place place, String id, String text) {
        body.append("<form class=\"inline\" method=\"post\" action=\"").append(esc(place.link("delete"))).append("\"><input type=\"hidden\" name=\"event\" value=\"")
                .append(esc(id)).append("\"><button class=\"button small\">").append(text).append("</button></form> ");
    }

    private static String when(ObjectNode event, ZoneId zone) {
        JsonNode start = event.get("start");
        return start.has("date") ? DAY.format(LocalDate.parse(start.get("date").asText())) + ", all day"
                : WHEN.format(OffsetDateTime.parse(start.get("dateTime").asText()).atZoneSameInstant(zone));
    }

    private SandboxResponse form(Place place, String eventId, String error) {
        ObjectNode event = eventId.isEmpty() ? Json.object() : edits.get(place.entry().calendarId(), eventId);
        boolean allDay = event.path("start").has("date");
        StringBuilder body = new StringBuilder(error).append("<form method=\"post\" action=\"").append(esc(place.link("save")))
                .append("\"><input type=\"hidden\" name=\"event\" value=\"").append(esc(eventId)).append("\">");
        input(body, "summary", "Title", "text", event.path("summary").asText(""));
        body.append("<div class=\"cols\"><div>");
        input(body, "start", "Starts", allDay ? "date" : "datetime-local", field(event.path("start"), place.zone(), 0));
        body.append("</div><div>");
        input(body, "end", allDay ? "Ends (that day excluded)" : "Ends", allDay ? "date" : "datetime-local", field(event.path("end"), place.zone(), 1));
        body.append("</div></div>");
        input(body, "location", "Place", "text", event.path("location").asText(""));
        body.append("<label for=\"description\">Description</label><textarea id=\"description\" name=\"description\" rows=\"4\">")
                .append(esc(event.path("description").asText(""))).append("</textarea><div class=\"row\"><a class=\"button\" href=\"")
                .append(esc(place.link("./"))).append("\">Cancel</a><button class=\"button main\">Save</button></div></form>");
        return Html.page(200, eventId.isEmpty() ? "New event" : "Edit event", body.toString()).with("Referrer-Policy", "same-origin");
    }

    private String field(JsonNode end, ZoneId zone, int plusHours) {
        if (end.has("date")) {
            return end.get("date").asText();
        }
        return end.has("dateTime") ? FIELD.format(OffsetDateTime.parse(end.get("dateTime").asText()).atZoneSameInstant(zone))
                : FIELD.format(world.now().atZone(zone).withMinute(0).plusHours(1L + plusHours));
    }

    private static void input(StringBuilder body, String name, String label, String type, String value) {
        body.append("<label for=\"").append(name).append("\">").append(esc(label)).append("</label><input id=\"").append(name).append("\" name=\"")
                .append(name).append("\" type=\"").append(type).append("\" value=\"").append(esc(value)).append("\"")
                .append(name.equals("location") ? "" : " required").append(">");
    }

    private SandboxResponse save(Place place, Params form) {
        mayWrite(place);
        ObjectNode fields = Json.object();
        for (String name : List.of("summary", "location", "description")) {
            fields.put(name, form.get(name, ""));
        }
        String event = form.get("event", "");
        time(fields.putObject("start"), form.get("start", ""), place.zone(), event.isEmpty());
        time(fields.putObject("end"), form.get("end", ""), place.zone(), event.isEmpty());
        if (event.isEmpty()) {
            edits.insert(place.entry().calendarId(), fields);
        } else {
            edits.patch(place.entry().calendarId(), event, fields);
        }
        return SandboxResponse.redirect(place.link("./"));
    }

    private static void time(ObjectNode end, String value, ZoneId zone, boolean fresh) {
        if (value.length() == 10) {
            end.put("date", value);
        } else {
            try {
                end.put("dateTime", DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.parse(value))).put("timeZone", zone.getId());
            } catch (DateTimeException malformed) {
                throw GoogleError.invalid("That is not a date and time.");
            }
        }
        if (!fresh) {
            end.putNull(value.length() == 10 ? "dateTime" : "date");
        }
    }

    private SandboxResponse delete(Place place, Params form) {
        mayWrite(place);
        edits.delete(place.entry().calendarId(), form.get("event", ""));
        return SandboxResponse.redirect(place.link("./"));
    }

    private static void mayWrite(Place place) {
        if (!place.writable()) {
            throw GoogleError.needsWriter();
        }
    }
}
