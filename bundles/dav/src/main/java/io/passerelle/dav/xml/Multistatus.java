// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a multistatus (RFC 4918 §13) while it arrives. No document type, no entities but the five of XML, bounded depth, number
 * of resources and length of texts.
 */
public final class Multistatus {
    private static final int DEEPEST = 32;
    private static final int MOST_PROPERTIES = 200;
    private static final int MOST_ELEMENTS = 500;
    private static final Set<String> SPACES = Set.of(
            "DAV:",
            "urn:ietf:params:xml:ns:caldav",
            "urn:ietf:params:xml:ns:carddav",
            "http://calendarserver.org/ns/",
            "http://apple.com/ns/ical/");
    // never one that the class path or a bundle offers: its settings would be somebody else's
    private static final XMLInputFactory FACTORY = XMLInputFactory.newDefaultFactory();

    static {
        FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        FACTORY.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        FACTORY.setXMLResolver((publicId, systemId, base, name) -> InputStream.nullInputStream());
    }

    private final XMLStreamReader xml;
    private final int mostMembers;
    private final int longestText;
    private int depth;

    private Multistatus(XMLStreamReader xml, int mostMembers, int longestText) {
        this.xml = xml;
        this.mostMembers = mostMembers;
        this.longestText = longestText;
    }

    /** The answer is not a multistatus, or exceeds the bounds. */
    public static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    /** The JDK's parser closes at the end of the document; whoever opened the body still looks whether anything follows. */
    private static final class KeptOpen extends FilterInputStream {
        KeptOpen(InputStream body) {
            super(body);
        }

        @Override
        public void close() {
            // left to whoever opened it
        }
    }

    /**
     * Reads to the end.
     *
     * @param mostMembers largest number of resources
     * @param longestText largest length of a property's text
     * @param responses takes each resource
     * @return the sync-token at the end, where there is one
     * @throws IOException when it cannot be read to its end, or exceeds the bounds
     */
    public static Optional<String> read(InputStream body, int mostMembers, int longestText, Consumer<Response> responses)
            throws IOException {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new KeptOpen(body));
            try {
                return new Multistatus(reader, mostMembers, longestText).document(responses);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException malformed) {
            if (malformed.getNestedException() instanceof IOException failed) {
                throw failed;
            }
            throw new Unreadable("no well-formed XML");
        }
    }

    private Optional<String> document(Consumer<Response> responses) throws XMLStreamException, IOException {
        String token = null;
        int members = 0;
        for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.DTD) {
                throw new Unreadable("a document type");
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            String name = xml.getLocalName();
            if (depth == 0) {
                if (!"multistatus".equals(name)) {
                    throw new Unreadable("no multistatus");
                }
                depth = 1;
            } else if ("response".equals(name)) {
                if (++members > mostMembers) {
                    throw new Unreadable("too many resources");
                }
                responses.accept(response());
            } else if ("sync-token".equals(name)) {
                token = element().text().strip();
            } else {
                element();
            }
        }
        return Optional.ofNullable(token).filter(text -> !text.isEmpty());
    }

    private Response response() throws XMLStreamException, IOException {
        String href = "";
        int status = 0;
        Map<String, Property> properties = new HashMap<>(8);
        while (nextChild()) {
            switch (xml.getLocalName()) {
                case "href" -> {
                    String text = element().text().strip();
                    href = href.isEmpty() ? text : href;
                }
                case "status" -> status = status(element().text());
                case "propstat" -> propstat(properties);
                default -> element();
            }
        }
        return new Response(href, status, properties);
    }

    private void propstat(Map<String, Property> properties) throws XMLStreamException, IOException {
        Map<String, Property> found = new HashMap<>(8);
        int status = 200;
        while (nextChild()) {
            switch (xml.getLocalName()) {
                case "status" -> status = status(element().text());
                case "prop" -> {
                    while (nextChild()) {
                        boolean known = SPACES.contains(String.valueOf(xml.getNamespaceURI()));
                        String name = xml.getLocalName();
                        Property property = element();
                        if (known && found.size() < MOST_PROPERTIES) {
                            found.put(name, property);
                        }
                    }
                }
                default -> element();
            }
        }
        if (status >= 200 && status < 300) {
            properties.putAll(found);
        }
    }

    /** Moves to the next element within the current one; false at its end. */
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    /** Everything within the current element. */
    private Property element() throws XMLStreamException, IOException {
        StringBuilder text = null;
        String single = null;
        Set<String> elements = null;
        List<String> hrefs = null;
        int hrefFrom = -1;
        int inside = 0;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                if (single == null && text == null) {
                    single = xml.getText();
                } else {
                    text = text == null ? new StringBuilder(single) : text;
                    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                }
                if ((text == null ? single.length() : text.length()) > longestText) {
                    throw new Unreadable("a property is too long");
                }
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                if (++inside > DEEPEST) {
                    throw new Unreadable("nested too deeply");
                }
                elements = elements == null ? new HashSet<>() : elements;
                if (elements.size() < MOST_ELEMENTS) {
                    elements.add(xml.getLocalName());
                    String component = xml.getAttributeValue(null, "name");
                    if (component != null) {
                        elements.add(component);
                    }
                }
                if ("href".equals(xml.getLocalName())) {
                    text = text == null ? new StringBuilder(single == null ? "" : single) : text;
                    hrefFrom = text.length();
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (inside-- == 0) {
                    String all = text != null ? text.toString() : single == null ? "" : single;
                    return elements == null && hrefs == null
                            ? new Property(all, Set.of(), List.of())
                            : new Property(all, elements, hrefs == null ? List.of() : hrefs);
                }
                if (hrefFrom >= 0 && "href".equals(xml.getLocalName())) {
                    hrefs = hrefs == null ? new ArrayList<>(2) : hrefs;
                    hrefs.add(text.substring(hrefFrom).strip());
                    hrefFrom = -1;
                }
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new Unreadable("an entity");
            }
        }
    }

    /** {@code HTTP/1.1 200 OK}; 0 when it is none. */
    private static int status(String line) {
        String[] parts = line.strip().split("\\s+", 3);
        return parts.length > 1 && parts[1].matches("\\d{3}") ? Integer.parseInt(parts[1]) : 0;
    }
}
