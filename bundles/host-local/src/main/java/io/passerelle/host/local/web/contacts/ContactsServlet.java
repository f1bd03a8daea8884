// SPDX-License-Identifier: Apache-2.0
package io.passerelle.host.local.web.contacts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.passerelle.host.local.collections.LocalCollections;
import io.passerelle.host.local.collections.LocalItems;
import io.passerelle.host.local.web.Fields;
import io.passerelle.host.local.web.Gate;
import io.passerelle.host.local.web.HostContext;
import io.passerelle.host.local.web.HostServlet;
import io.passerelle.host.local.web.calendar.EventCalls;
import io.passerelle.model.UserId;
import io.passerelle.model.collection.Change;
import io.passerelle.model.collection.ChangeFeed;
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Cursor;
import io.passerelle.model.collection.FeedStep;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.FieldPath;
import io.passerelle.model.item.ItemUid;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The contacts of the signed-in person, in all their address books; new ones go into the main one. */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern("/host/api/contacts/*")
public final class ContactsServlet extends HostServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 5_000;
    private static final List<String> SINGLE = List.of(
            "displayName", "givenName", "familyName", "organization", "jobTitle", "birthday", "note");
    private static final List<String> SEVERAL = List.of("emails", "phones", "categories");

    private final transient Gate gate;
    private final transient LocalCollections collections;

    /** Over this host's collections. */
    @Activate
    public ContactsServlet(@Reference Gate gate, @Reference LocalCollections collections) {
        this.gate = gate;
        this.collections = collections;
    }

    @Override
    protected void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        UserId user = gate.caller(request).id();
        String[] path = segments(request);
        switch (request.getMethod() + " " + path.length) {
            case "GET 0" -> list(response, user);
            case "POST 0" -> {
                List<CollectionInfo> books = collections.collections(user, CollectionKind.ADDRESS_BOOK);
                LocalItems book = collections.open(user, books.get(0).id());
                Contact contact = contact(body(request), new Contact(ItemUid.of(UUID.randomUUID().toString()), new TreeMap<>()));
                json(response, 201, wire(book, EventCalls.create(book, contact)));
            }
            case "PUT 2" -> {
                LocalItems book = EventCalls.open(collections, user, path[0], CollectionKind.ADDRESS_BOOK);
                Fields body = body(request);
                Fetched.Found found = EventCalls.read(book, path[1]);
                Contact wanted = contact(body, (Contact) found.item());
                json(response, 200, wire(book, EventCalls.update(book, found, body.required("revision", 100), wanted)));
            }
            case "DELETE 2" -> {
                LocalItems book = EventCalls.open(collections, user, path[0], CollectionKind.ADDRESS_BOOK);
                EventCalls.delete(book, path[1], parameter(request, "revision"));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            default -> throw nothingHere();
        }
    }

    private void list(HttpServletResponse response, UserId user) throws IOException {
        ArrayNode all = JSON.createArrayNode();
        for (CollectionInfo info : collections.collections(user, CollectionKind.ADDRESS_BOOK)) {
            LocalItems book = collections.open(user, info.id());
            try (ChangeFeed feed = book.changesSince(Cursor.START)) {
                FeedStep step = feed.next();
                while (step instanceof FeedStep.Page page && all.size() < MOST) {
                    for (Change change : page.changes()) {
                        if (change instanceof Change.Upsert upsert) {
                            all.add(wire(book, new Fetched.Found(upsert.ref(), upsert.revision(), upsert.item().orElseThrow())));
                        }
                    }
                    step = feed.next();
                }
            }
        }
        ObjectNode answer = JSON.createObjectNode().put("version", collections.version(user));
        json(response, 200, answer.set("contacts", all));
    }

    private static Contact contact(Fields body, Contact present) {
        SortedMap<FieldPath, String> properties = new TreeMap<>(present.properties());
        for (String name : SINGLE) {
            if (body.has(name)) {
                put(properties, FieldPath.of(name), body.text(name, "note".equals(name) ? 65_536 : 255).strip());
            }
        }
        for (String name : SEVERAL) {
            if (body.has(name)) {
                properties.keySet().removeIf(path -> path.root().equals(name));
                body.texts(name, 50, 255).forEach(value -> properties.put(FieldPath.of(name, value), value));
            }
        }
        String birthday = properties.getOrDefault(FieldPath.of("birthday"), "");
        if (body.has("birthday") && !birthday.isEmpty()) {
            Fields.date("birthday", birthday);
        }
        if (properties.getOrDefault(FieldPath.of("displayName"), "").isEmpty()) {
            throw PasserelleException.invalid("displayName", "is missing");
        }
        return new Contact(present.uid(), properties);
    }

    private static void put(SortedMap<FieldPath, String> properties, FieldPath path, String value) {
        if (value.isEmpty()) {
            properties.remove(path);
        } else {
            properties.put(path, value);
        }
    }

    private static ObjectNode wire(LocalItems book, WriteResult.Done done) {
        return wire(book, new Fetched.Found(done.ref(), done.revision(), done.stored().orElseThrow()));
    }

    private static ObjectNode wire(LocalItems book, Fetched.Found found) {
        Contact contact = (Contact) found.item();
        ObjectNode to = JSON.createObjectNode()
                .put("book", book.info().id().value())
                .put("ref", found.ref().value())
                .put("revision", found.revision().value());
        SINGLE.forEach(name -> to.put(name, contact.properties().getOrDefault(FieldPath.of(name), "")));
        for (String name : SEVERAL) {
            ArrayNode values = to.putArray(name);
            contact.properties().forEach((path, value) -> {
                if (path.root().equals(name)) {
                    values.add(value);
                }
            });
        }
        return to;
    }
}
