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
import io.passerelle.model.collection.CollectionInfo;
import io.passerelle.model.collection.CollectionKind;
import io.passerelle.model.collection.Fetched;
import io.passerelle.model.collection.WriteResult;
import io.passerelle.model.error.ErrorCode;
import io.passerelle.model.error.PasserelleException;
import io.passerelle.model.item.Contact;
import io.passerelle.model.item.ContactPhoto;
import io.passerelle.model.item.ItemUid;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContextSelect;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The contacts of the signed-in person, in all their address books; new ones go into the main one. A picture has an address
 * of its own below its contact.
 */
@Component(service = Servlet.class)
@HttpWhiteboardContextSelect(HostContext.SELECT)
@HttpWhiteboardServletPattern("/host/api/contacts/*")
public final class ContactsServlet extends HostServlet {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 20_000;
    private static final String PHOTO = "photo";

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
                LocalItems book = collections.open(user, books(user).get(0).id());
                Contact blank = Contact.builder(ItemUid.of(UUID.randomUUID().toString())).build();
                Contact contact = new ContactForm(body(request)).applyTo(blank);
                json(response, 201, wire(book, EventCalls.create(book, contact)));
            }
            case "PUT 2" -> {
                LocalItems book = open(user, path[0]);
                Fields body = body(request);
                Fetched.Found found = EventCalls.read(book, path[1]);
                Contact wanted = new ContactForm(body).applyTo((Contact) found.item());
                json(response, 200, wire(book, EventCalls.update(book, found, body.required("revision", 100), wanted)));
            }
            case "DELETE 2" -> {
                EventCalls.delete(open(user, path[0]), path[1], parameter(request, "revision"));
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            }
            case "GET 3" -> photo(request, response, EventCalls.read(photos(user, path), path[1]));
            case "PUT 3" -> {
                LocalItems book = photos(user, path);
                json(response, 200, wire(book, photo(request, book, path[1], Optional.of(picture(request)))));
            }
            case "DELETE 3" -> {
                LocalItems book = photos(user, path);
                json(response, 200, wire(book, photo(request, book, path[1], Optional.empty())));
            }
            default -> throw nothingHere();
        }
    }

    private List<CollectionInfo> books(UserId user) {
        return collections.collections(user, CollectionKind.ADDRESS_BOOK);
    }

    private LocalItems open(UserId user, String book) {
        return EventCalls.open(collections, user, book, CollectionKind.ADDRESS_BOOK);
    }

    private LocalItems photos(UserId user, String[] path) {
        if (!PHOTO.equals(path[2])) {
            throw nothingHere();
        }
        return open(user, path[0]);
    }

    private void list(HttpServletResponse response, UserId user) throws IOException {
        ObjectNode answer = JSON.createObjectNode().put("version", collections.version(user));
        ArrayNode books = answer.putArray("books");
        ArrayNode contacts = answer.putArray("contacts");
        for (CollectionInfo info : books(user)) {
            String id = info.id().value();
            books.addObject().put("id", id).put("name", info.name());
            for (LocalItems.Listed one : collections.open(user, info.id()).contacts(MOST - contacts.size())) {
                contacts.add(ContactWire.of(id, one.ref().value(), one.revision(), one.contact(), one.hasPhoto()));
            }
        }
        json(response, 200, answer);
    }

    private static void photo(HttpServletRequest request, HttpServletResponse response, Fetched.Found found)
            throws IOException {
        ContactPhoto photo = ((Contact) found.item())
                .photo()
                .filter(ContactPhoto::isPicture)
                .orElseThrow(() -> PasserelleException.of(ErrorCode.NOT_FOUND, PHOTO));
        String tag = "\"" + photo.canonical() + "\"";
        response.setHeader("Cache-Control", "private, no-cache");
        response.setHeader("ETag", tag);
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(photo.mediaType());
        response.getOutputStream().write(photo.bytes());
    }

    private static WriteResult.Done photo(
            HttpServletRequest request, LocalItems book, String ref, Optional<ContactPhoto> photo) {
        Fetched.Found found = EventCalls.read(book, ref);
        Contact wanted = ((Contact) found.item()).toBuilder().photo(photo.orElse(null)).build();
        return EventCalls.update(book, found, parameter(request, "revision"), wanted);
    }

    private static ContactPhoto picture(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(ContactPhoto.MOST_BYTES + 1);
        if (bytes.length > ContactPhoto.MOST_BYTES) {
            throw PasserelleException.of(ErrorCode.TOO_LARGE, PHOTO);
        }
        if (bytes.length > 0) {
            ContactPhoto photo = new ContactPhoto(request.getContentType(), bytes);
            if (photo.isPicture()) {
                return photo;
            }
        }
        throw PasserelleException.invalid(PHOTO, "is a JPEG, PNG, GIF or WebP picture");
    }

    private static ObjectNode wire(LocalItems book, WriteResult.Done done) {
        Contact contact = (Contact) done.stored().orElseThrow();
        return ContactWire.of(
                book.info().id().value(),
                done.ref().value(),
                done.revision().value(),
                contact,
                contact.photo().isPresent());
    }
}
