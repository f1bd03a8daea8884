// SPDX-License-Identifier: Apache-2.0
package io.passerelle.dav.xml;

import io.passerelle.model.collection.CollectionKind;
import java.util.Collection;

/** The XML that requests carry. */
public final class Bodies {
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";
    private static final String SPACES = " xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\""
            + " xmlns:D=\"urn:ietf:params:xml:ns:carddav\" xmlns:S=\"http://calendarserver.org/ns/\""
            + " xmlns:A=\"http://apple.com/ns/ical/\"";

    private Bodies() {}

    /** Asks for properties, given as elements with the prefixes C, D, S and A. */
    public static String propfind(String... properties) {
        return HEAD + "<propfind" + SPACES + "><prop>" + elements(properties) + "</prop></propfind>";
    }

    /** Asks what changed since a token (RFC 6578 §3.2); an empty one asks for everything. */
    public static String syncCollection(String token) {
        return HEAD + "<sync-collection xmlns=\"DAV:\"><sync-token>" + escape(token)
                + "</sync-token><sync-level>1</sync-level><prop><getetag/></prop></sync-collection>";
    }

    /** Asks for resources by address (RFC 4791 §7.9, RFC 6352 §8.7). */
    public static String multiget(CollectionKind kind, boolean data, Collection<String> hrefs) {
        boolean calendar = kind == CollectionKind.CALENDAR;
        String report = calendar ? "C:calendar-multiget" : "C:addressbook-multiget";
        StringBuilder body = new StringBuilder(256 + hrefs.size() * 120);
        body.append(HEAD).append('<').append(report).append(" xmlns=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:");
        body.append(calendar ? "caldav" : "carddav").append("\"><prop><getetag/>");
        if (data) {
            body.append(calendar ? "<C:calendar-data/>" : "<C:address-data/>");
        }
        body.append("</prop>");
        hrefs.forEach(href -> body.append("<href>").append(escape(href)).append("</href>"));
        return body.append("</").append(report).append('>').toString();
    }

    /** Asks for the resources of a UID (RFC 4791 §7.8.6, RFC 6352 §8.6.3). */
    public static String queryUid(CollectionKind kind, String uid) {
        return kind == CollectionKind.CALENDAR
                ? HEAD + "<C:calendar-query" + SPACES + "><prop><getetag/></prop><C:filter><C:comp-filter name=\"VCALENDAR\">"
                        + "<C:comp-filter name=\"VEVENT\"><C:prop-filter name=\"UID\"><C:text-match collation=\"i;octet\">"
                        + escape(uid) + "</C:text-match></C:prop-filter></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
                : HEAD + "<D:addressbook-query" + SPACES + "><prop><getetag/></prop><D:filter><D:prop-filter name=\"UID\">"
                        + "<D:text-match collation=\"i;unicode-casemap\" match-type=\"equals\">" + escape(uid)
                        + "</D:text-match></D:prop-filter></D:filter></D:addressbook-query>";
    }

    /** Makes a calendar (RFC 4791 §5.3.1). */
    public static String makeCalendar(String name) {
        return HEAD + "<C:mkcalendar" + SPACES + "><set><prop><displayname>" + escape(name) + "</displayname>"
                + "<C:supported-calendar-component-set><C:comp name=\"VEVENT\"/></C:supported-calendar-component-set>"
                + "</prop></set></C:mkcalendar>";
    }

    /** Makes an address book (RFC 5689). */
    public static String makeAddressBook(String name) {
        return HEAD + "<mkcol" + SPACES + "><set><prop><resourcetype><collection/><D:addressbook/></resourcetype><displayname>"
                + escape(name) + "</displayname></prop></set></mkcol>";
    }

    /** Gives a collection another name. */
    public static String rename(String name) {
        return HEAD + "<propertyupdate" + SPACES + "><set><prop><displayname>" + escape(name)
                + "</displayname></prop></set></propertyupdate>";
    }

    private static String elements(String... names) {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append('<').append(name).append("/>");
        }
        return all.toString();
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (c >= ' ' || c == '\t' || c == '\n') {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
