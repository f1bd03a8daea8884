// SPDX-License-Identifier: Apache-2.0
package io.passerelle.sandbox.page;

import static io.passerelle.sandbox.page.Html.esc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.sandbox.http.GoogleError;
import io.passerelle.sandbox.http.Json;
import io.passerelle.sandbox.http.Params;
import io.passerelle.sandbox.http.SandboxRequest;
import io.passerelle.sandbox.http.SandboxResponse;
import io.passerelle.sandbox.people.ContactEdits;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** "Google Contacts (sandbox)": what the person sees at Google, with the few edits a demo needs. */
public final class ContactPage {
    /** Root of the pages below the sandbox's. */
    public static final String ROOT = "/contacts";
    private static final String[][] FIELDS = {{"names", "givenName", "First name"}, {"names", "familyName", "Last name"},
        {"emailAddresses", "value", "E-mail address"}, {"phoneNumbers", "value", "Phone"}, {"organizations", "name", "Company"},
        {"biographies", "value", "Notes"}};

    private final ContactEdits edits;

    public ContactPage(ContactEdits edits) {
        this.edits = edits;
    }

    /** Answers {@code /contacts}, and below it {@code /edit}, {@code /save} and {@code /delete}. */
    public SandboxResponse handle(SandboxRequest request) {
        String account = request.query().get("account", "");
        try {
            return switch (request.method() + request.path()) {
                case "GET" + ROOT -> list(account);
                case "GET" + ROOT + "/edit" -> form(account, request.query().get("contact", ""));
                case "POST" + ROOT + "/save" -> save(account, request.form());
                case "POST" + ROOT + "/delete" -> {
                    edits.delete(account, request.form().get("contact", ""));
                    yield SandboxResponse.redirect("../contacts" + query(account, ""));
                }
                default -> throw GoogleError.notFound();
            };
        } catch (IllegalArgumentException unknown) {
            throw GoogleError.notFound();
        } catch (GoogleError refused) {
            return Html.page(refused.code(), "That did not work", "<p>" + esc(refused.getMessage()) + "</p>");
        }
    }

    private static String query(String account, String contact) {
        return "?account=" + Params.encode(account) + (contact.isEmpty() ? "" : "&contact=" + Params.encode(contact));
    }

    private SandboxResponse list(String account) {
        StringBuilder body = new StringBuilder("<p class=\"soft\">").append(esc(account)).append(" · <a href=\"./").append(esc(query(account, "")))
                .append("\">Calendar</a></p><p><a class=\"button main\" href=\"contacts/edit").append(esc(query(account, "")))
                .append("\">New contact</a></p><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Reached by</th><th scope=\"col\">Change</th></tr></thead><tbody>");
        edits.all(account).stream().sorted(Comparator.comparing(person -> name(person).toLowerCase(Locale.ROOT))).forEach(person -> row(body, account, person));
        return Html.page(200, "Google Contacts (sandbox)", body + "</tbody></table>", "wide", "").with("Referrer-Policy", "same-origin");
    }

    private void row(StringBuilder body, String account, ObjectNode person) {
        String id = person.path("resourceName").asText();
        body.append("<tr><td>").append(esc(name(person)));
        edits.groupsOf(account, id).forEach(group -> body.append("<span class=\"tag\">").append(esc(group)).append("</span>"));
        if (!person.at("/photos/0").has("default")) {
            body.append("<span class=\"tag\">photo</span>");
        }
        body.append("<br><span class=\"soft\">").append(esc(person.at("/organizations/0/name").asText(""))).append("</span></td><td>");
        for (String field : List.of("emailAddresses", "phoneNumbers")) {
            person.path(field).forEach(value -> body.append(esc(value.path("value").asText())).append(" <span class=\"soft\">")
                    .append(esc(value.path("type").asText(""))).append("</span><br>"));
        }
        body.append("</td><td><a class=\"button small\" href=\"contacts/edit").append(esc(query(account, id)))
                .append("\">Edit</a> <form class=\"inline\" method=\"post\" action=\"contacts/delete").append(esc(query(account, "")))
                .append("\"><input type=\"hidden\" name=\"contact\" value=\"").append(esc(id)).append("\"><button class=\"button small\">Delete</button></form></td></tr>");
    }

    private static String name(ObjectNode person) {
        for (String place : new String[] {"/names/0/displayName", "/organizations/0/name", "/emailAddresses/0/value", "/phoneNumbers/0/value"}) {
            String text = person.at(place).asText("");
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "(No name)";
    }

    private SandboxResponse form(String account, String contact) {
        ObjectNode person = contact.isEmpty() ? Json.object() : edits.get(account, contact);
        StringBuilder body = new StringBuilder("<form method=\"post\" action=\"save").append(esc(query(account, "")))
                .append("\"><input type=\"hidden\" name=\"contact\" value=\"").append(esc(contact)).append("\">");
        for (String[] field : FIELDS) {
            String id = field[0] + "-" + field[1];
            String value = esc(person.path(field[0]).path(0).path(field[1]).asText(""));
            body.append("<label for=\"").append(id).append("\">").append(field[2]).append("</label>");
            if (field[0].equals("biographies")) {
                body.append("<textarea id=\"").append(id).append("\" name=\"").append(id).append("\" rows=\"4\">").append(value).append("</textarea>");
            } else {
                body.append("<input type=\"text\" id=\"").append(id).append("\" name=\"").append(id).append("\" value=\"").append(value).append("\">");
            }
        }
        body.append("<div class=\"row\"><a class=\"button\" href=\"../contacts").append(esc(query(account, "")))
                .append("\">Cancel</a><button class=\"button main\">Save</button></div></form>");
        return Html.page(200, contact.isEmpty() ? "New contact" : "Edit contact", body.toString()).with("Referrer-Policy", "same-origin");
    }

    /** The first value of each field is changed, everything else stays. */
    private SandboxResponse save(String account, Params form) {
        String contact = form.get("contact", "");
        ObjectNode person = contact.isEmpty() ? Json.object() : edits.get(account, contact);
        ObjectNode patch = Json.object();
        for (String[] field : FIELDS) {
            String value = form.get(field[0] + "-" + field[1], "").strip();
            JsonNode before = person.path(field[0]).path(0).path(field[1]);
            if (!value.equals(before.asText("")) || patch.has(field[0])) {
                ArrayNode elements = patch.has(field[0]) ? (ArrayNode) patch.get(field[0])
                        : patch.putArray(field[0]).addAll((ArrayNode) person.withArray(field[0]).deepCopy());
                ObjectNode first = elements.isEmpty() ? elements.addObject() : (ObjectNode) elements.get(0);
                first.remove(List.of("unstructuredName", "displayName"));
                first.put(field[1], value);
            }
        }
        if (contact.isEmpty()) {
            edits.insert(account, patch);
        } else if (!patch.isEmpty()) {
            edits.patch(account, contact, patch);
        }
        return SandboxResponse.redirect("../contacts" + query(account, ""));
    }
}
