// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox;

import static io.passerelle.sandbox.page.Html.esc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.fault.Fault;
import io.passerelle.sandbox.fault.FaultKind;
import io.passerelle.sandbox.fault.Journal;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.page.Html;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code /control}: what {@link SandboxControl} offers, as a page and as JSON for tests in another process. */
final class ControlRoutes {
    private static final int SHOWN = 50;
    private final SandboxControl control;

    ControlRoutes(SandboxControl control) {
        this.control = control;
    }

    SandboxResponse handle(SandboxRequest request) {
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /control" -> page();
                case "POST /control/form" -> form(request.form());
                case "GET /control/state" -> SandboxResponse.json(200, state());
                case "GET /control/requests" -> SandboxResponse.json(200, requests());
                case "DELETE /control/requests" -> {
                    control.journal().clear();
                    control.outbox().clear();
                    yield SandboxResponse.empty(204);
                }
                case "POST /control/faults" -> {
                    control.fault(fault(json(request)));
                    yield SandboxResponse.empty(204);
                }
                case "DELETE /control/faults" -> {
                    control.clearFaults();
                    yield SandboxResponse.empty(204);
                }
                case "POST /control/actions" -> action(json(request));
                case "POST /control/behaviour" -> behaviour(json(request));
                case "GET /control/events" -> dump(request.query());
                case "POST /control/events" -> SandboxResponse.json(200, control.userInserts(calendar(request), json(request)));
                case "PATCH /control/events" -> SandboxResponse.json(200, control.userEdits(calendar(request), event(request), json(request)));
                case "DELETE /control/events" -> {
                    control.userDeletes(calendar(request), event(request));
                    yield SandboxResponse.empty(204);
                }
                case "GET /control/contacts" -> contacts(account(request));
                case "POST /control/contacts" -> SandboxResponse.json(200, control.contacts().insert(account(request), json(request)));
                case "PATCH /control/contacts" -> SandboxResponse.json(200, control.contacts().patch(account(request), contact(request), json(request)));
                case "DELETE /control/contacts" -> {
                    control.contacts().delete(account(request), contact(request));
                    yield SandboxResponse.empty(204);
                }
                default -> throw GoogleError.notFound();
            };
        } catch (IllegalArgumentException wrong) {
            return GoogleError.invalid("" + wrong.getMessage()).response();
        }
    }

    private static String calendar(SandboxRequest request) {
        return request.query().get("calendar", "");
    }

    private static String account(SandboxRequest request) {
        return request.query().get("account", "");
    }

    private static String contact(SandboxRequest request) {
        return request.query().get("contact", "");
    }

    private SandboxResponse contacts(String account) {
        ObjectNode out = Json.object();
        out.putArray("items").addAll(control.contacts().all(account));
        return SandboxResponse.json(200, out);
    }

    private static String event(SandboxRequest request) {
        return request.query().get("event", "");
    }

    private static ObjectNode json(SandboxRequest request) {
        if (!request.header("content-type").orElse("").startsWith("application/json")) {
            throw GoogleError.of(415, "global", "badContent", "JSON is needed");
        }
        return Json.request(request.body());
    }

    private static Fault fault(JsonNode body) {
        return new Fault(FaultKind.valueOf(body.path("kind").asText()), blank(body.path("account").asText("")), body.path("operation").asText("*"),
                body.path("count").asInt(1), body.path("skip").asInt(0), body.path("parameter").asInt(0));
    }

    private static String blank(String text) {
        return text.isBlank() ? null : text;
    }

    private SandboxResponse action(JsonNode body) {
        String account = body.path("account").asText();
        String calendar = body.path("calendar").asText(account);
        switch (body.path("action").asText()) {
            case "expireAccessTokens" -> control.expireAccessTokens(account);
            case "revokeGrant" -> control.revokeGrant(account);
            case "expireSyncTokens" -> control.expireSyncTokens(calendar);
            case "expireContactTokens" -> control.contacts().expireSyncTokens(account);
            case "renameGroup" -> control.contacts().renameGroup(account, body.path("group").asText(), body.path("name").asText());
            case "deleteGroup" -> control.contacts().deleteGroup(account, body.path("group").asText());
            case "addAccount" -> control.addAccount(account, body.path("name").asText(account), body.path("timeZone").asText("Europe/Paris"));
            case "addCalendar" -> control.addCalendar(account, calendar, body.path("title").asText(calendar), body.path("timeZone").asText("Europe/Paris"));
            case "renameCalendar" -> control.renameCalendar(calendar, body.path("title").asText());
            case "share" -> control.share(calendar, account, body.path("role").asText("reader"));
            case "seed" -> control.seed(calendar, body.path("count").asInt(100), body.path("seed").asLong(1));
            default -> throw new IllegalArgumentException("No such action");
        }
        return SandboxResponse.empty(204);
    }

    private SandboxResponse behaviour(JsonNode body) {
        if (body.has("issuerReturned")) {
            control.behaviour().issuerReturned(body.get("issuerReturned").asBoolean());
        }
        if (body.has("pkceRequired")) {
            control.behaviour().pkceRequired(body.get("pkceRequired").asBoolean());
        }
        if (body.has("testingMode")) {
            control.behaviour().testingMode(body.get("testingMode").asBoolean());
        }
        if (body.has("importRefusesKnownUid")) {
            control.behaviour().importRefusesKnownUid(body.get("importRefusesKnownUid").asBoolean());
        }
        if (body.has("requestsPerMinute")) {
            control.behaviour().requestsPerMinute(body.get("requestsPerMinute").asInt());
        }
        if (body.has("pageLimit")) {
            control.behaviour().pageLimit(body.get("pageLimit").asInt());
        }
        if (body.has("syncTokenSeconds")) {
            control.behaviour().syncTokenLifetime(Duration.ofSeconds(body.get("syncTokenSeconds").asLong()));
        }
        if (body.has("contactLagSeconds")) {
            control.behaviour().contactLag(Duration.ofSeconds(body.get("contactLagSeconds").asLong()));
        }
        if (body.has("contactTokenSeconds")) {
            control.behaviour().contactTokenLifetime(Duration.ofSeconds(body.get("contactTokenSeconds").asLong()));
        }
        if (body.has("photosEncodedAnew")) {
            control.behaviour().photosEncodedAnew(body.get("photosEncodedAnew").asBoolean());
        }
        return SandboxResponse.empty(204);
    }

    private SandboxResponse dump(Params query) {
        ObjectNode out = Json.object();
        out.putArray("items").addAll(query.flag("live") ? control.live(query.get("calendar", "")) : control.dump(query.get("calendar", "")));
        return SandboxResponse.json(200, out);
    }

    private ObjectNode state() {
        ObjectNode out = Json.object().put("mailsSent", control.outbox().sent()).put("unsilencedWrites", control.outbox().unsilencedWrites())
                .put("httpRequests", control.journal().httpRequests());
        control.journal().counts().forEach(out.putObject("counts")::put);
        for (Fault fault : control.faults()) {
            out.withArray("faults").addObject().put("kind", fault.kind().name()).put("account", fault.account()).put("operation", fault.operation())
                    .put("count", fault.count()).put("skip", fault.skip()).put("parameter", fault.parameter());
        }
        for (String account : control.accounts()) {
            ObjectNode item = out.withArray("accounts").addObject().put("email", account);
            control.granted(account).forEach(item.putArray("granted")::add);
        }
        return out;
    }

    private ObjectNode requests() {
        ObjectNode out = Json.object();
        for (Journal.Entry entry : control.journal().entries()) {
            out.withArray("items").addObject().put("at", entry.at().toString()).put("operation", entry.operation()).put("account", entry.account())
                    .put("method", entry.method()).put("path", entry.path()).put("query", entry.query()).put("inBatch", entry.inBatch())
                    .put("status", entry.status());
        }
        return out;
    }

    private SandboxResponse form(Params form) {
        String account = form.get("account", "");
        switch (form.get("action", "fault")) {
            case "clear" -> control.clearFaults();
            case "expire" -> control.expireAccessTokens(account);
            case "revoke" -> control.revokeGrant(account);
            case "resync" -> control.expireSyncTokens(account);
            default -> control.fault(new Fault(FaultKind.valueOf(form.get("kind", "")), blank(account), form.get("operation", "*"),
                    Integer.parseInt(form.get("count", "1")), 0, Integer.parseInt(form.get("parameter", "0"))));
        }
        return SandboxResponse.redirect("../control");
    }

    private SandboxResponse page() {
        StringBuilder body = new StringBuilder("<p><a href=\"./\">Calendars</a></p><form method=\"post\" action=\"control/form\"><label for=\"account\">Account</label>"
                + "<select id=\"account\" name=\"account\">");
        control.accounts().forEach(a -> body.append("<option>").append(esc(a)).append("</option>"));
        body.append("</select><label for=\"kind\">Fault</label><select id=\"kind\" name=\"kind\">");
        for (FaultKind kind : FaultKind.values()) {
            body.append("<option>").append(kind).append("</option>");
        }
        body.append("</select><div class=\"cols\"><div>").append(text("operation", "Operation (events.list, oauth.token, *)", "*"))
                .append("</div><div>").append(text("count", "How many requests", "1")).append("</div><div>")
                .append(text("parameter", "Retry-After seconds, or delay in ms", "0")).append("</div></div><div class=\"row\">");
        for (String[] button : new String[][] {{"clear", "Clear faults"}, {"expire", "Expire access tokens"}, {"revoke", "Revoke grant"},
            {"resync", "Expire sync tokens"}, {"fault", "Add fault"}}) {
            body.append("<button class=\"button small\" name=\"action\" value=\"").append(button[0]).append("\">").append(button[1]).append("</button>");
        }
        body.append("</div></form><h2>Active faults</h2><ul>");
        control.faults().forEach(f -> body.append("<li>").append(esc(f.kind() + " on " + f.operation() + ", " + f.count() + " more, "
                + (f.account() == null ? "all accounts" : f.account()))).append("</li>"));
        body.append("</ul><h2>Requests</h2><table><tbody>");
        control.journal().counts().forEach((name, count) -> body.append("<tr><th scope=\"row\">").append(esc(name)).append("</th><td>").append(count).append("</td></tr>"));
        body.append("</tbody></table><h2>Latest</h2><ul class=\"soft\">");
        List<Journal.Entry> latest = control.journal().entries();
        List<Journal.Entry> tail = new ArrayList<>(latest.subList(Math.max(0, latest.size() - SHOWN), latest.size()));
        Collections.reverse(tail);
        tail.forEach(e -> body.append("<li>").append(esc(e.toString())).append("</li>"));
        return Html.page(200, "Sandbox: faults and requests", body + "</ul>", "wide", "").with("Referrer-Policy", "same-origin");
    }

    private static String text(String name, String label, String value) {
        return "<label for=\"" + name + "\">" + esc(label) + "</label><input type=\"text\" id=\"" + name + "\" name=\"" + name + "\" value=\"" + esc(value) + "\">";
    }
}
