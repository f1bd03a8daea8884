// SPDX-License-Identifier: Apache-2.0
package io.passerelle.itests.peers;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A collection by bare requests, without any care. Thread-safe. */
final class RawDav {
    private static final String DAV = "DAV:";
    private static final String CALDAV = "urn:ietf:params:xml:ns:caldav";
    private static final String CARDDAV = "urn:ietf:params:xml:ns:carddav";
    private static final int AT_ONCE = 100;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Side side;
    private final Kind kind;

    /**
     * What a multistatus said.
     *
     * @param etags by name of resource
     * @param texts by name of resource, where they were asked for
     * @param gone names of resources that are not there
     * @param token where to go on
     */
    record Listing(Map<String, String> etags, Map<String, String> texts, List<String> gone, String token) {}

    RawDav(Side side, Kind kind) {
        this.side = side;
        this.kind = kind;
    }

    void create() throws IOException, InterruptedException {
        send("DELETE", "", "", Map.of());
        if (kind == Kind.CALENDAR) {
            done("MKCALENDAR", "", "", Map.of());
        } else {
            done(
                    "MKCOL",
                    "",
                    "<mkcol xmlns=\"DAV:\" xmlns:c=\"" + CARDDAV
                            + "\"><set><prop><resourcetype><collection/><c:addressbook/></resourcetype></prop></set></mkcol>",
                    Map.of("Content-Type", "application/xml"));
        }
    }

    void delete(String name) throws IOException, InterruptedException {
        send("DELETE", name, "", Map.of());
    }

    /** Writes and returns the new ETag; empty where the server says none. */
    String put(String name, String text) throws IOException, InterruptedException {
        return done("PUT", name, text, Map.of("Content-Type", kind.mediaType()))
                .headers()
                .firstValue("ETag")
                .orElse("");
    }

    Listing list() throws Exception {
        return read("PROPFIND", "<propfind xmlns=\"DAV:\"><prop><getetag/></prop></propfind>", "1");
    }

    Listing changes(String token) throws Exception {
        return read(
                "REPORT",
                "<sync-collection xmlns=\"DAV:\"><sync-token>" + token
                        + "</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>",
                "1");
    }

    /** The items of these names, a hundred in a request, one request after the other. */
    Map<String, String> texts(Collection<String> names) throws Exception {
        String namespace = kind == Kind.CALENDAR ? CALDAV : CARDDAV;
        String report = kind == Kind.CALENDAR ? "calendar-multiget" : "addressbook-multiget";
        String data = kind == Kind.CALENDAR ? "calendar-data" : "address-data";
        List<String> all = new ArrayList<>(names);
        Map<String, String> texts = new HashMap<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            String references = all.subList(from, Math.min(all.size(), from + AT_ONCE)).stream()
                    .map(name -> "<href>" + address(name).getRawPath() + "</href>")
                    .collect(Collectors.joining());
            String body = "<c:%s xmlns=\"DAV:\" xmlns:c=\"%s\"><prop><getetag/><c:%s/></prop>%s</c:%s>"
                    .formatted(report, namespace, data, references, report);
            texts.putAll(read("REPORT", body, "1").texts());
        }
        return texts;
    }

    private Listing read(String method, String body, String depth) throws Exception {
        String answer = done(method, "", body, Map.of("Content-Type", "application/xml; charset=utf-8", "Depth", depth))
                .body();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element root = factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(answer)))
                .getDocumentElement();
        Listing listing = new Listing(new HashMap<>(), new HashMap<>(), new ArrayList<>(), text(root, DAV, "sync-token"));
        NodeList responses = root.getElementsByTagNameNS(DAV, "response");
        for (int i = 0; i < responses.getLength(); i++) {
            note((Element) responses.item(i), listing);
        }
        return listing;
    }

    private void note(Element response, Listing listing) {
        String path = URLDecoder.decode(
                URI.create(text(response, DAV, "href").trim()).getRawPath().replace("+", "%2B"), StandardCharsets.UTF_8);
        if (path.endsWith("/")) {
            return;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        String etag = text(response, DAV, "getetag");
        if (etag.isEmpty()) {
            listing.gone().add(name);
            return;
        }
        listing.etags().put(name, etag);
        String text = kind == Kind.CALENDAR
                ? text(response, CALDAV, "calendar-data")
                : text(response, CARDDAV, "address-data");
        if (!text.isEmpty()) {
            listing.texts().put(name, text);
        }
    }

    private static String text(Element within, String namespace, String name) {
        NodeList found = within.getElementsByTagNameNS(namespace, name);
        return found.getLength() == 0 ? "" : found.item(found.getLength() - 1).getTextContent();
    }

    private URI address(String name) {
        return side.address().resolve(java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private HttpResponse<String> done(String method, String name, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = send(method, name, body, headers);
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + name + " was answered " + answer.statusCode());
        }
        return answer;
    }

    private HttpResponse<String> send(String method, String name, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(name))
                .method(
                        method,
                        body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((side.user() + ":" + side.password())
                                                .getBytes(StandardCharsets.UTF_8)));
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
